#include "engine/transport/grid/voxel_stepper.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "engine/base/parallel.hpp"
#include "engine/transport/grid/kinetics.hpp"

namespace mesogrid::grid {
namespace {

/// Binding and release of a row over dt.
template <class T>
void bind(
    T* free, T* bound, const double* binding, const double* release, double dt, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
        const Bound both =
            after_binding({static_cast<double>(free[i]), static_cast<double>(bound[i])},
                          binding[i],
                          release[i],
                          dt);
        free[i] = static_cast<T>(both.free);
        bound[i] = static_cast<T>(both.bound);
    }
}

}  // namespace

template <class T>
VoxelStepper<T>::VoxelStepper(std::shared_ptr<const VoxelTissue<T>> tissue)
    : SplitStepper<T>(tissue->nx(), tissue->ny(), tissue->spacing, tissue->height),
      tissue_(std::move(tissue)),
      sweeps_(runnable_sweeps<T>().back()) {
    if (tissue_->binding.empty()) return;
    const auto another = [&] {
        return std::make_unique<VoxelField<T>>(
            tissue_->nx(), tissue_->ny(), tissue_->nz(), kRowPadding);
    };
    bound_ = another();
    total_ = another();
}

template <class T>
void VoxelStepper<T>::add_bound(std::size_t y, std::size_t k) {
    const T* free = this->field_.row(y, k);
    const T* bound = bound_->row(y, k);
    T* both = total_->row(y, k);
    for (std::size_t i = 0; i < total_->nx(); ++i) both[i] = free[i] + bound[i];
}

template <class T>
void VoxelStepper<T>::show(const RowObserver<T>& observer, std::size_t y) {
    if (!bound_) return SplitStepper<T>::show(observer, y);
    for (std::size_t k = 0; k < total_->nz(); ++k) add_bound(y, k);
    observer(y, total_->row(y, 0));
}

template <class T>
const VoxelField<T>& VoxelStepper<T>::total() {
    if (!bound_) return this->field_;
    parallel_for(total_->nz(), [&](std::size_t k) {
        for (std::size_t y = 0; y < total_->ny(); ++y) add_bound(y, k);
    });
    return *total_;
}

template <class T>
std::size_t VoxelStepper<T>::sweep_columns(std::size_t y,
                                           std::size_t /*part*/,
                                           const ColumnStep& column,
                                           T* work) {
    VoxelField<T>& field = this->field_;
    VaryingColumns<T> sweep{.row = field.row(y, 0),
                            .capacity = tissue_->capacity.row(y, 0),
                            .along_z = tissue_->along_z.row(y, 0),
                            .width = field.pitch(),
                            .stride = field.stride(),
                            .z = tissue_->z_axis(),
                            .dt = column.dt,
                            .mode = column.mode};
    sweeps_.varying_columns(sweep, work);
    return sweep.fell_back;
}

template <class T>
PlaneStep VoxelStepper<T>::sweep_plane(std::size_t k, double dt, SweepMode mode, T* work) {
    VoxelField<T>& field = this->field_;
    PlaneStep step{.lines = 2 * (field.nx() + field.ny())};
    VaryingPlane<T> sweep{.plane = field.row(0, k),
                          .capacity = tissue_->capacity.row(0, k),
                          .along_x = tissue_->along_x.row(0, k),
                          .along_y = tissue_->along_y.row(0, k),
                          .pitch = field.pitch(),
                          .x = tissue_->x_axis(),
                          .y = tissue_->y_axis(),
                          .dt = 0.5 * dt,
                          .mode = mode};
    sweeps_.varying_plane(sweep, work);
    step.lines_fallen += sweep.fell_back;
    react(k, dt, step);
    sweep.x_first = false;
    sweeps_.varying_plane(sweep, work);
    step.lines_fallen += sweep.fell_back;
    return step;
}

template <class T>
void VoxelStepper<T>::react(std::size_t k, double dt, PlaneStep& step) {
    const VoxelTissue<T>& tissue = *tissue_;
    const std::size_t n = tissue.nx();
    for (std::size_t j = 0; j < tissue.ny(); ++j) {
        const std::size_t first = tissue.row(j, k);
        T* free = this->field_.row(j, k);
        const auto turn_bound = [&] {
            bind(free,
                 bound_->row(j, k),
                 tissue.binding.data() + first,
                 tissue.release.data() + first,
                 0.5 * dt,
                 n);
        };
        if (bound_) turn_bound();
        const Cleared row = clear_row<T>(
            {.values = free,
             .clearance = tissue.clearance.data() + first,
             .saturation = tissue.saturation.empty() ? nullptr : tissue.saturation.data() + first,
             .cells = n,
             .dt = dt});
        step.before_clearance += row.before;
        step.cleared += row.before - row.after;
        if (!bound_) continue;
        step.before_clearance += std::accumulate(bound_->row(j, k), bound_->row(j, k) + n, 0.0);
        turn_bound();
    }
}

template <class T>
void VoxelStepper<T>::copy_from(const Stepper<T>& other) {
    SplitStepper<T>::copy_from(other);
    if (!bound_) return;
    const auto& from = dynamic_cast<const VoxelStepper<T>&>(other);
    std::memcpy(bound_->data(), from.bound_->data(), bound_->size() * sizeof(T));
}

template class VoxelStepper<float>;
template class VoxelStepper<double>;

}  // namespace mesogrid::grid
