#include "models/depots/opening_readings.hpp"

#include <algorithm>

namespace mesogrid::models {
namespace {

constexpr double kShareOfCentre = 0.1;
constexpr double kLeastColumn = 0.05;
constexpr double kFront = 0.5;

/// Where a value falls from `high` at a to `low` at b past `level`.
double crossing(double a, double b, double high, double low, double level) {
    return a + (b - a) * (high - level) / (high - low);
}

}  // namespace

template <class Grid>
std::vector<double> wheal_column(const FlowGridOn<Grid>& flow,
                                 std::span<const FlowLayer> layers,
                                 const FlowState& state) {
    const Grid& grid = flow.grid;
    std::vector<double> column(grid.columns(), 0.0);
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const LayerKind kind = layers[flow.layer_of_row[j]].kind;
            if (kind != LayerKind::epidermis && kind != LayerKind::dermis) continue;
            column[i] += state.content[grid.index(i, j)] * grid.height(j);
        }
    }
    return column;
}

std::optional<double> wheal_diameter(const RingGrid& grid, std::span<const double> column) {
    const double level = std::max(kShareOfCentre * column[0], kLeastColumn);
    if (column[0] < level) return std::nullopt;
    std::size_t last = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (column[i] >= level) last = i;
    }
    if (last + 1 == column.size()) return 2.0 * grid.radii().back();
    return 2.0 * crossing(grid.mid_radius(last),
                          grid.mid_radius(last + 1),
                          column[last],
                          column[last + 1],
                          level);
}

Outreach outreach(const RingGrid& grid, const FlowState& state) {
    Outreach reached;
    double top = 1e300;
    double bottom = -1e300;
    const std::vector<double>& c = state.concentration;
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const std::size_t at = grid.index(i, j);
            if (c[at] < kFront) continue;
            double r = grid.radii()[i + 1];
            if (i + 1 < grid.columns() && c[at + grid.rows()] < kFront) {
                r = crossing(
                    grid.mid_radius(i), grid.mid_radius(i + 1), c[at], c[at + grid.rows()], kFront);
            }
            reached.lateral = std::max(reached.lateral, r);
            double up = grid.depths()[j];
            if (j > 0 && c[at - 1] < kFront) {
                up = crossing(grid.mid_depth(j), grid.mid_depth(j - 1), c[at], c[at - 1], kFront);
            }
            double down = grid.depths()[j + 1];
            if (j + 1 < grid.rows() && c[at + 1] < kFront) {
                down = crossing(grid.mid_depth(j), grid.mid_depth(j + 1), c[at], c[at + 1], kFront);
            }
            top = std::min(top, up);
            bottom = std::max(bottom, down);
        }
    }
    reached.vertical = std::max(0.0, bottom - top);
    return reached;
}

template <class Grid>
std::vector<double> injectate(const FlowGridOn<Grid>& flow,
                              std::span<const FlowLayer> layers,
                              const std::vector<double>& content,
                              const std::vector<double>& concentration) {
    const Grid& grid = flow.grid;
    std::vector<double> parts(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t j = c % grid.rows();
        parts[c] = grid.volume(c / grid.rows(), j) *
                   (layers[flow.layer_of_row[j]].porosity + content[c]) * concentration[c];
    }
    return parts;
}

std::vector<double> areal_shares(const RingGrid& grid, std::span<const double> parts) {
    double all = 0.0;
    for (const double part : parts) all += part;
    std::vector<double> shares(grid.columns(), 0.0);
    for (std::size_t c = 0; c < parts.size(); ++c) {
        shares[c / grid.rows()] += parts[c] / (all * grid.plan_area(c / grid.rows()));
    }
    return shares;
}

double radius_of_most(const RingGrid& grid, std::span<const double> parts) {
    constexpr double kMost = 0.9;
    std::vector<double> rings(grid.columns(), 0.0);
    double all = 0.0;
    for (std::size_t c = 0; c < parts.size(); ++c) {
        rings[c / grid.rows()] += parts[c];
        all += parts[c];
    }
    double within = 0.0;
    std::size_t i = 0;
    while (i + 1 < rings.size() && within + rings[i] < kMost * all) within += rings[i++];
    const double part = rings[i] > 0.0 ? (kMost * all - within) / rings[i] : 0.0;
    return grid.radii()[i] + part * grid.width(i);
}

template <class Grid>
double depot_volume(const Grid& grid,
                    const std::vector<double>& content,
                    const std::vector<double>& concentration,
                    double share) {
    const auto peak = std::max_element(concentration.begin(), concentration.end());
    double sum = 0.0;
    for (std::size_t c = 0; c < grid.size(); ++c) {
        if (concentration[c] <= 0.0 || concentration[c] < share * *peak) continue;
        sum += grid.volume(c / grid.rows(), c % grid.rows()) * (1.0 + content[c]);
    }
    return sum;
}

template std::vector<double> wheal_column(const FlowGridOn<RingGrid>&,
                                          std::span<const FlowLayer>,
                                          const FlowState&);
template std::vector<double> wheal_column(const FlowGridOn<BoxGrid>&,
                                          std::span<const FlowLayer>,
                                          const FlowState&);
template std::vector<double> injectate(const FlowGridOn<RingGrid>&,
                                       std::span<const FlowLayer>,
                                       const std::vector<double>&,
                                       const std::vector<double>&);
template std::vector<double> injectate(const FlowGridOn<BoxGrid>&,
                                       std::span<const FlowLayer>,
                                       const std::vector<double>&,
                                       const std::vector<double>&);
template double depot_volume(const RingGrid&,
                             const std::vector<double>&,
                             const std::vector<double>&,
                             double);
template double depot_volume(const BoxGrid&,
                             const std::vector<double>&,
                             const std::vector<double>&,
                             double);

}  // namespace mesogrid::models
