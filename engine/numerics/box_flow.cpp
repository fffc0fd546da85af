#include "engine/numerics/box_flow.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

/// Share of what the factors leave out that is put on their diagonal; 1 keeps row sums exactly, a
/// little less is safe where contrasts are large.
constexpr double kCompensated = 0.9;
constexpr int kMostIterations = 2000;

/// Sum of term(i) over [first, last) in eight lanes: adding one by one would wait for itself.
template <class Term>
double lane_sum(std::size_t first, std::size_t last, Term&& term) {
    constexpr std::size_t kLanes = 8;
    std::array<double, kLanes> lanes{};
    std::size_t i = first;
    for (; i + kLanes <= last; i += kLanes) {
        for (std::size_t l = 0; l < kLanes; ++l) lanes[l] += term(i + l);
    }
    for (; i < last; ++i) lanes[0] += term(i);
    double sum = 0.0;
    for (const double lane : lanes) sum += lane;
    return sum;
}

/// Sum of |v_i| over [first, last).
double size_of(std::span<const double> v, std::size_t first, std::size_t last) {
    return lane_sum(first, last, [&](std::size_t i) { return std::abs(v[i]); });
}

[[noreturn]] void refuse_pressures() {
    throw SimulationError(
        Diagnostic{.code = 620, .problem = "the pressures of an injection have no solution"});
}

}  // namespace

BoxFaces::BoxFaces(const BoxGrid& grid) : lower(grid.size(), 0.0) {
    sides.fill(std::vector<double>(grid.size(), 0.0));
}

BoxFaces conductances(const BoxGrid& grid, const CellMobility& mobility) {
    BoxFaces faces(grid);
    const auto mean = [](double a, double b) { return a > 0.0 && b > 0.0 ? 0.5 * (a + b) : 0.0; };
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t side = 0; side < BoxGrid::kSides; ++side) {
            if (!grid.has_beside(i, side)) continue;
            const double apart = grid.lateral_distance(i, side);
            for (std::size_t j = 0; j < grid.rows(); ++j) {
                const std::size_t c = grid.index(i, j);
                faces.sides[side][c] =
                    grid.lateral_area(i, j, side) / apart *
                    mean(mobility.lateral[c], mobility.lateral[c + grid.stride(side)]);
            }
        }
        for (std::size_t j = 0; j + 1 < grid.rows(); ++j) {
            const std::size_t c = grid.index(i, j);
            faces.lower[c] = grid.plan_area(i) / (grid.mid_depth(j + 1) - grid.mid_depth(j)) *
                             mean(mobility.vertical[c], mobility.vertical[c + 1]);
        }
    }
    return faces;
}

BoxFaces face_fluxes(const BoxGrid& grid,
                     const BoxFaces& conductance,
                     std::span<const double> pressure) {
    BoxFaces flux(grid);
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const std::size_t c = grid.index(i, j);
            for (std::size_t side = 0; side < BoxGrid::kSides; ++side) {
                if (!grid.has_beside(i, side)) continue;
                flux.sides[side][c] =
                    conductance.sides[side][c] * (pressure[c] - pressure[c + grid.stride(side)]);
            }
            if (j + 1 < grid.rows()) {
                flux.lower[c] = conductance.lower[c] * (pressure[c] - pressure[c + 1]);
            }
        }
    }
    return flux;
}

std::vector<double> net_outflow(const BoxGrid& grid, const BoxFaces& flux) {
    std::vector<double> net(grid.size(), 0.0);
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const std::size_t c = grid.index(i, j);
            for (std::size_t side = 0; side < BoxGrid::kSides; ++side) {
                if (!grid.has_beside(i, side)) continue;
                net[c] += flux.sides[side][c];
                net[c + grid.stride(side)] -= flux.sides[side][c];
            }
            if (j + 1 < grid.rows()) {
                net[c] += flux.lower[c];
                net[c + 1] -= flux.lower[c];
            }
        }
    }
    return net;
}

BoxPressure::BoxPressure(const BoxGrid& grid)
    : cells_(grid.size()),
      border_(grid.stride(1)),
      stride_{1, grid.stride(0), grid.stride(1)},
      diagonal_(cells_ + 2 * border_, 0.0),
      inverse_(cells_ + 2 * border_, 0.0) {
    link_.fill(std::vector<double>(cells_ + 2 * border_, 0.0));
}

void BoxPressure::set(const BoxFaces& conductance,
                      std::span<const double> diagonal,
                      HeldCells cells) {
    MESOGRID_EXPECTS(diagonal.size() == cells_);
    const auto begin = static_cast<std::ptrdiff_t>(border_);
    std::copy(conductance.lower.begin(), conductance.lower.end(), link_[0].begin() + begin);
    std::copy(conductance.sides[0].begin(), conductance.sides[0].end(), link_[1].begin() + begin);
    std::copy(conductance.sides[1].begin(), conductance.sides[1].end(), link_[2].begin() + begin);
    for (std::size_t c = border_; c < border_ + cells_; ++c) {
        double sum = diagonal[c - border_];
        for (std::size_t d = 0; d < 3; ++d) sum += link_[d][c] + link_[d][c - stride_[d]];
        diagonal_[c] = sum;
    }
    hold(cells);
    factor();
}

