#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/layered_medium.hpp"
#include "engine/transport/grid/stepper.hpp"

namespace mesogrid::grid {

/// Diffusion and first-order clearance in laterally uniform tissue, one step after another:
///
///     Z(dt/2) X(dt) Y(dt) exp(-kappa dt) Z(dt/2)
///
/// each letter a solve of all lines along that axis (line_factors.hpp); x, y and clearance commute
/// within a plane, so the product is symmetric and second order in time. A step passes over the
/// field twice: planes are swept along x and y while they lie in cache, and the half step along z
/// that ends a step is made together with the one that begins the next. Never negative; mass exact
/// to rounding. Same bits for any number of threads.
template <class T>
class LayeredStepper final : public Stepper<T> {
public:
    explicit LayeredStepper(const LayeredMedium& medium);

    VoxelField<T>& field() override { return field_; }
    const VoxelField<T>& field() const override { return field_; }
    const StepTally& tally() const override { return tally_; }
    void step(double dt, SweepMode mode, const RowObserver<T>& observer) override;
    void settle(const RowObserver<T>& observer) override;
    double amount_before_clearance() const override { return before_clearance_; }
    double cleared_in_step() const override { return cleared_in_step_; }
    double amount() const override;
    void copy_from(const Stepper<T>& other) override;
    using Stepper<T>::step;
    using Stepper<T>::settle;

private:
    struct Factors {
        std::vector<std::shared_ptr<const LineFactors>> x;  ///< per plane
        std::vector<std::shared_ptr<const LineFactors>> y;
        std::vector<T> keep;
    };
    const Factors& factors_of(double dt);
    const LineFactors& column_factors_of(double dt);
    void pass_columns(const RowObserver<T>& observer);
    void pass_planes(double dt, SweepMode mode);

    LayeredMedium medium_;
    VoxelField<T> field_;
    Sweeps<T> sweeps_;
    StepTally tally_;
    double before_clearance_ = 0.0;
    double cleared_in_step_ = 0.0;
    /// Half steps along z that are due: the one that ends the last step, the one that begins this.
    struct HalfStep {
        double dt = 0.0;
        SweepMode mode = SweepMode::second_order;
    };
    std::vector<HalfStep> due_;
    std::map<double, Factors> factors_;
    std::map<double, LineFactors> column_factors_;
};

extern template class LayeredStepper<float>;
extern template class LayeredStepper<double>;

}  // namespace mesogrid::grid
