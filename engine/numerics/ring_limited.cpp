#include "engine/numerics/ring_limited.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

/// Concentrations of neighbours that differ by more than this share of the largest one vary.
constexpr double kVaries = 1e-3;
/// Keeps the rounding of what is corrected within its bounds.
constexpr double kWithin = 1.0 - 1e-12;

/// Faces of one direction: cell a and a + stride, centres and the face between them.
struct Line {
    std::size_t stride = 1;
    std::size_t count = 0;  ///< cells along it
    const std::vector<double>* faces = nullptr;

    double centre(std::size_t n) const { return 0.5 * ((*faces)[n] + (*faces)[n + 1]); }
};

/// The slope between neighbours' slopes: their mean where both are alike, at most twice the
/// smaller, 0 at an extremum.
double monotonised(double back, double ahead) {
    if (back * ahead <= 0.0) return 0.0;
    const double least = 2.0 * std::min(std::abs(back), std::abs(ahead));
    return std::copysign(std::min(least, 0.5 * std::abs(back + ahead)), back);
}

/// Concentration at the face behind cell n of a line (between n and n + 1) for a flow from n
/// (`downward`) or from n + 1; c at the line's beginning.
double face_value(const Line& line, const double* c, std::size_t n, bool downward) {
    const std::size_t up = downward ? n : n + 1;
    const double own = c[up * line.stride];
    if (up == 0 || up + 1 == line.count) return own;
    const double x = line.centre(up);
    const auto slope_to = [&](std::size_t other) {
        return (c[other * line.stride] - own) / (line.centre(other) - x);
    };
    return own + monotonised(slope_to(up - 1), slope_to(up + 1)) * ((*line.faces)[n + 1] - x);
}

/// One part of a step: the upwind step and its correction.
class Corrected {
public:
    Corrected(const RingGrid& grid,
              const SoluteStep& step,
              std::span<const double> old,
              std::vector<double> low)
        : grid_(grid), step_(step), old_(old), low_(std::move(low)), carried_(grid) {
        for (std::size_t i = 0; i < grid.columns(); ++i) {
            const Line rows{.stride = 1, .count = grid.rows(), .faces = &grid.depths()};
            set_line(rows, grid.index(i, 0), step.flux->lower, lower_diffusion(), carried_.lower);
        }
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const Line columns{
                .stride = grid.rows(), .count = grid.columns(), .faces = &grid.radii()};
            set_line(columns, j, step.flux->outer, outer_diffusion(), carried_.outer);
        }
    }

    std::vector<double> concentration() {
        limit();
        const std::vector<double> lost = net_outflow(grid_, carried_);
        for (std::size_t c = 0; c < low_.size(); ++c) {
            if (step_.after[c] > 0.0) low_[c] -= lost[c] / step_.after[c];
        }
        return std::move(low_);
    }

private:
    const std::vector<double>* lower_diffusion() const {
        return step_.diffusion ? &step_.diffusion->lower : nullptr;
    }
    const std::vector<double>* outer_diffusion() const {
        return step_.diffusion ? &step_.diffusion->outer : nullptr;
    }

    /// dt ((F(c^n) + F(c^upwind))/2 - F_upwind) on the faces of a line from cell `first`.
    void set_line(const Line& line,
                  std::size_t first,
                  const std::vector<double>& flux,
                  const std::vector<double>* diffusion,
                  std::vector<double>& carried) {
        const double* const old = old_.data() + first;
        const double* const low = low_.data() + first;
        for (std::size_t n = 0; n + 1 < line.count; ++n) {
            const std::size_t at = n * line.stride;
            const std::size_t next = at + line.stride;
            const double q = flux[first + at];
            const double g = diffusion ? (*diffusion)[first + at] : 0.0;
            if (q == 0.0 && g == 0.0) continue;
            const double mean =
                0.5 * (face_value(line, old, n, q > 0.0) + face_value(line, low, n, q > 0.0));
            const double moved = q * (mean - (q > 0.0 ? low[at] : low[next])) +
                                 0.5 * g * ((old[at] - old[next]) - (low[at] - low[next]));
            carried[first + at] = step_.duration * moved;
        }
    }

    /// What a cell may gain and lose of all that wants into it and out of it.
    struct Room {
        double gain = 1.0;
        double loss = 1.0;
    };

    template <class Visit>
    void for_each_neighbour(std::size_t c, Visit&& visit) const {
        const std::size_t rows = grid_.rows();
        if (c + rows < grid_.size()) visit(c + rows, carried_.outer[c]);
        if (c >= rows) visit(c - rows, -carried_.outer[c - rows]);
        if (c % rows + 1 < rows) visit(c + 1, carried_.lower[c]);
        if (c % rows > 0) visit(c - 1, -carried_.lower[c - 1]);
    }

    Room room_of(std::size_t c) const {
        double least = std::min(old_[c], low_[c]);
        double most = std::max(old_[c], low_[c]);
        double gained = 0.0;
        double lost = 0.0;
        for_each_neighbour(c, [&](std::size_t n, double out) {
            least = std::min({least, old_[n], low_[n]});
            most = std::max({most, old_[n], low_[n]});
            if (out > 0.0) lost += out;
            if (out < 0.0) gained -= out;
        });
        Room room;
        if (gained > 0.0) room.gain = std::min(1.0, step_.after[c] * (most - low_[c]) / gained);
        if (lost > 0.0) room.loss = std::min(1.0, step_.after[c] * (low_[c] - least) / lost);
        return room;
    }

    void limit() {
        std::vector<Room> rooms;
        rooms.reserve(grid_.size());
        for (std::size_t c = 0; c < grid_.size(); ++c) rooms.push_back(room_of(c));
        const auto limited = [&](double& carried, const Room& from, const Room& to) {
            carried *= kWithin * (carried > 0.0 ? std::min(from.loss, to.gain)
                                                : std::min(from.gain, to.loss));
        };
        const std::size_t rows = grid_.rows();
        for (std::size_t c = 0; c < grid_.size(); ++c) {
            if (c + rows < grid_.size()) limited(carried_.outer[c], rooms[c], rooms[c + rows]);
            if (c % rows + 1 < rows) limited(carried_.lower[c], rooms[c], rooms[c + 1]);
        }
    }

    const RingGrid& grid_;
    const SoluteStep& step_;
    std::span<const double> old_;
    std::vector<double> low_;
    RingFaces carried_;  ///< amounts, positive outward and downward
};

