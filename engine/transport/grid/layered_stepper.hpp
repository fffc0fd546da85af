#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/layered_medium.hpp"
#include "engine/transport/grid/split_stepper.hpp"

namespace mesogrid::grid {

/// Diffusion and first-order clearance in laterally uniform tissue, one step after another:
///
///     Z(dt/2) X(dt) Y(dt) exp(-kappa dt) Z(dt/2)
///
/// each letter a solve of all lines along that axis (line_factors.hpp); x, y and clearance commute
/// within a plane, so the product is symmetric and second order in time. Planes are swept along x
/// and y while they lie in cache. Never negative; mass exact to rounding.
template <class T>
class LayeredStepper final : public SplitStepper<T> {
public:
    explicit LayeredStepper(const LayeredMedium& medium);

private:
    struct Factors {
        std::vector<std::shared_ptr<const LineFactors>> x;  ///< per plane
        std::vector<std::shared_ptr<const LineFactors>> y;
        std::vector<T> keep;
    };

    void prepare_columns(std::span<const ColumnStep> parts) override;
    void prepare_planes(double dt) override { of_planes_ = &factors_of(dt); }
    std::size_t sweep_columns(std::size_t y,
                              std::size_t part,
                              const ColumnStep& column,
                              T* work) override;
    PlaneStep sweep_plane(std::size_t k, double dt, SweepMode mode, T* work) override;
    const Factors& factors_of(double dt);
    const LineFactors& column_factors_of(double dt);

    LayeredMedium medium_;
    Sweeps<T> sweeps_;
    std::map<double, Factors> factors_;
    std::map<double, LineFactors> column_factors_;
    const Factors* of_planes_ = nullptr;
    std::vector<const LineFactors*> of_columns_;  ///< per part
};

extern template class LayeredStepper<float>;
extern template class LayeredStepper<double>;

}  // namespace mesogrid::grid
