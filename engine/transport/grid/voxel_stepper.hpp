#pragma once

#include <memory>
#include <vector>

#include "engine/transport/grid/stepper.hpp"
#include "engine/transport/grid/voxel_lines.hpp"
#include "engine/transport/grid/voxel_medium.hpp"

namespace mesogrid::grid {

/// Diffusion, clearance that may saturate, and binding in tissue whose every voxel has its own
/// coefficients:
///
///     Z(dt/2) X(dt/2) Y(dt/2) K(dt) Y(dt/2) X(dt/2) Z(dt/2),  K = bind(dt/2) clear(dt) bind(dt/2)
///
/// symmetric, so second order in time; every kinetic part is solved exactly. The general path: it
/// reads every voxel's coefficients in every sweep and works in double precision.
template <class T>
class VoxelStepper final : public Stepper<T> {
public:
    explicit VoxelStepper(std::shared_ptr<const VoxelMedium> medium);

    VoxelField<T>& field() override { return field_; }
    const VoxelField<T>& field() const override { return field_; }
    const StepTally& tally() const override { return tally_; }
    void step(double dt, SweepMode mode, const RowObserver<T>& observer) override;
    void settle(const RowObserver<T>& observer) override;
    double amount_before_clearance() const override { return before_clearance_; }
    double cleared_in_step() const override { return cleared_in_step_; }
    double amount() const override;
    const VoxelField<T>& total() override;
    void copy_from(const Stepper<T>& other) override;
    using Stepper<T>::step;
    using Stepper<T>::settle;

private:
    struct HalfStep {
        double dt = 0.0;
        SweepMode mode = SweepMode::second_order;
    };

    void pass_columns(const RowObserver<T>& observer);
    void show(const RowObserver<T>& observer, std::size_t y);
    std::size_t sweep_columns(std::size_t y, const HalfStep& part);
    void pass_planes(double dt, SweepMode mode);
    std::size_t sweep_plane(std::size_t k, double dt, SweepMode mode, bool rows);
    void react(std::size_t k, double dt, double& before, double& cleared);

    std::shared_ptr<const VoxelMedium> medium_;
    VoxelField<T> field_;                       ///< free amount
    std::unique_ptr<VoxelField<T>> bound_;      ///< where anything binds
    std::unique_ptr<VoxelField<T>> total_;      ///< for readers, then
    std::vector<std::vector<double>> spacing_;  ///< of x and y lines
    StepTally tally_;
    double before_clearance_ = 0.0;
    double cleared_in_step_ = 0.0;
    std::vector<HalfStep> due_;
};

extern template class VoxelStepper<float>;
extern template class VoxelStepper<double>;

}  // namespace mesogrid::grid
