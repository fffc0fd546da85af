#include "engine/numerics/quadrature.hpp"

#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

struct Legendre {
    double value;
    double slope;
};

/// P_n and its derivative by the three-term recurrence (j + 1) P_(j+1) = (2j + 1) x P_j - j
/// P_(j-1).
Legendre legendre(int n, double x) {
    double before = 1.0;
    double value = x;
    for (int j = 1; j < n; ++j) {
        const double next = ((2.0 * j + 1.0) * x * value - j * before) / (j + 1.0);
        before = value;
        value = next;
    }
    return {value, n * (x * value - before) / (x * x - 1.0)};
}

}  // namespace

QuadratureRule gauss_legendre(int n) {
    MESOGRID_EXPECTS(n >= 1);
    QuadratureRule rule;
    for (int i = 0; i < n; ++i) {
        // Newton from Tricomi's first term; converges quadratically from there.
        double x = -std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
        for (int round = 0; round < 6; ++round) {
            const Legendre p = legendre(n, x);
            x -= p.value / p.slope;
        }
        const double slope = legendre(n, x).slope;
        rule.nodes.push_back(x);
        rule.weights.push_back(2.0 / ((1.0 - x * x) * slope * slope));
    }
    return rule;
}

double integrate(const QuadratureRule& rule,
                 double a,
                 double b,
                 const std::function<double(double)>& f) {
    double sum = 0.0;
    for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
        sum += rule.weights[i] * f(0.5 * (a + b) + 0.5 * (b - a) * rule.nodes[i]);
    }
    return 0.5 * (b - a) * sum;
}

std::vector<double> geometric_mesh(double first, double last, double ratio) {
    MESOGRID_EXPECTS(first > 0.0 && last > 0.0 && ratio > 1.0);
    std::vector<double> mesh = {0.0};
    for (double t = first; t < last; t *= ratio) mesh.push_back(t);
    mesh.push_back(last);
    return mesh;
}

}  // namespace mesogrid
