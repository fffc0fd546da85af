#include "engine/transport/spectral/response_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/numerics/lane_solver.hpp"
#include "engine/numerics/propagation.hpp"

namespace mesogrid {
namespace {

using spectral::Reading;
using spectral::TimeFunction;

/// Scale of k on which responses vary near 0: the inverse of the longest way a solute goes. A value
/// at time t narrows as exp(-D k^2 t) however late it is; an integral stops changing when clearance
/// has ended it.
double smallest_scale(const LayerOperator& layers,
                      const std::vector<Reading>& readings,
                      double slowest) {
    double time = 0.0;
    for (const Reading& reading : readings) {
        const bool ended =
            reading.function == TimeFunction::integral && slowest * reading.time > 1.0;
        time = std::max(time, ended ? 1.0 / slowest : reading.time);
    }
    const auto& diffusivity = layers.column().diffusivity;
    const double way = std::sqrt(*std::max_element(diffusivity.begin(), diffusivity.end()) * time);
    return way > 0.0 ? 1.0 / way : std::numeric_limits<double>::infinity();
}

/// The depots' own transforms vary on the scale of the highest wavenumber: at least four panels.
double panel_scale(double scale, double highest) {
    return std::min(scale, highest / 8.0);
}

/// Lanes of one block of nodes: the operator times t, shifted by the slowest decay.
struct Block {
    std::vector<Lanes> diagonal;
    std::vector<double> off;
    Lanes decay{};  ///< t * s_k
};

Block scaled_block(const LayerOperator& layers,
                   std::span<const double> nodes,
                   std::span<const double> decay,
                   double factor) {
    Block block;
    const auto& diffusivity = layers.column().diffusivity;
    const std::vector<double> base = layers.diagonal(0.0);
    for (std::size_t j = 0; j < layers.size(); ++j) {
        Lanes entry{};
        for (std::size_t l = 0; l < nodes.size(); ++l) {
            entry[l] = factor * (base[j] - decay[l] + nodes[l] * nodes[l] * diffusivity[j]);
        }
        block.diagonal.push_back(entry);
    }
    for (const double entry : layers.off_diagonal()) block.off.push_back(factor * entry);
    for (std::size_t l = 0; l < nodes.size(); ++l) block.decay[l] = factor * decay[l];
    return block;
}

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
    return sum;
}

Lanes exponential_of_minus(const Lanes& x) {
    Lanes result{};
    for (int l = 0; l < kLanes; ++l) result[l] = std::exp(-x[l]);
    return result;
}

/// exp(-t M) rhs, the slowest decay factored out.
void apply_exponential(LaneSolver& solver,
                       const Block& block,
                       std::span<const Lanes> rhs,
                       std::span<Lanes> result) {
    solver.apply(block.diagonal,
                 block.off,
                 rhs,
                 rational_exponential(kMostPolePairs),
                 MatrixFunction::exponential,
                 result);
    const Lanes factor = exponential_of_minus(block.decay);
    for (Lanes& value : result) value *= factor;
}

/// Integral of exp(-s M) rhs from 0 to t. Where t s_k > 1 as M^-1 (1 - exp(-t M)) rhs, whose error
/// does not grow with t; else as t phi1(-t M) rhs, which needs no inverse.
void apply_integral(LaneSolver& solver,
                    const LayerOperator& layers,
                    std::span<const double> nodes,
                    std::span<const double> decay,
                    double time,
                    std::span<const Lanes> rhs,
                    std::span<Lanes> result) {
    const std::vector<double> none(nodes.size(), 0.0);
    const double slowest = *std::min_element(decay.begin(), decay.end());
    if (slowest * time <= 1.0) {
        const Block block = scaled_block(layers, nodes, none, time);
        solver.apply(block.diagonal,
                     block.off,
                     rhs,
                     rational_exponential(kMostPolePairs),
                     MatrixFunction::phi1,
                     result);
        for (Lanes& value : result) value *= time;
        return;
    }
    std::vector<Lanes> left(rhs.begin(), rhs.end());
    if (std::isfinite(time)) {
        std::vector<Lanes> evolved(rhs.size());
        apply_exponential(solver, scaled_block(layers, nodes, decay, time), rhs, evolved);
        for (std::size_t j = 0; j < left.size(); ++j) left[j] -= evolved[j];
    }
    const Block operator_itself = scaled_block(layers, nodes, none, 1.0);
    solver.solve(operator_itself.diagonal, operator_itself.off, left, result);
}

}  // namespace

