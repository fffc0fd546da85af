#include "models/depots/opening_front.hpp"

#include <algorithm>
#include <cmath>

namespace mesogrid::models {
namespace {

/// Pressures and shares within these of a limit are at it: what the solution of a step resolves.
constexpr double kPast = 1.0 + 1e-7;
constexpr double kShare = 1e-9;

/// Calls visit(neighbour) for the cells in its layer that share a face with `cell`.
template <class Grid, class Visit>
void for_each_in_layer(const OpeningTissue<Grid>& tissue, std::size_t cell, Visit&& visit) {
    const Grid& grid = tissue.grid();
    const std::size_t row = cell % grid.rows();
    const std::size_t column = cell / grid.rows();
    const auto alike = [&](std::size_t other) {
        return tissue.layer_index(other) == tissue.layer_index(row);
    };
    for (std::size_t side = 0; side < Grid::kSides; ++side) {
        if (grid.has_beside(column, side)) visit(cell + grid.stride(side));
        if (grid.has_before(column, side)) visit(cell - grid.stride(side));
    }
    if (row + 1 < grid.rows() && alike(row + 1)) visit(cell + 1);
    if (row > 0 && alike(row - 1)) visit(cell - 1);
}

/// The larger of a cell's own pressure and that of a wholly open neighbour in its layer.
template <class Grid>
double face_pressure(const OpeningTissue<Grid>& tissue,
                     std::span<const double> opened,
                     std::size_t cell,
                     std::span<const double> pressure) {
    double face = pressure[cell];
    for_each_in_layer(tissue, cell, [&](std::size_t n) {
        if (opened[n] >= 1.0) face = std::max(face, pressure[n]);
    });
    return face;
}

/// The opening comes to these cells, each with A of the largest one beside it.
template <class Grid>
void reach(const OpeningTissue<Grid>& tissue,
           const std::vector<std::size_t>& cells,
           OpeningFront& front) {
    std::vector<double> radius(cells.size(), 0.0);
    for (std::size_t n = 0; n < cells.size() && !front.radius_at.empty(); ++n) {
        for_each_in_layer(tissue, cells[n], [&](std::size_t beside) {
            if (front.reached[beside]) radius[n] = std::max(radius[n], front.radius_at[beside]);
        });
    }
    for (std::size_t n = 0; n < cells.size(); ++n) {
        front.reached[cells[n]] = 1;
        if (!front.radius_at.empty()) front.radius_at[cells[n]] = radius[n];
    }
}

/// The open share at which a cell holds `content` at p_y; beyond 1 where nothing limits it.
template <class Capacity>
double share_of(double content, double full, const Capacity& capacity) {
    if (capacity.opened <= 0.0) return 2.0;
    return (content / full - capacity.intact) / capacity.opened;
}

/// A cell that is held lets its open share follow its content, or is let go where that would leave
/// what is possible. True where it is let go.
bool let_go(double share, double before, double& opened) {
    opened = std::clamp(share, before, 1.0);
    return share > 1.0 + kShare || share < before - kShare;
}

}  // namespace

template <class Grid>
MovingFront begin_step(const OpeningTissue<Grid>& tissue,
                       const OpeningFront& front,
                       std::span<const double> pressure) {
    MovingFront moving{front, std::vector<char>(pressure.size(), 0)};
    for (std::size_t c = 0; c < pressure.size(); ++c) {
        const double full = tissue.layer(c % tissue.grid().rows()).flow.opening_pressure;
        moving.held[c] = static_cast<char>(front.reached[c] && front.opened[c] < 1.0 &&
                                           pressure[c] * kPast >= full);
    }
    return moving;
}

template <class Grid>
bool follow(const OpeningTissue<Grid>& tissue,
            const OpeningFront& before,
            std::span<const double> pressure,
            std::span<const double> content,
            MovingFront& moving) {
    bool changed = false;
    std::vector<std::size_t> reached;
    OpeningFront& front = moving.front;
    // in a box what mirrors is to stay alike: no cell may see what one before it has just become
    std::vector<double> earlier;
    if (Grid::kSides > 1) earlier = front.opened;
    const std::span<const double> seen = Grid::kSides > 1 ? earlier : front.opened;
    for (std::size_t c = 0; c < pressure.size(); ++c) {
        const std::size_t row = c % tissue.grid().rows();
        const double full = tissue.layer(row).flow.opening_pressure;
        if (!tissue.layer(row).passes()) continue;
        if (!front.reached[c]) {
            if (face_pressure(tissue, seen, c, pressure) > full * kPast) reached.push_back(c);
        } else if (moving.held[c]) {
            const double share =
                share_of(content[c], full, tissue.capacity(row, front.radius_of(c)));
            if (let_go(share, before.opened[c], front.opened[c])) {
                moving.held[c] = 0;
                changed = true;
            }
        } else if (front.opened[c] < 1.0 && pressure[c] > full * kPast) {
            moving.held[c] = 1;
            changed = true;
        }
    }
    reach(tissue, reached, front);
    return changed || !reached.empty();
}

template <class Grid>
bool close_slack(const OpeningTissue<Grid>& tissue,
                 double closing_share,
                 std::span<const double> content,
                 OpeningFront& front,
                 std::span<double> pressure) {
    bool closed = false;
    for (std::size_t c = 0; c < pressure.size(); ++c) {
        if (!front.reached[c]) continue;
        const LayerFlow& flow = tissue.layer(c % tissue.grid().rows()).flow;
        if (pressure[c] >= closing_share * flow.opening_pressure) continue;
        if (content[c] * flow.modulus >= flow.opening_pressure) continue;
        front.reached[c] = 0;
        front.opened[c] = 0.0;
        pressure[c] = content[c] * flow.modulus;
        closed = true;
    }
    return closed;
}

template MovingFront begin_step(const OpeningTissue<RingGrid>&,
                                const OpeningFront&,
                                std::span<const double>);
template bool follow(const OpeningTissue<RingGrid>&,
                     const OpeningFront&,
                     std::span<const double>,
                     std::span<const double>,
                     MovingFront&);
template bool close_slack(const OpeningTissue<RingGrid>&,
                          double,
                          std::span<const double>,
                          OpeningFront&,
                          std::span<double>);
template MovingFront begin_step(const OpeningTissue<BoxGrid>&,
                                const OpeningFront&,
                                std::span<const double>);
template bool follow(const OpeningTissue<BoxGrid>&,
                     const OpeningFront&,
                     std::span<const double>,
                     std::span<const double>,
                     MovingFront&);
template bool close_slack(const OpeningTissue<BoxGrid>&,
                          double,
                          std::span<const double>,
                          OpeningFront&,
                          std::span<double>);

}  // namespace mesogrid::models
