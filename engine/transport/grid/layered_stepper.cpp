#include "engine/transport/grid/layered_stepper.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid::grid {
namespace {

/// Rows of y that one task sweeps along z.
constexpr std::size_t kRowsPerTask = 4;
/// Steps for which factors are kept: the controller goes back and forth between a step and its
/// half.
constexpr std::size_t kMostSteps = 6;

/// n cells along the skin in a plane of one diffusivity; capacity cancels.
CellLine lateral_line(std::size_t n, double spacing, double diffusivity) {
    CellLine line;
    line.height.assign(n, spacing);
    line.capacity.assign(n, 1.0);
    line.conductance.assign(n - 1, diffusivity / spacing);
    return line;
}

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
LayeredStepper<T>::LayeredStepper(const LayeredMedium& medium)
    : medium_(medium),
      field_(medium.nx, medium.ny, medium.column.size(), kRowPadding),
      sweeps_(runnable_sweeps<T>().back()) {
    MESOGRID_EXPECTS(medium.nx > 0 && medium.ny > 0 && medium.spacing > 0.0);
}

template <class T>
const typename LayeredStepper<T>::Factors& LayeredStepper<T>::factors_of(double dt) {
    const auto found = factors_.find(dt);
    if (found != factors_.end()) return found->second;
    if (factors_.size() == kMostSteps) factors_.clear();
    Factors factors;
    std::map<double,
             std::pair<std::shared_ptr<const LineFactors>, std::shared_ptr<const LineFactors>>>
        by_diffusivity;
    for (std::size_t k = 0; k < medium_.column.size(); ++k) {
        const double diffusivity = medium_.column.diffusivity[k];
        auto& pair = by_diffusivity[diffusivity];
        if (!pair.first && diffusivity > 0.0) {
            const auto line = [&](std::size_t n) {
                return std::make_shared<const LineFactors>(
                    lateral_line(n, medium_.spacing, diffusivity), dt);
            };
            pair.first = line(medium_.nx);
            pair.second = medium_.nx == medium_.ny ? pair.first : line(medium_.ny);
        }
        factors.x.push_back(pair.first);
        factors.y.push_back(pair.second);
        factors.keep.push_back(static_cast<T>(std::exp(-medium_.column.clearance[k] * dt)));
    }
    return factors_.emplace(dt, std::move(factors)).first->second;
}

template <class T>
const LineFactors& LayeredStepper<T>::column_factors_of(double dt) {
    const auto found = column_factors_.find(dt);
    if (found != column_factors_.end()) return found->second;
    const CellLine line{.height = medium_.column.height,
                        .capacity = medium_.column.capacity,
                        .conductance = LayerOperator(medium_.column).conductance(),
                        .surface = medium_.surface,
                        .ambient = medium_.ambient};
    return column_factors_.emplace(dt, LineFactors(line, dt)).first->second;
}

template <class T>
void LayeredStepper<T>::step(double dt, SweepMode mode, const RowObserver<T>& observer) {
    MESOGRID_EXPECTS(dt > 0.0);
    due_.push_back({0.5 * dt, mode});
    pass_columns(observer);
    pass_planes(dt, mode);
    due_ = {{0.5 * dt, mode}};
    ++tally_.steps;
    if (mode == SweepMode::damped) ++tally_.damped;
}

template <class T>
void LayeredStepper<T>::settle(const RowObserver<T>& observer) {
    if (due_.empty() && !observer) return;
    due_.push_back({});
    pass_columns(observer);
    due_.clear();
}

template <class T>
void LayeredStepper<T>::pass_columns(const RowObserver<T>& observer) {
    const bool whole = !observer && due_.size() == 2 && due_[0].mode == due_[1].mode;
    std::vector<HalfStep> parts = due_;
    if (whole) parts = {{due_[0].dt + due_[1].dt, due_[0].mode}};
    if (column_factors_.size() >= 3 * kMostSteps) column_factors_.clear();
    std::vector<const LineFactors*> factors;
    factors.reserve(parts.size());
    for (const HalfStep& part : parts) {
        factors.push_back(part.dt > 0.0 ? &column_factors_of(part.dt) : nullptr);
    }
    const bool observe_first = parts.size() == 1;
    std::vector<std::size_t> fallen(field_.ny(), 0);
    parallel_for_blocks(field_.ny(), kRowsPerTask, [&](std::size_t first, std::size_t last) {
        T* work = scratch<T>(std::max(field_.nz(), field_.pitch()));
        for (std::size_t y = first; y < last; ++y) {
            ColumnSweep<T> sweep{
                .row = field_.row(y, 0), .width = field_.pitch(), .stride = field_.stride()};
            for (std::size_t p = 0; p < parts.size(); ++p) {
                if (observer && (observe_first || p == 1)) observer(y, sweep.row);
                if (factors[p] == nullptr) continue;
                sweep.z = sweep_line<T>(*factors[p]);
                sweep.mode = parts[p].mode;
                sweeps_.columns(sweep, work);
                fallen[y] += sweep.fell_back;
            }
        }
    });
    for (const std::size_t count : fallen) tally_.lines_fallen += count;
    tally_.lines += parts.size() * field_.nx() * field_.ny();
}

template <class T>
void LayeredStepper<T>::pass_planes(double dt, SweepMode mode) {
    const Factors& factors = factors_of(dt);
    std::vector<double> sums(field_.nz());
    std::vector<std::size_t> fallen(field_.nz());
    parallel_for(field_.nz(), [&](std::size_t k) {
        PlaneSweep<T> sweep{.plane = field_.row(0, k),
                            .pitch = field_.pitch(),
                            .mode = mode,
                            .keep = factors.keep[k]};
        sweep.y.cells = field_.ny();
        if (factors.x[k]) {
            sweep.x = sweep_line<T>(*factors.x[k]);
            sweep.y = sweep_line<T>(*factors.y[k]);
        }
        sweeps_.plane(sweep, scratch<T>(std::max({field_.nz(), field_.pitch(), field_.ny()})));
        sums[k] = sweep.sum;
        fallen[k] = sweep.fell_back;
    });
    before_clearance_ = 0.0;
    cleared_in_step_ = 0.0;
    const double area = medium_.spacing * medium_.spacing;
    for (std::size_t k = 0; k < field_.nz(); ++k) {
        const double amount = sums[k] * area * medium_.column.height[k];
        before_clearance_ += amount;
        cleared_in_step_ += amount * (1.0 - static_cast<double>(factors.keep[k]));
        tally_.lines_fallen += fallen[k];
        if (factors.x[k]) tally_.lines += field_.nx() + field_.ny();
    }
}

template <class T>
double LayeredStepper<T>::amount() const {
    const double area = medium_.spacing * medium_.spacing;
    std::vector<double> sums(field_.nz());
    parallel_for(field_.nz(), [&](std::size_t k) {
        for (std::size_t j = 0; j < field_.ny(); ++j) {
            double row_sum = 0.0;
            for (std::size_t i = 0; i < field_.nx(); ++i) {
                row_sum += static_cast<double>(field_.at(i, j, k));
            }
            sums[k] += row_sum;
        }
        sums[k] *= area * medium_.column.height[k];
    });
    double sum = 0.0;
    for (const double part : sums) sum += part;
    return sum;
}

template <class T>
void LayeredStepper<T>::copy_from(const Stepper<T>& other) {
    const VoxelField<T>& from = other.field();
    parallel_for(from.nz(), [&](std::size_t k) {
        std::memcpy(field_.row(0, k), from.row(0, k), from.stride() * sizeof(T));
    });
    due_.clear();
}

template class LayeredStepper<float>;
template class LayeredStepper<double>;

}  // namespace mesogrid::grid
