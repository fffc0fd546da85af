#include "engine/transport/grid/voxel_stepper.hpp"

#include <algorithm>
#include <cstring>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/transport/grid/kinetics.hpp"

namespace mesogrid::grid {
namespace {

VoxelScratch& scratch(std::size_t longest) {
    static thread_local std::unique_ptr<VoxelScratch> kept;
    if (!kept || kept->longest() < longest) kept = std::make_unique<VoxelScratch>(longest);
    return *kept;
}

/// One row of voxels in double precision; bound is empty where nothing binds.
struct KineticRow {
    std::vector<double> free;
    std::vector<double> bound;
};

/// `first`: the row's first voxel in the medium.
void bind(KineticRow& row, const VoxelMedium& medium, std::size_t first, double dt) {
    for (std::size_t i = 0; i < row.bound.size(); ++i) {
        const Bound both = after_binding(
            {row.free[i], row.bound[i]}, medium.binding[first + i], medium.release[first + i], dt);
        row.free[i] = both.free;
        row.bound[i] = both.bound;
    }
}

template <class T>
double sum_of(const T* row, std::size_t n) {
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) sum += static_cast<double>(row[i]);
    return sum;
}

}  // namespace

template <class T>
VoxelStepper<T>::VoxelStepper(std::shared_ptr<const VoxelMedium> medium)
    : medium_(std::move(medium)),
      field_(medium_->nx, medium_->ny, medium_->height.size(), kRowPadding),
      spacing_{std::vector<double>(medium_->nx, medium_->spacing),
               std::vector<double>(medium_->ny, medium_->spacing)} {
    if (medium_->binding.empty()) return;
    const auto another = [&] {
        return std::make_unique<VoxelField<T>>(
            medium_->nx, medium_->ny, medium_->height.size(), kRowPadding);
    };
    bound_ = another();
    total_ = another();
}

template <class T>
void VoxelStepper<T>::step(double dt, SweepMode mode, const RowObserver<T>& observer) {
    MESOGRID_EXPECTS(dt > 0.0);
    due_.push_back({0.5 * dt, mode});
    pass_columns(observer);
    pass_planes(dt, mode);
    due_ = {{0.5 * dt, mode}};
    ++tally_.steps;
    if (mode == SweepMode::damped) ++tally_.damped;
}

template <class T>
void VoxelStepper<T>::settle(const RowObserver<T>& observer) {
    if (due_.empty() && !observer) return;
    due_.push_back({});
    pass_columns(observer);
    due_.clear();
}

template <class T>
void VoxelStepper<T>::pass_columns(const RowObserver<T>& observer) {
    std::vector<HalfStep> parts = due_;
    if (!observer && due_.size() == 2 && due_[0].mode == due_[1].mode) {
        parts = {{due_[0].dt + due_[1].dt, due_[0].mode}};
    }
    const std::size_t seen_before = parts.size() == 1 ? 0 : 1;
    std::vector<std::size_t> fallen(field_.ny(), 0);
    parallel_for(field_.ny(), [&](std::size_t y) {
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (observer && p == seen_before) show(observer, y);
            if (parts[p].dt > 0.0) fallen[y] += sweep_columns(y, parts[p]);
        }
    });
    for (const std::size_t count : fallen) tally_.lines_fallen += count;
    tally_.lines += parts.size() * field_.nx() * field_.ny();
}

template <class T>
void VoxelStepper<T>::show(const RowObserver<T>& observer, std::size_t y) {
    if (!bound_) {
        observer(y, field_.row(y, 0));
        return;
    }
    for (std::size_t k = 0; k < field_.nz(); ++k) {
        for (std::size_t i = 0; i < field_.nx(); ++i) {
            total_->at(i, y, k) = field_.at(i, y, k) + bound_->at(i, y, k);
        }
    }
    observer(y, total_->row(y, 0));
}

template <class T>
std::size_t VoxelStepper<T>::sweep_columns(std::size_t y, const HalfStep& part) {
    VoxelScratch& tiles = scratch(std::max({field_.nz(), field_.nx(), field_.ny()}));
    std::size_t fallen = 0;
    for (std::size_t x = 0; x < field_.nx(); x += kVoxelLanes) {
        const std::size_t v = medium_->index(x, y, 0);
        fallen += sweep_lines<T>({.values = field_.row(y, 0) + x,
                                  .step = field_.stride(),
                                  .lane = 1,
                                  .lanes = std::min(kVoxelLanes, field_.nx() - x),
                                  .cells = field_.nz(),
                                  .resistivity = medium_->resistivity.data() + v,
                                  .capacity = medium_->capacity.data() + v,
                                  .medium_step = medium_->nx * medium_->ny,
                                  .medium_lane = 1,
                                  .height = medium_->height.data()},
                                 part.dt,
                                 part.mode,
                                 tiles);
    }
    return fallen;
}

