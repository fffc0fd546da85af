#include "engine/transport/spectral/wavenumber_mesh.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/numerics/quadrature.hpp"

namespace mesogrid {

WavenumberMesh::WavenumberMesh(double highest, double smallest_scale) {
    MESOGRID_EXPECTS(highest > 0.0 && smallest_scale > 0.0);
    const int doublings =
        std::clamp(static_cast<int>(std::ceil(std::log2(highest / smallest_scale))), 0, 40);
    edges_ = {0.0};
    for (int i = doublings; i >= 0; --i) edges_.push_back(std::ldexp(highest, -i));
    const QuadratureRule rule = gauss_legendre(kPanelNodes);
    for (std::size_t p = 0; p + 1 < edges_.size(); ++p) {
        const double middle = 0.5 * (edges_[p] + edges_[p + 1]);
        const double half = 0.5 * (edges_[p + 1] - edges_[p]);
        for (const double node : rule.nodes) nodes_.push_back(middle + half * node);
    }
    for (std::size_t i = 0; i < unit_nodes_.size(); ++i) {
        unit_nodes_[i] = rule.nodes[i];
        // Barycentric weights of Legendre points (Wang & Xiang 2012, Math Comp 81:861).
        unit_weights_[i] = (i % 2 == 0 ? 1.0 : -1.0) *
                           std::sqrt((1.0 - rule.nodes[i] * rule.nodes[i]) * rule.weights[i]);
    }
}

WavenumberMesh::Stencil WavenumberMesh::stencil(double k) const {
    MESOGRID_EXPECTS(k >= 0.0 && k <= highest() * (1.0 + 1e-12));
    const auto above = std::upper_bound(edges_.begin() + 1, edges_.end() - 1, k);
    const auto panel = static_cast<std::size_t>(above - edges_.begin()) - 1;
    const double middle = 0.5 * (edges_[panel] + edges_[panel + 1]);
    const double half = 0.5 * (edges_[panel + 1] - edges_[panel]);
    const double x = (k - middle) / half;
    Stencil stencil{panel * kPanelNodes, {}};
    double sum = 0.0;
    for (std::size_t i = 0; i < unit_nodes_.size(); ++i) {
        const double away = x - unit_nodes_[i];
        if (away == 0.0) {
            stencil.weights.fill(0.0);
            stencil.weights[i] = 1.0;
            return stencil;
        }
        stencil.weights[i] = unit_weights_[i] / away;
        sum += stencil.weights[i];
    }
    for (double& weight : stencil.weights) weight /= sum;
    return stencil;
}

double WavenumberMesh::interpolate(const Stencil& stencil, std::span<const double> values) {
    double sum = 0.0;
    for (std::size_t i = 0; i < stencil.weights.size(); ++i) {
        sum += stencil.weights[i] * values[stencil.first + i];
    }
    return sum;
}

}  // namespace mesogrid
