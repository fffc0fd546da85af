#include "engine/numerics/box_solute.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/contracts.hpp"

namespace mesogrid {

std::vector<std::size_t> downstream(std::span<const double> pressure) {
    std::vector<std::size_t> order(pressure.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return pressure[a] > pressure[b] || (pressure[a] == pressure[b] && a < b);
    });
    return order;
}

void advance_solute(const BoxGrid& grid,
                    const BoxSoluteStep& step,
                    std::span<const std::size_t> order,
                    std::span<const double> enters,
                    std::vector<double>& concentration) {
    MESOGRID_EXPECTS(step.flux && order.size() == grid.size() &&
                     concentration.size() == grid.size());
    const std::size_t rows = grid.rows();
    std::vector<double>& c = concentration;
    for (const std::size_t cell : order) {
        const std::size_t i = cell / rows;
        const std::size_t j = cell % rows;
        // after c + dt (sum_out q c + leaves c) = before c^n + dt (sum_in q c_n + enters)
        double gained = enters.empty() ? 0.0 : enters[cell];
        double lost = step.leaves.empty() ? 0.0 : step.leaves[cell];
        const auto pass = [&](double out, std::size_t neighbour) {
            if (out > 0.0) lost += out;
            if (out < 0.0) gained -= out * c[neighbour];
        };
        for (std::size_t side = 0; side < BoxGrid::kSides; ++side) {
            const std::vector<double>& flux = step.flux->sides[side];
            const std::size_t far = grid.stride(side);
            if (grid.has_beside(i, side)) pass(flux[cell], cell + far);
            if (grid.has_before(i, side)) pass(-flux[cell - far], cell - far);
        }
        if (j + 1 < rows) pass(step.flux->lower[cell], cell + 1);
        if (j > 0) pass(-step.flux->lower[cell - 1], cell - 1);
        const double own = step.after[cell] + step.duration * lost;
        if (own > 0.0) c[cell] = (step.before[cell] * c[cell] + step.duration * gained) / own;
    }
}

}  // namespace mesogrid