/// Parts of the step in which no cell where the concentration varies exchanges more than it holds.
std::size_t parts_of(const RingGrid& grid, const SoluteStep& step, std::span<const double> c) {
    const std::size_t rows = grid.rows();
    const double level = kVaries * *std::max_element(c.begin(), c.end());
    const auto spread = [&](const std::vector<double> RingFaces::*side, std::size_t face) {
        return step.diffusion ? (step.diffusion->*side)[face] : 0.0;
    };
    double most = 0.0;
    for (std::size_t a = 0; a < grid.size(); ++a) {
        double exchanged = 0.0;
        bool varies = false;
        const auto look = [&](bool exists,
                              std::size_t n,
                              const std::vector<double> RingFaces::*side,
                              double sign) {
            if (!exists) return;
            const std::size_t face = std::min(a, n);
            exchanged += std::max(0.0, sign * (step.flux->*side)[face]) + spread(side, face);
            varies = varies || std::abs(c[n] - c[a]) > level;
        };
        look(a + rows < grid.size(), a + rows, &RingFaces::outer, 1.0);
        look(a >= rows, a - rows, &RingFaces::outer, -1.0);
        look(a % rows + 1 < rows, a + 1, &RingFaces::lower, 1.0);
        look(a % rows > 0, a - 1, &RingFaces::lower, -1.0);
        const double held = std::min(step.before[a], step.after[a]);
        if (varies && held > 0.0) most = std::max(most, step.duration * exchanged / held);
    }
    return static_cast<std::size_t>(
        std::clamp(std::ceil(most), 1.0, static_cast<double>(kMostParts)));
}

}  // namespace

SoluteMoved advance_solute_limited(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration) {
    MESOGRID_EXPECTS(concentration.size() == grid.size());
    const std::size_t parts = parts_of(grid, step, concentration);
    const std::vector<std::size_t> order = downstream_order(grid, *step.flux);
    std::vector<double> fluid(step.before.begin(), step.before.end());
    std::vector<double> then(fluid.size());
    SoluteMoved moved{.concentration = {concentration.begin(), concentration.end()}};
    SoluteStep part = step;
    part.duration = step.duration / static_cast<double>(parts);
    for (std::size_t p = 1; p <= parts; ++p) {
        const double share = static_cast<double>(p) / static_cast<double>(parts);
        for (std::size_t c = 0; c < fluid.size(); ++c) {
            then[c] = p == parts ? step.after[c]
                                 : step.before[c] + share * (step.after[c] - step.before[c]);
        }
        part.before = fluid;
        part.after = then;
        std::vector<double> low = advance_solute(grid, part, moved.concentration, order);
        for (std::size_t c = 0; c < step.leaves.size(); ++c) {
            moved.left += part.duration * step.leaves[c] * low[c];
        }
        moved.concentration =
            Corrected(grid, part, moved.concentration, std::move(low)).concentration();
        std::swap(fluid, then);
    }
    return moved;
}

}  // namespace mesogrid
