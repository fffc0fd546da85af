#pragma once

#include <span>
#include <vector>

namespace mesogrid {

/// Weighted sums of Bessel functions over ascending nodes, as Hankel quadrature needs them by the
/// million:
///
///     order 0: sum_i w_i J0(x_i r)        order 1: sum_i w_i J1(x_i r)
///
/// Arguments below 32 go to the C library; beyond, eight at a time, Hankel's expansion
/// (Abramowitz & Stegun 9.2.5 to 9.2.10) to the 16th term, whose remainder is below 3e-16 there.
/// Error of a term: below 1e-15 |w_i| for x_i r up to 1.5e6. Const and shareable between threads.
class BesselSum {
public:
    /// Contract: nodes ascending and positive, as many weights.
    BesselSum(std::span<const double> nodes, std::span<const double> weights);

    std::span<const double> nodes() const { return nodes_; }
    std::span<const double> weights() const { return weights_; }

    double order_0(double r) const;
    double order_1(double r) const;

private:
    template <int Order>
    double far(std::size_t first, double r) const;
    std::size_t first_beyond(double argument, double r) const;

    std::vector<double> nodes_;
    std::vector<double> weights_;
    std::vector<double> inverse_;  ///< 1/x_i
    std::vector<double> rooted_;   ///< w_i/sqrt(pi x_i)
};

}  // namespace mesogrid
