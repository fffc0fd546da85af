#include "engine/transport/spectral/hankel_response.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/numerics/quadrature.hpp"

namespace mesogrid::spectral {
namespace {

constexpr int kPanelNodes = 16;
constexpr double kPhasePerPanel = 12.0;
constexpr double kMostNodes = 2e6;

[[noreturn]] void refuse(double highest, double reach) {
    throw RefusedError(Diagnostic{
        .code = 607,
        .problem = fmt::format("an edge that has moved too little for its size: {:.2g} /mm would "
                               "have to be resolved over {:.3g} mm",
                               highest,
                               reach),
        .suggestion = "the time 0, or a later one"});
}

double reading_scale(const ResponseTable& table, const Reading& reading) {
    double largest = 0.0;
    for (const double weight : reading.weights) largest = std::max(largest, std::abs(weight));
    const double slowest = table.slowest_decay();
    if (reading.function == TimeFunction::value) {
        return largest * std::exp(-slowest * reading.time);
    }
    return largest * (slowest > 0.0 ? std::min(reading.time, 1.0 / slowest) : reading.time);
}

}  // namespace

HankelResponse::HankelResponse(const ResponseTable& table,
                               const DepotShape& shape,
                               std::size_t reading,
                               double highest,
                               double reach) {
    const double length = shape.support_radius() + reach;
    const double panels = std::ceil(highest * length / kPhasePerPanel);
    if (!(panels * kPanelNodes <= kMostNodes)) refuse(highest, length);
    // Responses vary near k = 0 on the scale that the table's own mesh follows.
    std::vector<double> edges;
    const double width = highest / panels;
    for (const double node : table.mesh().edges()) {
        if (node < width) edges.push_back(node);
    }
    for (double p = 1.0; p <= panels; ++p) edges.push_back(p * width);
    const QuadratureRule rule = gauss_legendre(kPanelNodes);
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
        const double half = 0.5 * (edges[e + 1] - edges[e]);
        for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
            nodes_.push_back(edges[e] + half * (1.0 + rule.nodes[q]));
            weighted_.push_back(half * rule.weights[q]);
        }
    }
    nodes_.back() = std::min(nodes_.back(), table.mesh().highest());
    const std::vector<double> values = table.depot_response(shape, reading, nodes_);
    for (std::size_t i = 0; i < values.size(); ++i) weighted_[i] *= values[i];
    scale_ = reading_scale(table, table.readings()[reading]);
    total_ = table.depot_response(shape, reading, std::vector<double>{0.0}).front();
}

double HankelResponse::enclosed(double r) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) sum += weighted_[i] * ::j1(nodes_[i] * r);
    return r * sum;
}

double HankelResponse::density(double r) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        sum += weighted_[i] * nodes_[i] * ::j0(nodes_[i] * r);
    }
    return 0.5 * std::numbers::inv_pi * sum;
}

double HankelResponse::density_scale() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) sum += std::abs(weighted_[i]) * nodes_[i];
    return 0.5 * std::numbers::inv_pi * sum;
}

}  // namespace mesogrid::spectral
