#include "engine/transport/spectral/carried_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid::spectral {
namespace {

using std::numbers::pi;

constexpr double kTolerance = 1e-9;
constexpr double kRounding = 1e-12;
constexpr int kDeepest = 24;

/// Chebyshev coefficients of the polynomial through values at cos(pi q/n), q = 0 … n.
void to_coefficients(const double* values, int n, double* coefficients) {
    for (int c = 0; c <= n; ++c) {
        double sum = 0.0;
        for (int q = 0; q <= n; ++q) {
            const double weight = q == 0 || q == n ? 0.5 : 1.0;
            sum += weight * values[q] * std::cos(pi * c * q / n);
        }
        coefficients[c] = sum * (c == 0 || c == n ? 1.0 : 2.0) / n;
    }
}

double clenshaw(const double* c, int n, double x) {
    double b1 = 0.0;
    double b2 = 0.0;
    for (int i = n; i > 0; --i) {
        const double b = c[i] + 2.0 * x * b1 - b2;
        b2 = b1;
        b1 = b;
    }
    return c[0] + x * b1 - b2;
}

}  // namespace

CarriedShape::CarriedShape(const HankelResponse& response, double reach, double scale)
    : edges_{0.0},
      tolerance_(std::max(kTolerance * std::abs(response.total()), kRounding * response.scale())),
      total_(response.total()),
      scale_(scale) {
    constexpr int kFirstPanels = 6;
    for (int p = 0; p < kFirstPanels; ++p) {
        tabulate(response, reach * p / kFirstPanels, reach * (p + 1) / kFirstPanels, 0);
    }
}

void CarriedShape::tabulate(const HankelResponse& response, double from, double to, int depth) {
    constexpr int n = kPoints - 1;
    std::array<double, kPoints> values{};
    parallel_for(kPoints, [&](std::size_t q) {
        const double x = std::cos(pi * static_cast<double>(q) / n);
        values[q] = response.enclosed(0.5 * (from + to) + 0.5 * (to - from) * x);
    });
    std::array<double, n / 2 + 1> every_second{};
    for (std::size_t q = 0; q < every_second.size(); ++q) every_second[q] = values[2 * q];
    std::array<double, n / 2 + 1> coarse{};
    to_coefficients(every_second.data(), n / 2, coarse.data());
    double error = 0.0;
    for (std::size_t q = 1; q < kPoints; q += 2) {
        const double x = std::cos(pi * static_cast<double>(q) / n);
        error = std::max(error, std::abs(clenshaw(coarse.data(), n / 2, x) - values[q]));
    }
    if (error > tolerance_ && depth < kDeepest) {
        tabulate(response, from, 0.5 * (from + to), depth + 1);
        tabulate(response, 0.5 * (from + to), to, depth + 1);
        return;
    }
    Panel& panel = panels_.emplace_back();
    to_coefficients(values.data(), n, panel.data());
    edges_.push_back(to);
}

std::size_t CarriedShape::panel_of(double r) const {
    const auto above = std::upper_bound(edges_.begin() + 1, edges_.end() - 1, r);
    return static_cast<std::size_t>(above - edges_.begin()) - 1;
}

double CarriedShape::transform(double k, double /*top*/, double /*bottom*/) const {
    MESOGRID_EXPECTS(k == 0.0);
    return total_;
}

double CarriedShape::enclosed(double radius, double /*top*/, double /*bottom*/) const {
    if (radius >= edges_.back()) return total_;
    const std::size_t p = panel_of(radius);
    const double x = (2.0 * radius - edges_[p] - edges_[p + 1]) / (edges_[p + 1] - edges_[p]);
    return clenshaw(panels_[p].data(), kPoints - 1, x);
}

double CarriedShape::density(double r, double /*z*/) const {
    // (E(r + h) - E(r - h))/(2 pi ((r + h)^2 - (r - h)^2)/2): the mean over a thin ring
    const double h = 1e-3 * scale_;
    const double inner = std::max(0.0, r - h);
    const double outer = r + h;
    return (enclosed(outer, 0.0, 0.0) - enclosed(inner, 0.0, 0.0)) /
           (pi * (outer * outer - inner * inner));
}

double CarriedShape::highest_wavenumber(double tolerance) const {
    return std::sqrt(-2.0 * std::log(tolerance)) / scale_;
}

}  // namespace mesogrid::spectral
