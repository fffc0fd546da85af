#include "engine/transport/spectral/wavenumber_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/numerics/quadrature.hpp"

namespace mesogrid {

WavenumberMesh::WavenumberMesh(double highest, double smallest_scale, double longest_panel) {
    MESOGRID_EXPECTS(highest > 0.0 && smallest_scale > 0.0 && longest_panel > 0.0);
    const int doublings =
        std::clamp(static_cast<int>(std::ceil(std::log2(highest / smallest_scale))), 0, 40);
    edges_ = {0.0};
    for (int i = doublings; i >= 0; --i) {
        const double from = edges_.back();
        const double to = std::ldexp(highest, -i);
        const double pieces = std::max(1.0, std::ceil((to - from) / longest_panel));
        for (double p = 1.0; p <= pieces; ++p) {
            edges_.push_back(p < pieces ? from + (to - from) * (p / pieces) : to);
        }
    }
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

std::vector<double> WavenumberMesh::series(std::span<const double> values) const {
    MESOGRID_EXPECTS(values.size() == nodes_.size());
    // Chebyshev polynomials are orthogonal on Chebyshev points, so the polynomial is read there.
    constexpr int n = kPanelNodes;
    std::vector<double> coefficients(values.size());
    for (std::size_t panel = 0; panel + 1 < edges_.size(); ++panel) {
        std::array<double, n> at_points{};
        for (int q = 0; q < n; ++q) {
            const double x = std::cos(std::numbers::pi * (q + 0.5) / n);
            const double k = 0.5 * (edges_[panel] + edges_[panel + 1]) +
                             0.5 * (edges_[panel + 1] - edges_[panel]) * x;
            at_points[static_cast<std::size_t>(q)] = interpolate(stencil(k), values);
        }
        for (int c = 0; c < n; ++c) {
            double sum = 0.0;
            for (int q = 0; q < n; ++q) {
                sum += at_points[static_cast<std::size_t>(q)] *
                       std::cos(std::numbers::pi * c * (q + 0.5) / n);
            }
            coefficients[panel * n + static_cast<std::size_t>(c)] = sum * (c == 0 ? 1.0 : 2.0) / n;
        }
    }
    return coefficients;
}

void WavenumberMesh::evaluate(std::span<const double> series,
                              std::span<const double> wavenumbers,
                              std::span<double> values) const {
    MESOGRID_EXPECTS(series.size() == nodes_.size() && values.size() == wavenumbers.size());
    constexpr std::size_t kLength = 8;
    std::size_t panel = 0;
    std::size_t at = 0;
    while (at < wavenumbers.size()) {
        while (panel + 2 < edges_.size() && wavenumbers[at] > edges_[panel + 1]) ++panel;
        const bool last = panel + 2 == edges_.size();
        std::array<double, kLength> x2{};  // 2 x, x in [-1, 1] across the panel
        std::size_t count = 0;
        const double middle = 0.5 * (edges_[panel] + edges_[panel + 1]);
        const double twice_inverse = 4.0 / (edges_[panel + 1] - edges_[panel]);
        while (count < kLength && at + count < wavenumbers.size() &&
               (last || wavenumbers[at + count] <= edges_[panel + 1])) {
            x2[count] = (wavenumbers[at + count] - middle) * twice_inverse;
            ++count;
        }
        // Clenshaw 1955: b_n = c_n + 2 x b_(n+1) - b_(n+2)
        std::array<double, kLength> b1{};
        std::array<double, kLength> b2{};
        const double* c = &series[panel * kPanelNodes];
        for (int n = kPanelNodes - 1; n > 0; --n) {
#pragma omp simd
            for (std::size_t l = 0; l < kLength; ++l) {
                const double b = c[n] + x2[l] * b1[l] - b2[l];
                b2[l] = b1[l];
                b1[l] = b;
            }
        }
        for (std::size_t l = 0; l < count; ++l) {
            values[at + l] = c[0] + 0.5 * x2[l] * b1[l] - b2[l];
        }
        at += count;
    }
}

double WavenumberMesh::interpolate(const Stencil& stencil, std::span<const double> values) {
    double sum = 0.0;
    for (std::size_t i = 0; i < stencil.weights.size(); ++i) {
        sum += stencil.weights[i] * values[stencil.first + i];
    }
    return sum;
}

}  // namespace mesogrid
