#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/grid_transport.hpp"
#include "engine/transport/grid/stepper.hpp"

/// How long the next steps are. Private to the grid solver.
namespace mesogrid::grid {

/// The first step after depots formed, s: what the smoothest sharp edge that the cells can hold
/// takes to spread where diffusion is fastest, times the root of the tolerance and a share.
double first_step(const TransportProblem& problem, const GridBox& box, double tolerance);

/// Chooses steps between stops: fixed, by the field's own change, or as another run took them.
///
/// By the field's change: two steps of dt are compared with one of 2 dt on copies of the field; a
/// third of the difference is the error of the pair (second order), and dt follows it as its third
/// root. Steps of a length are kept until the time since depots formed has grown by a quarter, for
/// diffusion only gets smoother.
template <class T>
class StepControl {
public:
    using Factory = std::function<std::unique_ptr<Stepper<T>>()>;

    /// `weights`: per plane, of the norm (heights). `first`: of the first step after depots formed.
    StepControl(const GridOptions& options,
                Factory factory,
                std::vector<double> weights,
                double first);
    /// Takes the steps of another run.
    explicit StepControl(const std::vector<TakenStep>& taken);

    /// Depots formed: the next steps are damped and short.
    void restart();
    /// The next step, at most `remaining` long; the stepper is at the end of the last one.
    TakenStep next(const Stepper<T>& stepper, double since, double remaining);
    /// True when next() will look at the field, which must be settled for it; of another run's
    /// steps, when it was.
    bool settles(double since) const;

    /// Largest estimated error of a pair of steps, relative L2.
    double largest_error() const { return largest_error_; }

private:
    bool looks(double since) const;
    TakenStep chosen(double remaining);
    void adapt(const Stepper<T>& stepper, double remaining);
    double error_of_pair(const Stepper<T>& stepper, double dt);

    GridOptions options_;
    Factory factory_;
    std::vector<double> weights_;
    double first_ = 0.0;
    double dt_ = 0.0;
    double next_look_ = 0.0;
    int damped_left_ = 0;
    double largest_error_ = 0.0;
    const std::vector<TakenStep>* taken_ = nullptr;
    std::size_t position_ = 0;
    std::unique_ptr<Stepper<T>> fine_;
    std::unique_ptr<Stepper<T>> coarse_;
};

extern template class StepControl<float>;
extern template class StepControl<double>;

}  // namespace mesogrid::grid