template <class T>
std::size_t VoxelStepper<T>::sweep_plane(std::size_t k, double dt, SweepMode mode, bool rows) {
    VoxelScratch& tiles = scratch(std::max({field_.nz(), field_.nx(), field_.ny()}));
    std::size_t fallen = 0;
    const std::size_t count = rows ? field_.ny() : field_.nx();
    for (std::size_t first = 0; first < count; first += kVoxelLanes) {
        const std::size_t v = rows ? medium_->index(0, first, k) : medium_->index(first, 0, k);
        fallen += sweep_lines<T>({.values = rows ? field_.row(first, k) : field_.row(0, k) + first,
                                  .step = rows ? 1 : field_.pitch(),
                                  .lane = rows ? field_.pitch() : 1,
                                  .lanes = std::min(kVoxelLanes, count - first),
                                  .cells = rows ? field_.nx() : field_.ny(),
                                  .resistivity = medium_->resistivity.data() + v,
                                  .capacity = medium_->capacity.data() + v,
                                  .medium_step = rows ? 1 : medium_->nx,
                                  .medium_lane = rows ? medium_->nx : 1,
                                  .height = spacing_[rows ? 0 : 1].data()},
                                 dt,
                                 mode,
                                 tiles);
    }
    return fallen;
}

template <class T>
void VoxelStepper<T>::react(std::size_t k, double dt, double& before, double& cleared) {
    const VoxelMedium& m = *medium_;
    KineticRow row{std::vector<double>(m.nx), std::vector<double>(bound_ ? m.nx : 0)};
    for (std::size_t j = 0; j < m.ny; ++j) {
        const std::size_t v = m.index(0, j, k);
        T* const free = field_.row(j, k);
        T* const bound = bound_ ? bound_->row(j, k) : nullptr;
        const double row_before = sum_of(free, m.nx) + (bound ? sum_of(bound, m.nx) : 0.0);
        std::copy_n(free, m.nx, row.free.begin());
        if (bound) std::copy_n(bound, m.nx, row.bound.begin());
        bind(row, m, v, 0.5 * dt);
        clear_row(row.free.data(),
                  m.clearance.data() + v,
                  m.saturation.empty() ? nullptr : m.saturation.data() + v,
                  dt,
                  m.nx);
        bind(row, m, v, 0.5 * dt);
        for (std::size_t i = 0; i < m.nx; ++i) free[i] = static_cast<T>(row.free[i]);
        for (std::size_t i = 0; i < row.bound.size(); ++i) bound[i] = static_cast<T>(row.bound[i]);
        const double row_after = sum_of(free, m.nx) + (bound ? sum_of(bound, m.nx) : 0.0);
        before += row_before;
        cleared += row_before - row_after;
    }
}

template <class T>
void VoxelStepper<T>::pass_planes(double dt, SweepMode mode) {
    const std::size_t nz = field_.nz();
    std::vector<double> before(nz, 0.0);
    std::vector<double> cleared(nz, 0.0);
    std::vector<std::size_t> fallen(nz, 0);
    parallel_for(nz, [&](std::size_t k) {
        fallen[k] += sweep_plane(k, 0.5 * dt, mode, true);
        fallen[k] += sweep_plane(k, 0.5 * dt, mode, false);
        react(k, dt, before[k], cleared[k]);
        fallen[k] += sweep_plane(k, 0.5 * dt, mode, false);
        fallen[k] += sweep_plane(k, 0.5 * dt, mode, true);
    });
    before_clearance_ = 0.0;
    cleared_in_step_ = 0.0;
    const double area = medium_->spacing * medium_->spacing;
    for (std::size_t k = 0; k < nz; ++k) {
        before_clearance_ += before[k] * area * medium_->height[k];
        cleared_in_step_ += cleared[k] * area * medium_->height[k];
        tally_.lines_fallen += fallen[k];
    }
    tally_.lines += 2 * nz * (field_.nx() + field_.ny());
}

template <class T>
const VoxelField<T>& VoxelStepper<T>::total() {
    if (!bound_) return field_;
    parallel_for(field_.nz(), [&](std::size_t k) {
        for (std::size_t v = 0; v < field_.stride(); ++v) {
            total_->row(0, k)[v] = field_.row(0, k)[v] + bound_->row(0, k)[v];
        }
    });
    return *total_;
}

template <class T>
double VoxelStepper<T>::amount() const {
    const double area = medium_->spacing * medium_->spacing;
    std::vector<double> sums(field_.nz(), 0.0);
    parallel_for(field_.nz(), [&](std::size_t k) {
        for (std::size_t j = 0; j < field_.ny(); ++j) {
            double row = 0.0;
            for (std::size_t i = 0; i < field_.nx(); ++i) {
                row += static_cast<double>(field_.at(i, j, k));
                if (bound_) row += static_cast<double>(bound_->at(i, j, k));
            }
            sums[k] += row;
        }
        sums[k] *= area * medium_->height[k];
    });
    double sum = 0.0;
    for (const double part : sums) sum += part;
    return sum;
}

template <class T>
void VoxelStepper<T>::copy_from(const Stepper<T>& other) {
    const auto& from = dynamic_cast<const VoxelStepper<T>&>(other);
    std::memcpy(field_.data(), from.field_.data(), field_.size() * sizeof(T));
    if (bound_) std::memcpy(bound_->data(), from.bound_->data(), field_.size() * sizeof(T));
    due_.clear();
}

template class VoxelStepper<float>;
template class VoxelStepper<double>;

}  // namespace mesogrid::grid