/// Takes the cells that are held out of the system: their links go to the right of the others.
void BoxPressure::hold(HeldCells cells) {
    MESOGRID_EXPECTS(cells.held.size() == cells.pressure.size());
    held_.assign(cells.held.begin(), cells.held.end());
    held_pressure_.assign(cells.pressure.begin(), cells.pressure.end());
    driven_.assign(held_.size(), 0.0);
    for (std::size_t c = 0; c < held_.size(); ++c) {
        if (!held_[c]) continue;
        const auto take = [&](double& link, std::size_t n) {
            if (link == 0.0) return;
            driven_[n - border_] += link * held_pressure_[c];
            link = 0.0;
        };
        const std::size_t at = c + border_;
        for (std::size_t d = 0; d < 3; ++d) {
            take(link_[d][at], at + stride_[d]);
            take(link_[d][at - stride_[d]], at - stride_[d]);
        }
        diagonal_[at] = 1.0;
    }
}

/// pivot_c = a_cc - sum over n before c of t_cn/pivot_n (t_cn + share of the other links of n).
void BoxPressure::factor() {
    for (std::size_t c = border_; c < border_ + cells_; ++c) {
        double pivot = diagonal_[c];
        for (std::size_t d = 0; d < 3; ++d) {
            const std::size_t n = c - stride_[d];
            const double t = link_[d][n];
            if (t == 0.0) continue;
            const double others = link_[0][n] + link_[1][n] + link_[2][n] - t;
            pivot -= t * inverse_[n] * (t + kCompensated * others);
        }
        if (!(pivot > 0.0) || !std::isfinite(pivot)) refuse_pressures();
        inverse_[c] = 1.0 / pivot;
    }
}

void BoxPressure::multiply(const std::vector<double>& values, std::vector<double>& product) const {
    const double* p = values.data();
    const double* a = link_[0].data();
    const double* b = link_[1].data();
    const double* e = link_[2].data();
    const std::size_t x = stride_[1];
    const std::size_t y = stride_[2];
    for (std::size_t c = border_; c < border_ + cells_; ++c) {
        product[c] = diagonal_[c] * p[c] - a[c] * p[c + 1] - a[c - 1] * p[c - 1] - b[c] * p[c + x] -
                     b[c - x] * p[c - x] - e[c] * p[c + y] - e[c - y] * p[c - y];
    }
}

/// (D + L) D^-1 (D + L^T) result = residual.
void BoxPressure::precondition(const std::vector<double>& residual,
                               std::vector<double>& result) const {
    double* z = result.data();
    const double* a = link_[0].data();
    const double* b = link_[1].data();
    const double* e = link_[2].data();
    const std::size_t x = stride_[1];
    const std::size_t y = stride_[2];
    for (std::size_t c = border_; c < border_ + cells_; ++c) {
        z[c] = (residual[c] + b[c - x] * z[c - x] + e[c - y] * z[c - y] + a[c - 1] * z[c - 1]) *
               inverse_[c];
    }
    for (std::size_t c = border_ + cells_; c-- > border_;) {
        z[c] += (b[c] * z[c + x] + e[c] * z[c + y] + a[c] * z[c + 1]) * inverse_[c];
    }
}

/// The first pressures, 0 where they are held, for those are no part of the system, and residuals.
void BoxPressure::begin(std::span<const double> right,
                        std::span<const double> guess,
                        std::vector<double>& pressure,
                        std::vector<double>& residual) const {
    const auto at = static_cast<std::ptrdiff_t>(border_);
    std::copy(guess.begin(), guess.end(), pressure.begin() + at);
    for (std::size_t c = 0; c < held_.size(); ++c) {
        if (held_[c]) pressure[c + border_] = 0.0;
    }
    multiply(pressure, residual);
    for (std::size_t c = 0; c < cells_; ++c) {
        residual[c + border_] = right[c] - residual[c + border_];
    }
    for (std::size_t c = 0; c < held_.size(); ++c) {
        residual[c + border_] = held_[c] ? 0.0 : residual[c + border_] + driven_[c];
    }
}

/// Without borders, and with what is held.
std::vector<double> BoxPressure::completed(const std::vector<double>& pressure) const {
    const auto first = pressure.begin() + static_cast<std::ptrdiff_t>(border_);
    std::vector<double> all(first, first + static_cast<std::ptrdiff_t>(cells_));
    for (std::size_t c = 0; c < held_.size(); ++c) {
        if (held_[c]) all[c] = held_pressure_[c];
    }
    return all;
}

std::vector<double> BoxPressure::solve(std::span<const double> right,
                                       std::span<const double> guess,
                                       double tolerance) {
    MESOGRID_EXPECTS(right.size() == cells_ && guess.size() == cells_);
    const std::size_t all = cells_ + 2 * border_;
    std::vector<double> p(all, 0.0);
    std::vector<double> r(all, 0.0);
    std::vector<double> z(all, 0.0);
    std::vector<double> s(all, 0.0);
    std::vector<double> q(all, 0.0);
    begin(right, guess, p, r);
    const std::size_t end = border_ + cells_;
    const double whole = size_of(right, 0, cells_);
    double unplaced = size_of(r, border_, end);
    double before = 0.0;
    for (int turn = 0; unplaced > tolerance * whole; ++turn) {
        if (turn == kMostIterations || !std::isfinite(unplaced)) refuse_pressures();
        precondition(r, z);
        const double rz = lane_sum(border_, end, [&](std::size_t c) { return r[c] * z[c]; });
        const double beta = turn == 0 ? 0.0 : rz / before;
        before = rz;
        for (std::size_t c = border_; c < end; ++c) s[c] = z[c] + beta * s[c];
        multiply(s, q);
        const double sq = lane_sum(border_, end, [&](std::size_t c) { return s[c] * q[c]; });
        const double alpha = rz / sq;
        for (std::size_t c = border_; c < end; ++c) {
            p[c] += alpha * s[c];
            r[c] -= alpha * q[c];
        }
        unplaced = size_of(r, border_, end);
        ++iterations_;
    }
    if (!std::isfinite(unplaced)) refuse_pressures();
    return completed(p);
}

}  // namespace mesogrid
