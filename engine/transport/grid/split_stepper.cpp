#include "engine/transport/grid/split_stepper.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <numeric>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid::grid {
namespace {

/// Rows of y that one task sweeps along z.
constexpr std::size_t kRowsPerTask = 4;

/// Scratch of this thread for lines of at most `longest` cells, aligned to whole vectors.
template <class T>
T* scratch(std::size_t longest) {
    static thread_local std::unique_ptr<T, void (*)(void*)> memory{nullptr, release_aligned};
    static thread_local std::size_t size = 0;
    const std::size_t wanted = sweep_work_size(longest);
    if (size < wanted) {
        memory.reset(static_cast<T*>(allocate_aligned(wanted * sizeof(T))));
        size = wanted;
    }
    return memory.get();
}

}  // namespace

template <class T>
SplitStepper<T>::SplitStepper(std::size_t nx,
                              std::size_t ny,
                              double spacing,
                              std::vector<double> height)
    : field_(nx, ny, height.size(), kRowPadding), spacing_(spacing), height_(std::move(height)) {
    MESOGRID_EXPECTS(nx > 0 && ny > 0 && spacing > 0.0 && !height_.empty());
}

template <class T>
std::size_t SplitStepper<T>::longest() const {
    return std::max({field_.nz(), field_.pitch(), field_.ny()});
}

template <class T>
void SplitStepper<T>::step(double dt, SweepMode mode, const RowObserver<T>& observer) {
    MESOGRID_EXPECTS(dt > 0.0);
    due_.push_back({0.5 * dt, mode});
    pass_columns(observer);
    pass_planes(dt, mode);
    due_ = {{0.5 * dt, mode}};
    ++tally_.steps;
    if (mode == SweepMode::damped) ++tally_.damped;
}

template <class T>
void SplitStepper<T>::settle(const RowObserver<T>& observer) {
    if (due_.empty() && !observer) return;
    due_.push_back({});
    pass_columns(observer);
    due_.clear();
}

template <class T>
void SplitStepper<T>::pass_columns(const RowObserver<T>& observer) {
    std::vector<ColumnStep> parts = due_;
    if (!observer && due_.size() == 2 && due_[0].mode == due_[1].mode) {
        parts = {{due_[0].dt + due_[1].dt, due_[0].mode}};
    }
    const std::size_t seen_before = parts.size() - 1;
    prepare_columns(parts);
    std::vector<std::size_t> fallen(field_.ny(), 0);
    parallel_for_blocks(field_.ny(), kRowsPerTask, [&](std::size_t first, std::size_t last) {
        T* work = scratch<T>(longest());
        for (std::size_t y = first; y < last; ++y) {
            for (std::size_t p = 0; p < parts.size(); ++p) {
                if (observer && p == seen_before) show(observer, y);
                if (parts[p].dt > 0.0) fallen[y] += sweep_columns(y, p, parts[p], work);
            }
        }
    });
    tally_.lines_fallen += std::accumulate(fallen.begin(), fallen.end(), std::size_t{0});
    tally_.lines += parts.size() * field_.nx() * field_.ny();
}

template <class T>
void SplitStepper<T>::pass_planes(double dt, SweepMode mode) {
    prepare_planes(dt);
    std::vector<PlaneStep> planes(field_.nz());
    parallel_for(field_.nz(), [&](std::size_t k) {
        planes[k] = sweep_plane(k, dt, mode, scratch<T>(longest()));
    });
    before_clearance_ = 0.0;
    cleared_in_step_ = 0.0;
    for (std::size_t k = 0; k < planes.size(); ++k) {
        before_clearance_ += planes[k].before_clearance * area() * height_[k];
        cleared_in_step_ += planes[k].cleared * area() * height_[k];
        tally_.lines += planes[k].lines;
        tally_.lines_fallen += planes[k].lines_fallen;
    }
}

template <class T>
double SplitStepper<T>::amount() const {
    std::vector<double> sums(field_.nz(), 0.0);
    parallel_for(field_.nz(), [&](std::size_t k) {
        for (const VoxelField<T>* field : {&field_, beside()}) {
            if (field == nullptr) continue;
            for (std::size_t j = 0; j < field->ny(); ++j) {
                const T* row = field->row(j, k);
                sums[k] += std::accumulate(row, row + field->nx(), 0.0);
            }
        }
        sums[k] *= area() * height_[k];
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

template <class T>
void SplitStepper<T>::copy_from(const Stepper<T>& other) {
    const VoxelField<T>& from = other.field();
    parallel_for(from.nz(), [&](std::size_t k) {
        std::memcpy(field_.row(0, k), from.row(0, k), from.stride() * sizeof(T));
    });
    due_.clear();
}

template class SplitStepper<float>;
template class SplitStepper<double>;

}  // namespace mesogrid::grid
