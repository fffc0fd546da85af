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

/// Closer near k = 0, where responses vary on the scale that the table's own mesh follows.
HankelQuadrature nodes_for(const WavenumberMesh& mesh, double highest, double length) {
    HankelQuadrature quadrature = hankel_quadrature(highest, length, mesh.edges());
    quadrature.nodes.back() = std::min(quadrature.nodes.back(), mesh.highest());
    return quadrature;
}

BesselSum weighted_transform(const ResponseTable& table,
                             const DepotShape& shape,
                             std::size_t reading,
                             HankelQuadrature quadrature) {
    const std::vector<double> values = table.depot_response(shape, reading, quadrature.nodes);
    for (std::size_t i = 0; i < values.size(); ++i) quadrature.weights[i] *= values[i];
    return {quadrature.nodes, quadrature.weights};
}

std::vector<double> times_nodes(const BesselSum& sum) {
    std::vector<double> products(sum.weights().begin(), sum.weights().end());
    for (std::size_t i = 0; i < products.size(); ++i) products[i] *= sum.nodes()[i];
    return products;
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

HankelQuadrature hankel_quadrature(double highest, double length, std::span<const double> closer) {
    const double panels = std::ceil(highest * length / kPhasePerPanel);
    if (!(panels * kPanelNodes <= kMostNodes)) refuse(highest, length);
    const double width = highest / panels;
    std::vector<double> edges = {0.0};
    for (const double edge : closer) {
        if (edge > 0.0 && edge < width) edges.push_back(edge);
    }
    for (double p = 1.0; p <= panels; ++p) edges.push_back(p * width);
    const QuadratureRule rule = gauss_legendre(kPanelNodes);
    HankelQuadrature quadrature;
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
        const double half = 0.5 * (edges[e + 1] - edges[e]);
        for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
            quadrature.nodes.push_back(edges[e] + half * (1.0 + rule.nodes[q]));
            quadrature.weights.push_back(half * rule.weights[q]);
        }
    }
    return quadrature;
}

HankelResponse::HankelResponse(BesselSum enclosed, double total, double scale)
    : enclosed_(std::move(enclosed)),
      density_(enclosed_.nodes(), times_nodes(enclosed_)),
      total_(total),
      scale_(scale) {}

HankelResponse::HankelResponse(const ResponseTable& table,
                               const DepotShape& shape,
                               std::size_t reading,
                               double highest,
                               double reach)
    : HankelResponse(
          weighted_transform(table,
                             shape,
                             reading,
                             nodes_for(table.mesh(), highest, shape.support_radius() + reach)),
          table.depot_response(shape, reading, std::vector<double>{0.0}).front(),
          reading_scale(table, table.readings()[reading])) {}

double HankelResponse::enclosed(double r) const {
    return r * enclosed_.order_1(r);
}

double HankelResponse::density(double r) const {
    return 0.5 * std::numbers::inv_pi * density_.order_0(r);
}

double HankelResponse::density_scale() const {
    double sum = 0.0;
    for (const double weight : density_.weights()) sum += std::abs(weight);
    return 0.5 * std::numbers::inv_pi * sum;
}

}  // namespace mesogrid::spectral
