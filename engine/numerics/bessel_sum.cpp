#include "engine/numerics/bessel_sum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/numerics/lane_solver.hpp"

namespace mesogrid {
namespace {

using WholeLanes = std::int64_t __attribute__((vector_size(sizeof(std::int64_t) * kLanes)));

constexpr double kFar = 32.0;
constexpr std::size_t kTerms = 8;

/// Coefficients of Hankel's expansion: P = sum (-1)^n a_2n/x^2n, Q = 1/x sum (-1)^n a_2n+1/x^2n,
/// a_k = (4 v^2 - 1)(4 v^2 - 9) … (4 v^2 - (2k - 1)^2)/(k! 8^k).
struct Expansion {
    std::array<double, kTerms> p{};
    std::array<double, kTerms> q{};
};

constexpr Expansion expansion(int order) {
    Expansion result;
    double a = 1.0;
    for (std::size_t k = 0; k < 2 * kTerms; ++k) {
        const double sign = (k / 2) % 2 == 0 ? 1.0 : -1.0;
        (k % 2 == 0 ? result.p : result.q)[k / 2] = sign * a;
        const double odd = 2.0 * static_cast<double>(k) + 1.0;
        a *= (4.0 * order * order - odd * odd) / (8.0 * (static_cast<double>(k) + 1.0));
    }
    return result;
}

Lanes polynomial(const std::array<double, kTerms>& coefficients, Lanes y) {
    Lanes sum = coefficients[kTerms - 1] + Lanes{};
    for (std::size_t i = kTerms - 1; i > 0; --i) sum = sum * y + coefficients[i - 1];
    return sum;
}

struct SineCosine {
    Lanes sine;
    Lanes cosine;
};

/// Taylor polynomials on [-pi/4, pi/4] (remainder below 5e-17) after a reduction by multiples of
/// pi/2 in two parts, the first of 33 bits, so that it is exact for 0 <= x < 1.6e6.
SineCosine sine_cosine(Lanes x) {
    constexpr double kRound = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to whole numbers
    constexpr double kHalfPi = 0x1.921fb544p+0;    // first 33 bits
    constexpr double kRest = 0x1.0b4611a626331p-34;
    const Lanes rounded = x * (2.0 * std::numbers::inv_pi) + kRound;
    const Lanes turns = rounded - kRound;
    const Lanes r = (x - turns * kHalfPi) - turns * kRest;
    const Lanes r2 = r * r;
    Lanes sine = 1.0 + Lanes{};
    Lanes cosine = 1.0 + Lanes{};
    for (int n = 16; n >= 2; n -= 2) {
        sine = 1.0 - sine * r2 * (1.0 / (n * (n + 1.0)));
        cosine = 1.0 - cosine * r2 * (1.0 / (n * (n - 1.0)));
    }
    sine *= r;
    WholeLanes quadrant;
    std::memcpy(&quadrant, &rounded, sizeof(quadrant));
    const WholeLanes swapped = (quadrant & 1) != 0;
    const Lanes s = swapped ? cosine : sine;
    const Lanes c = swapped ? sine : cosine;
    return {.sine = (quadrant & 2) != 0 ? -s : s, .cosine = ((quadrant + 1) & 2) != 0 ? -c : c};
}

/// sqrt(pi x) J(x) from the phase x - (v/2 + 1/4) pi: cosine and sine of it are
/// (c + s, s - c)/sqrt(2) for order 0 and (s - c, -s - c)/sqrt(2) for order 1.
template <int Order>
Lanes scaled_bessel(Lanes x, Lanes inverse) {
    static constexpr Expansion kExpansion = expansion(Order);
    const Lanes y = inverse * inverse;
    const Lanes p = polynomial(kExpansion.p, y);
    const Lanes q = polynomial(kExpansion.q, y) * inverse;
    const auto [s, c] = sine_cosine(x);
    return Order == 0 ? p * (c + s) - q * (s - c) : p * (s - c) + q * (s + c);
}

}  // namespace

BesselSum::BesselSum(std::span<const double> nodes, std::span<const double> weights)
    : nodes_(nodes.begin(), nodes.end()), weights_(weights.begin(), weights.end()) {
    MESOGRID_EXPECTS(nodes.size() == weights.size());
    MESOGRID_EXPECTS(std::is_sorted(nodes.begin(), nodes.end()));
    MESOGRID_EXPECTS(nodes.empty() || nodes.front() > 0.0);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        inverse_.push_back(1.0 / nodes_[i]);
        rooted_.push_back(weights_[i] / std::sqrt(std::numbers::pi * nodes_[i]));
    }
}

std::size_t BesselSum::first_beyond(double argument, double r) const {
    const auto first = std::lower_bound(
        nodes_.begin(), nodes_.end(), argument, [r](double x, double end) { return x * r < end; });
    return static_cast<std::size_t>(first - nodes_.begin());
}

/// sum over i >= first, all of whose arguments are at least kFar.
template <int Order>
double BesselSum::far(std::size_t first, double r) const {
    if (first == nodes_.size()) return 0.0;
    const double inverse_r = 1.0 / r;
    Lanes sum{};
    Lanes x;
    Lanes inverse;
    Lanes weight;
    std::size_t i = first;
    for (; i + kLanes <= nodes_.size(); i += kLanes) {
        std::memcpy(&x, &nodes_[i], sizeof(x));
        std::memcpy(&inverse, &inverse_[i], sizeof(inverse));
        std::memcpy(&weight, &rooted_[i], sizeof(weight));
        sum += weight * scaled_bessel<Order>(x * r, inverse * inverse_r);
    }
    if (i < nodes_.size()) {
        x = nodes_.back() + Lanes{};
        inverse = inverse_.back() + Lanes{};
        weight = Lanes{};
        for (std::size_t l = 0; i + l < nodes_.size(); ++l) {
            x[l] = nodes_[i + l];
            inverse[l] = inverse_[i + l];
            weight[l] = rooted_[i + l];
        }
        sum += weight * scaled_bessel<Order>(x * r, inverse * inverse_r);
    }
    double total = 0.0;
    for (std::size_t l = 0; l < kLanes; ++l) total += sum[l];
    return total / std::sqrt(r);
}

double BesselSum::order_0(double r) const {
    const std::size_t first = first_beyond(kFar, r);
    double near = 0.0;
    for (std::size_t i = 0; i < first; ++i) near += weights_[i] * ::j0(nodes_[i] * r);
    return near + far<0>(first, r);
}

double BesselSum::order_1(double r) const {
    const std::size_t first = first_beyond(kFar, r);
    double near = 0.0;
    for (std::size_t i = 0; i < first; ++i) near += weights_[i] * ::j1(nodes_[i] * r);
    return near + far<1>(first, r);
}

}  // namespace mesogrid
