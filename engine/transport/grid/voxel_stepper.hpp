#pragma once

#include <memory>
#include <vector>

#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/split_stepper.hpp"
#include "engine/transport/grid/voxel_tissue.hpp"

namespace mesogrid::grid {

/// Diffusion, clearance that may saturate, and binding in tissue whose every voxel has its own
/// coefficients:
///
///     Z(dt/2) X(dt/2) Y(dt/2) K(dt) Y(dt/2) X(dt/2) Z(dt/2),  K = bind(dt/2) clear(dt) bind(dt/2)
///
/// symmetric, so second order in time; every kinetic part is solved exactly, in double precision.
/// The general path: it reads every voxel's coefficients in every sweep.
template <class T>
class VoxelStepper final : public SplitStepper<T> {
public:
    explicit VoxelStepper(std::shared_ptr<const VoxelTissue<T>> tissue);

    const VoxelField<T>& total() override;
    void copy_from(const Stepper<T>& other) override;

private:
    std::size_t sweep_columns(std::size_t y,
                              std::size_t part,
                              const ColumnStep& column,
                              T* work) override;
    PlaneStep sweep_plane(std::size_t k, double dt, SweepMode mode, T* work) override;
    void show(const RowObserver<T>& observer, std::size_t y) override;
    const VoxelField<T>* beside() const override { return bound_.get(); }
    void add_bound(std::size_t y, std::size_t k);
    void react(std::size_t k, double dt, PlaneStep& step);

    std::shared_ptr<const VoxelTissue<T>> tissue_;
    Sweeps<T> sweeps_;
    std::unique_ptr<VoxelField<T>> bound_;  ///< where anything binds
    std::unique_ptr<VoxelField<T>> total_;  ///< for readers, then
};

extern template class VoxelStepper<float>;
extern template class VoxelStepper<double>;

}  // namespace mesogrid::grid
