#include "models/depots/opening_front.hpp"

#include <algorithm>
#include <cmath>

namespace mesogrid::models {
namespace {

/// Pressures and shares within these of a limit are at it: what the solution of a step resolves.
constexpr double kPast = 1.0 + 1e-7;
constexpr double kShare = 1e-9;

/// The larger of a cell's own pressure and that of a wholly open neighbour in its layer.
double face_pressure(const OpeningTissue& tissue,
                     const OpeningFront& front,
                     std::size_t cell,
                     std::span<const double> pressure) {
    const std::size_t rows = tissue.grid().rows();
    double face = pressure[cell];
    const auto look_at = [&](bool exists, std::size_t n) {
        if (exists && front.opened[n] >= 1.0 &&
            tissue.layer_index(n % rows) == tissue.layer_index(cell % rows)) {
            face = std::max(face, pressure[n]);
        }
    };
    look_at(cell + rows < pressure.size(), cell + rows);
    look_at(cell >= rows, cell - rows);
    look_at(cell % rows + 1 < rows, cell + 1);
    look_at(cell % rows > 0, cell - 1);
    return face;
}

/// The open share at which a cell holds `content` at p_y; beyond 1 where nothing limits it.
double share_of(double content, double full, const OpeningTissue::Capacity& capacity) {
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

MovingFront begin_step(const OpeningTissue& tissue,
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

bool follow(const OpeningTissue& tissue,
            const OpeningFront& before,
            double radius,
            std::span<const double> pressure,
            std::span<const double> content,
            MovingFront& moving) {
    bool changed = false;
    std::vector<std::size_t> reached;
    OpeningFront& front = moving.front;
    for (std::size_t c = 0; c < pressure.size(); ++c) {
        const std::size_t row = c % tissue.grid().rows();
        const double full = tissue.layer(row).flow.opening_pressure;
        if (!tissue.layer(row).passes()) continue;
        if (!front.reached[c]) {
            if (face_pressure(tissue, front, c, pressure) > full * kPast) reached.push_back(c);
        } else if (moving.held[c]) {
            const double share = share_of(content[c], full, tissue.capacity(row, radius));
            if (let_go(share, before.opened[c], front.opened[c])) {
                moving.held[c] = 0;
                changed = true;
            }
        } else if (front.opened[c] < 1.0 && pressure[c] > full * kPast) {
            moving.held[c] = 1;
            changed = true;
        }
    }
    for (const std::size_t c : reached) front.reached[c] = 1;
    return changed || !reached.empty();
}

double front_radius(const RingGrid& grid, const OpeningFront& front) {
    double farthest = 0.0;
    for (std::size_t c = 0; c < front.opened.size(); ++c) {
        if (front.opened[c] <= 0.0) continue;
        const double inner = grid.radii()[c / grid.rows()];
        const double outer = grid.radii()[c / grid.rows() + 1];
        // r^2 = r0^2 + share (r1^2 - r0^2)
        const double grown = front.opened[c] * (outer - inner) * (outer + inner);
        farthest = std::max(farthest, std::sqrt(inner * inner + grown));
    }
    return farthest;
}

bool close_slack(const OpeningTissue& tissue,
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

}  // namespace mesogrid::models
