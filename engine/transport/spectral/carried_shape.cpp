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

/// Coefficients of powers from those of Chebyshev polynomials: T_n+1 = 2 x T_n - T_n-1.
template <std::size_t N>
std::array<double, N> to_powers(const std::array<double, N>& chebyshev) {
    std::array<double, N> powers{};
    std::array<double, N> before{1.0};
    std::array<double, N> now{0.0, 1.0};
    powers[0] = chebyshev[0];
    for (std::size_t n = 1; n < N; ++n) {
        for (std::size_t i = 0; i < N; ++i) powers[i] += chebyshev[n] * now[i];
        std::array<double, N> next{};
        for (std::size_t i = 0; i < N; ++i) next[i] = (i > 0 ? 2.0 * now[i - 1] : 0.0) - before[i];
        before = now;
        now = next;
    }
    return powers;
}

template <std::size_t N>
double power_series(const std::array<double, N>& coefficients, double x) {
    double sum = 0.0;
    for (std::size_t i = N; i > 0; --i) sum = sum * x + coefficients[i - 1];
    return sum;
}

}  // namespace

CarriedShape::CarriedShape(const HankelResponse& response, double reach, double scale)
    : edges_{0.0},
      piece_edges_{0.0},
      tolerance_(std::max(kTolerance * std::abs(response.total()), kRounding * response.scale())),
      total_(response.total()),
      scale_(scale) {
    constexpr int kFirstPanels = 6;
    for (int p = 0; p < kFirstPanels; ++p) {
        tabulate(response, reach * p / kFirstPanels, reach * (p + 1) / kFirstPanels, 0);
    }
    drop_empty_panels(response.total());
    build_index();
    find_sharp_radii();
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
    edges_.push_back(to);
    Panel panel{};
    to_coefficients(values.data(), n, panel.data());
    add_pieces(panel);
}

void CarriedShape::add_pieces(const Panel& panel) {
    const double from = edges_[edges_.size() - 2];
    const double to = edges_.back();
    for (int piece = 0; piece < kPieces; ++piece) {
        std::array<double, kDegree + 1> values{};
        for (int q = 0; q <= kDegree; ++q) {
            const double across = 0.5 * (1.0 + std::cos(pi * q / kDegree));  // of the piece
            const double x = 2.0 * (piece + across) / kPieces - 1.0;         // of the panel
            values[static_cast<std::size_t>(q)] = clenshaw(panel.data(), kPoints - 1, x);
        }
        std::array<double, kDegree + 1> chebyshev{};
        to_coefficients(values.data(), kDegree, chebyshev.data());
        pieces_.push_back(to_powers(chebyshev));
        piece_edges_.push_back(from + (to - from) * (piece + 1) / kPieces);
    }
}

/// A reach is a bound; most answers end well before it.
void CarriedShape::drop_empty_panels(double total) {
    while (edges_.size() > 2) {
        const double where_it_begins = power_series(pieces_[pieces_.size() - kPieces], -1.0);
        if (std::abs(total - where_it_begins) > tolerance_) return;
        edges_.pop_back();
        pieces_.resize(pieces_.size() - kPieces);
        piece_edges_.resize(piece_edges_.size() - kPieces);
    }
}

/// Drawing takes steps of an eighth of the depot's scale or less: only narrower panels must not be
/// stepped over.
void CarriedShape::find_sharp_radii() {
    const auto narrow = [&](std::size_t p) {
        return p + 1 < edges_.size() && edges_[p + 1] - edges_[p] < 0.125 * scale_;
    };
    for (std::size_t p = 1; p < edges_.size(); ++p) {
        if (narrow(p - 1) || narrow(p)) sharp_.push_back(edges_[p]);
    }
}

/// At most two pieces share a step, but for narrow ones, which are few.
void CarriedShape::build_index() {
    double narrowest = edges_.back();
    for (std::size_t p = 0; p + 1 < piece_edges_.size(); ++p) {
        narrowest = std::min(narrowest, piece_edges_[p + 1] - piece_edges_[p]);
    }
    constexpr double kMostSteps = 4096.0;
    const double steps = std::min(kMostSteps, std::ceil(edges_.back() / narrowest));
    steps_per_mm_ = steps / edges_.back();
    std::size_t piece = 0;
    for (double step = 0.0; step < steps; ++step) {
        while (piece + 2 < piece_edges_.size() && piece_edges_[piece + 1] <= step / steps_per_mm_) {
            ++piece;
        }
        index_.push_back(piece);
    }
}

double CarriedShape::transform(double k, double /*top*/, double /*bottom*/) const {
    MESOGRID_EXPECTS(k == 0.0);
    return total_;
}

double CarriedShape::enclosed(double radius, double /*top*/, double /*bottom*/) const {
    if (radius >= edges_.back()) return total_;
    std::size_t p =
        index_[std::min(index_.size() - 1, static_cast<std::size_t>(radius * steps_per_mm_))];
    while (p + 1 < pieces_.size() && piece_edges_[p + 1] <= radius) ++p;
    const double x = (2.0 * radius - piece_edges_[p] - piece_edges_[p + 1]) /
                     (piece_edges_[p + 1] - piece_edges_[p]);
    return power_series(pieces_[p], x);
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
