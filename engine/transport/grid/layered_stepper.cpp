#include "engine/transport/grid/layered_stepper.hpp"

#include <cmath>

namespace mesogrid::grid {
namespace {

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

}  // namespace

template <class T>
LayeredStepper<T>::LayeredStepper(const LayeredMedium& medium)
    : SplitStepper<T>(medium.nx, medium.ny, medium.spacing, medium.column.height),
      medium_(medium),
      sweeps_(runnable_sweeps<T>().back()) {}

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
void LayeredStepper<T>::prepare_columns(std::span<const ColumnStep> parts) {
    if (column_factors_.size() >= 3 * kMostSteps) column_factors_.clear();
    of_columns_.clear();
    for (const ColumnStep& part : parts) {
        of_columns_.push_back(part.dt > 0.0 ? &column_factors_of(part.dt) : nullptr);
    }
}

template <class T>
std::size_t LayeredStepper<T>::sweep_columns(std::size_t y,
                                             std::size_t part,
                                             const ColumnStep& column,
                                             T* work) {
    VoxelField<T>& field = this->field_;
    ColumnSweep<T> sweep{.row = field.row(y, 0),
                         .width = field.pitch(),
                         .stride = field.stride(),
                         .z = sweep_line<T>(*of_columns_[part]),
                         .mode = column.mode};
    sweeps_.columns(sweep, work);
    return sweep.fell_back;
}

template <class T>
PlaneStep LayeredStepper<T>::sweep_plane(std::size_t k, double /*dt*/, SweepMode mode, T* work) {
    VoxelField<T>& field = this->field_;
    const Factors& factors = *of_planes_;
    PlaneSweep<T> sweep{
        .plane = field.row(0, k), .pitch = field.pitch(), .mode = mode, .keep = factors.keep[k]};
    sweep.y.cells = field.ny();
    if (factors.x[k]) {
        sweep.x = sweep_line<T>(*factors.x[k]);
        sweep.y = sweep_line<T>(*factors.y[k]);
    }
    sweeps_.plane(sweep, work);
    return {.before_clearance = sweep.sum,
            .cleared = sweep.sum * (1.0 - static_cast<double>(factors.keep[k])),
            .lines = factors.x[k] ? field.nx() + field.ny() : 0,
            .lines_fallen = sweep.fell_back};
}

template class LayeredStepper<float>;
template class LayeredStepper<double>;

}  // namespace mesogrid::grid
