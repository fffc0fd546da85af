#pragma once

#include <complex>
#include <span>

namespace mesogrid {

/// One conjugate pair of poles of a rational approximation on the negative real axis:
/// exp(x) ~ 2 Re sum_j exponential_j / (x - pole_j), phi1(x) = (e^x - 1)/x with the same poles.
struct PolePair {
    std::complex<double> pole;
    std::complex<double> exponential;  ///< residue for exp
    std::complex<double> phi1;         ///< residue for phi1
};

/// Near-best approximations on (-inf, 0] (Caratheodory-Fejer poles: Trefethen & Gutknecht 1983,
/// SIAM J Numer Anal 20:420), made by tests/reference/rational_exponential.py.
struct RationalExponential {
    std::span<const PolePair> pairs;
    double exponential_error;  ///< largest |approximation - exp| on (-inf, 0]
    double phi1_error;         ///< largest |approximation - phi1| on (-inf, 0]
};

inline constexpr int kMostPolePairs = 7;

/// With 3 to 7 pole pairs: errors 1.5e-6, 1.7e-8, 2.0e-10, 2.3e-12, 3.0e-14 (exp).
const RationalExponential& rational_exponential(int pairs);

/// The fewest pairs whose error on exp is at most `tolerance`; 7 when none is.
const RationalExponential& rational_exponential_for(double tolerance);

}  // namespace mesogrid
