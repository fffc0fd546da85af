#pragma once

#include <functional>
#include <vector>

namespace mesogrid {

/// Nodes and weights on [-1, 1].
struct QuadratureRule {
    std::vector<double> nodes;
    std::vector<double> weights;
};

/// Gauss-Legendre rule of n points: exact for polynomials up to degree 2n - 1.
QuadratureRule gauss_legendre(int n);

/// Integral of f over [a, b] by a rule on [-1, 1].
double integrate(const QuadratureRule& rule,
                 double a,
                 double b,
                 const std::function<double(double)>& f);

/// 0, first, first * ratio, first * ratio^2, …, last: intervals that follow a decay from its
/// fastest scale to late times. first and last positive, ratio above 1; the last interval is cut
/// off at `last`.
std::vector<double> geometric_mesh(double first, double last, double ratio);

}  // namespace mesogrid