ResponseTable::ResponseTable(LayeredGrid grid,
                             LayerOperator layers,
                             std::vector<Reading> readings,
                             double highest_wavenumber)
    : grid_(std::move(grid)),
      layers_(std::move(layers)),
      readings_(std::move(readings)),
      slowest_decay_(mesogrid::slowest_decay(layers_, 0.0)),
      mesh_(highest_wavenumber,
            panel_scale(smallest_scale(layers_, readings_, slowest_decay_), highest_wavenumber)) {
    std::vector<double> node_decay(mesh_.size());
    parallel_for(mesh_.size(), [&](std::size_t node) {
        node_decay[node] = mesogrid::slowest_decay(layers_, mesh_.nodes()[node]);
    });
    responses_.resize(readings_.size() * mesh_.size() * layers_.size());
    for (std::size_t reading = 0; reading < readings_.size(); ++reading) fill(reading, node_decay);
}

void ResponseTable::fill(std::size_t reading, std::span<const double> node_decay) {
    const Reading& what = readings_[reading];
    const std::size_t n = layers_.size();
    std::vector<Lanes> rhs(n);
    for (std::size_t j = 0; j < n; ++j) rhs[j] = Lanes{} + what.weights[j] / layers_.scale()[j];
    constexpr std::size_t kBlock = kLanes;
    parallel_for_blocks(mesh_.size(), kBlock, [&](std::size_t first, std::size_t last) {
        const auto nodes = std::span(mesh_.nodes()).subspan(first, last - first);
        const auto decay = node_decay.subspan(first, last - first);
        LaneSolver solver(n);
        std::vector<Lanes> result(n);
        if (what.function == TimeFunction::value) {
            apply_exponential(solver, scaled_block(layers_, nodes, decay, what.time), rhs, result);
        } else {
            apply_integral(solver, layers_, nodes, decay, what.time, rhs, result);
        }
        for (std::size_t j = 0; j < n; ++j) {
            // y_j = S_j m_j / h_j
            const double to_amount = layers_.scale()[j] / layers_.column().height[j];
            for (std::size_t l = 0; l < nodes.size(); ++l) {
                responses_[(reading * mesh_.size() + first + l) * n + j] = result[j][l] * to_amount;
            }
        }
    });
}

std::span<const double> ResponseTable::response(std::size_t reading, std::size_t node) const {
    return std::span(responses_)
        .subspan((reading * mesh_.size() + node) * layers_.size(), layers_.size());
}

std::vector<double> ResponseTable::depot_response(const DepotShape& shape,
                                                  std::size_t reading,
                                                  std::span<const double> wavenumbers) const {
    const std::size_t n = layers_.size();
    const bool separable = shape.lateral_transform(0.0).has_value();
    std::vector<double> column;  // of separable shapes: the response to their profile in depth
    if (separable) {
        std::vector<double> share(n);
        for (std::size_t j = 0; j < n; ++j)
            share[j] = shape.share(grid_.faces[j], grid_.faces[j + 1]);
        for (std::size_t node = 0; node < mesh_.size(); ++node) {
            column.push_back(dot(response(reading, node), share));
        }
    }
    std::vector<double> values(wavenumbers.size());
    parallel_for_blocks(values.size(), 32, [&](std::size_t first, std::size_t last) {
        std::vector<double> amounts(n);
        for (std::size_t i = first; i < last; ++i) {
            const double k = wavenumbers[i];
            const WavenumberMesh::Stencil stencil = mesh_.stencil(k);
            if (separable) {
                values[i] =
                    *shape.lateral_transform(k) * WavenumberMesh::interpolate(stencil, column);
                continue;
            }
            for (std::size_t j = 0; j < n; ++j) {
                amounts[j] = shape.transform(k, grid_.faces[j], grid_.faces[j + 1]);
            }
            double sum = 0.0;
            for (std::size_t q = 0; q < stencil.weights.size(); ++q) {
                sum += stencil.weights[q] * dot(response(reading, stencil.first + q), amounts);
            }
            values[i] = sum;
        }
    });
    return values;
}

std::size_t ResponseTable::find(const Reading& reading) const {
    const auto found = std::find(readings_.begin(), readings_.end(), reading);
    MESOGRID_EXPECTS(found != readings_.end());
    return static_cast<std::size_t>(found - readings_.begin());
}

}  // namespace mesogrid
