#include "engine/numerics/ring_solute.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

/// Calls visit(neighbour, flow out of c towards it) for the inner faces of cell c.
template <class Visit>
void for_each_face(const RingGrid& grid, const RingFaces& faces, std::size_t c, Visit&& visit) {
    const std::size_t rows = grid.rows();
    if (c + rows < grid.size()) visit(c + rows, faces.outer[c]);
    if (c >= rows) visit(c - rows, -faces.outer[c - rows]);
    if (c % rows + 1 < rows) visit(c + 1, faces.lower[c]);
    if (c % rows > 0) visit(c - 1, -faces.lower[c - 1]);
}

double value_at(std::span<const double> values, std::size_t c) {
    return values.empty() ? 0.0 : values[c];
}

/// What cell c holds and receives from outside, and the factor of its own new concentration.
struct Balance {
    double right;
    double own;
};

Balance balance_of(const SoluteStep& step, std::span<const double> concentration, std::size_t c) {
    return {step.before[c] * concentration[c] + step.duration * value_at(step.enters, c),
            step.after[c] + step.duration * value_at(step.leaves, c)};
}

std::vector<double> solve_downstream(const RingGrid& grid,
                                     const SoluteStep& step,
                                     std::span<const double> concentration,
                                     std::span<const std::size_t> order) {
    std::vector<double> next(concentration.begin(), concentration.end());
    for (const std::size_t c : order) {
        Balance balance = balance_of(step, concentration, c);
        for_each_face(grid, *step.flux, c, [&](std::size_t n, double out) {
            if (out > 0.0) balance.own += step.duration * out;
            if (out < 0.0) balance.right -= step.duration * out * next[n];
        });
        if (balance.own > 0.0) next[c] = balance.right / balance.own;
    }
    return next;
}

std::vector<double> eliminate(const RingGrid& grid,
                              const SoluteStep& step,
                              std::span<const double> concentration) {
    GeneralBand system(grid.size(), grid.neighbour_reach());
    std::vector<double> next(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        Balance balance = balance_of(step, concentration, c);
        for_each_face(grid, *step.flux, c, [&](std::size_t n, double out) {
            if (out > 0.0) balance.own += step.duration * out;
            if (out < 0.0) system.add(c, n, step.duration * out);
        });
        if (step.diffusion) {
            const std::size_t rows = grid.rows();
            const std::array<std::pair<bool, std::size_t>, 4> sides = {
                {{c + rows < grid.size(), c + rows},
                 {c >= rows, c - rows},
                 {c % rows + 1 < rows, c + 1},
                 {c % rows > 0, c - 1}}};
            for (const auto& [exists, n] : sides) {
                if (!exists) continue;
                const std::size_t low = std::min(c, n);
                const double g = step.duration * (std::max(c, n) - low == 1 && rows > 1
                                                      ? step.diffusion->lower[low]
                                                      : step.diffusion->outer[low]);
                balance.own += g;
                system.add(c, n, -g);
            }
        }
        system.add(c, c, balance.own > 0.0 ? balance.own : 1.0);
        next[c] = balance.own > 0.0 ? balance.right : concentration[c];
    }
    if (!system.factor()) {
        throw SimulationError(
            Diagnostic{.code = 620, .problem = "the transport of a solute has no solution"});
    }
    system.solve(next);
    return next;
}

}  // namespace

std::vector<std::size_t> downstream_order(const RingGrid& grid, const RingFaces& flux) {
    std::vector<int> waits_for(grid.size(), 0);
    std::vector<std::size_t> order;
    order.reserve(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        for_each_face(grid, flux, c, [&](std::size_t, double out) { waits_for[c] += out < 0.0; });
        if (waits_for[c] == 0) order.push_back(c);
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        for_each_face(grid, flux, order[next], [&](std::size_t n, double out) {
            if (out > 0.0 && --waits_for[n] == 0) order.push_back(n);
        });
    }
    return order;
}

std::vector<double> advance_solute(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration,
                                   std::span<const std::size_t> order) {
    MESOGRID_EXPECTS(step.flux && step.before.size() == grid.size() &&
                     step.after.size() == grid.size() && concentration.size() == grid.size());
    if (!step.diffusion && order.size() == grid.size()) {
        return solve_downstream(grid, step, concentration, order);
    }
    return eliminate(grid, step, concentration);
}

std::vector<double> advance_solute(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration) {
    MESOGRID_EXPECTS(step.flux);
    return advance_solute(grid, step, concentration, downstream_order(grid, *step.flux));
}

std::vector<double> advance_solute_explicitly(const RingGrid& grid,
                                              const SoluteStep& step,
                                              std::span<const double> concentration) {
    std::vector<double> next(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        double amount = step.before[c] * concentration[c];
        double gained = step.duration * value_at(step.enters, c);
        for_each_face(grid, *step.flux, c, [&](std::size_t n, double out) {
            if (out > 0.0) amount -= step.duration * out * concentration[c];
            if (out < 0.0) gained -= step.duration * out * concentration[n];
        });
        amount -= step.duration * value_at(step.leaves, c) * concentration[c];
        next[c] = (amount + gained) / step.after[c];
    }
    return next;
}

}  // namespace mesogrid
