#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "engine/numerics/box_solute.hpp"
#include "engine/numerics/ring_solute.hpp"

/// Flux-corrected transport on either grid, for ring_limited.hpp and box_limited.hpp.
namespace mesogrid::flux_corrected {

/// Concentrations of neighbours that differ by more than this share of the largest one vary.
inline constexpr double kVaries = 1e-3;
/// Keeps the rounding of what is corrected within its bounds.
inline constexpr double kWithin = 1.0 - 1e-12;

/// Faces of one direction: cell a and a + stride, centres and the face between them.
struct Line {
    std::size_t stride = 1;
    std::size_t count = 0;  ///< cells along it
    const std::vector<double>* faces = nullptr;

    double centre(std::size_t n) const { return 0.5 * ((*faces)[n] + (*faces)[n + 1]); }
};

/// The slope between neighbours' slopes: their mean where both are alike, at most twice the
/// smaller, 0 at an extremum.
inline double monotonised(double back, double ahead) {
    if (back * ahead <= 0.0) return 0.0;
    const double least = 2.0 * std::min(std::abs(back), std::abs(ahead));
    return std::copysign(std::min(least, 0.5 * std::abs(back + ahead)), back);
}

/// Concentration at the face behind cell n of a line (between n and n + 1) for a flow from n
/// (`downward`) or from n + 1; c at the line's beginning.
inline double face_value(const Line& line, const double* c, std::size_t n, bool downward) {
    const std::size_t up = downward ? n : n + 1;
    const double own = c[up * line.stride];
    if (up == 0 || up + 1 == line.count) return own;
    const double x = line.centre(up);
    const auto slope_to = [&](std::size_t other) {
        return (c[other * line.stride] - own) / (line.centre(other) - x);
    };
    return own + monotonised(slope_to(up - 1), slope_to(up + 1)) * ((*line.faces)[n + 1] - x);
}

/// Visits every line of cells of a grid that runs to a side: visit(line, its first cell, side).
template <class Visit>
void for_each_lateral_line(const RingGrid& grid, Visit&& visit) {
    const Line line{.stride = grid.rows(), .count = grid.columns(), .faces = &grid.radii()};
    for (std::size_t j = 0; j < grid.rows(); ++j) visit(line, j, std::size_t{0});
}
template <class Visit>
void for_each_lateral_line(const BoxGrid& grid, Visit&& visit) {
    const std::size_t rows = grid.rows();
    const Line along_x{.stride = grid.stride(0), .count = grid.columns_x(), .faces = &grid.x()};
    for (std::size_t y = 0; y < grid.columns_y(); ++y) {
        for (std::size_t j = 0; j < rows; ++j) visit(along_x, y * grid.stride(1) + j, 0);
    }
    const Line along_y{.stride = grid.stride(1), .count = grid.columns_y(), .faces = &grid.y()};
    for (std::size_t first = 0; first < grid.stride(1); ++first) visit(along_y, first, 1);
}

inline const RingFaces* diffusion_of(const SoluteStep& step) {
    return step.diffusion;
}
inline const BoxFaces* diffusion_of(const BoxSoluteStep& /*step*/) {
    return nullptr;
}

/// Visits the inner faces of a grid: visit(face of each of some Faces..., cell, cell beyond).
template <class Grid, class Visit, class... Faces>
void for_each_face(const Grid& grid, Visit&& visit, Faces&... faces) {
    const std::size_t rows = grid.rows();
    for (std::size_t c = 0; c < grid.size(); ++c) {
        for (std::size_t side = 0; side < Grid::kSides; ++side) {
            if (!grid.has_beside(c / rows, side)) continue;
            visit(faces.lateral(side)[c]..., c, c + grid.stride(side));
        }
        if (c % rows + 1 < rows) visit(faces.lower[c]..., c, c + 1);
    }
}

/// 1 on all faces.
template <class Faces, class Grid>
Faces ones(const Grid& grid) {
    Faces faces(grid);
    for (std::size_t side = 0; side < Grid::kSides; ++side) {
        std::fill(faces.lateral(side).begin(), faces.lateral(side).end(), 1.0);
    }
    std::fill(faces.lower.begin(), faces.lower.end(), 1.0);
    return faces;
}

/// One part of a step: the upwind step and its correction, amounts through the faces positive
/// outward and downward, which is limited where it would make new extremes.
template <class Grid, class Faces, class Step>
class Corrected {
public:
    /// `low`: concentrations after the upwind step; `least`: those below it in and beside a face
    /// are not worth a correction there.
    Corrected(const Grid& grid,
              const Step& step,
              std::vector<double> old,
              std::vector<double> low,
              double least = 0.0)
        : grid_(grid),
          step_(step),
          old_(std::move(old)),
          low_(std::move(low)),
          least_(least),
          carried_(grid) {
        const Faces* const spread = diffusion_of(step);
        const Line rows{.stride = 1, .count = grid.rows(), .faces = &grid.depths()};
        for (std::size_t i = 0; i < grid.columns(); ++i) {
            set_line(rows,
                     grid.index(i, 0),
                     step.flux->lower,
                     spread ? &spread->lower : nullptr,
                     carried_.lower);
        }
        for_each_lateral_line(grid, [&](const Line& line, std::size_t first, std::size_t side) {
            set_line(line,
                     first,
                     step.flux->lateral(side),
                     spread ? &spread->lateral(side) : nullptr,
                     carried_.lateral(side));
        });
    }

    /// Lets no face carry a larger share of its correction than this one may: factors of faces.
    /// `slack`: what extremes may be passed by.
    void limit(Faces& factors, double slack = 0.0) const {
        std::vector<Room> rooms;
        rooms.reserve(grid_.size());
        for (std::size_t c = 0; c < grid_.size(); ++c) rooms.push_back(room_of(c, slack));
        for_each_face(
            grid_,
            [&](double& factor, const double& carried, std::size_t from, std::size_t to) {
                const double room = carried > 0.0 ? std::min(rooms[from].loss, rooms[to].gain)
                                                  : std::min(rooms[from].gain, rooms[to].loss);
                if (carried != 0.0) factor = std::min(factor, kWithin * room);
            },
            factors,
            carried_);
    }

    /// The step with these shares of the correction.
    std::vector<double> concentration(const Faces& factors) {
        for_each_face(
            grid_,
            [](double& carried, const double& factor, std::size_t, std::size_t) {
                carried *= factor;
            },
            carried_,
            factors);
        const std::vector<double> lost = net_outflow(grid_, carried_);
        for (std::size_t c = 0; c < low_.size(); ++c) {
            if (step_.after[c] > 0.0) low_[c] -= lost[c] / step_.after[c];
        }
        return std::move(low_);
    }

    /// Becomes the sum of itself and another one of the same step.
    void add(const Corrected& other) {
        for (std::size_t c = 0; c < low_.size(); ++c) {
            old_[c] += other.old_[c];
            low_[c] += other.low_[c];
        }
        for_each_face(
            grid_,
            [](double& sum, const double& carried, std::size_t, std::size_t) { sum += carried; },
            carried_,
            other.carried_);
    }

private:
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
            if (std::max({old[at], old[next], low[at], low[next]}) < least_) continue;
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
        for (std::size_t side = 0; side < Grid::kSides; ++side) {
            const std::size_t far = grid_.stride(side);
            const std::vector<double>& faces = carried_.lateral(side);
            if (grid_.has_beside(c / rows, side)) visit(c + far, faces[c]);
            if (grid_.has_before(c / rows, side)) visit(c - far, -faces[c - far]);
        }
        if (c % rows + 1 < rows) visit(c + 1, carried_.lower[c]);
        if (c % rows > 0) visit(c - 1, -carried_.lower[c - 1]);
    }

    Room room_of(std::size_t c, double slack) const {
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
        least -= slack;
        most += slack;
        Room room;
        if (gained > 0.0) room.gain = std::min(1.0, step_.after[c] * (most - low_[c]) / gained);
        if (lost > 0.0) room.loss = std::min(1.0, step_.after[c] * (low_[c] - least) / lost);
        return room;
    }

    const Grid& grid_;
    const Step& step_;
    std::vector<double> old_;
    std::vector<double> low_;
    double least_;
    Faces carried_;
};

/// Parts of the step, at most `most`, in which no cell where the concentration varies exchanges
/// more than it holds.
template <class Grid, class Step>
std::size_t parts_of(const Grid& grid, const Step& step, std::span<const double> c, double most) {
    const std::size_t rows = grid.rows();
    const double level = kVaries * *std::max_element(c.begin(), c.end());
    const auto* const diffusion = diffusion_of(step);
    double needed = 0.0;
    for (std::size_t a = 0; a < grid.size(); ++a) {
        double exchanged = 0.0;
        bool varies = false;
        const auto look = [&](std::size_t n, double out, double spread) {
            exchanged += std::max(0.0, out) + spread;
            varies = varies || std::abs(c[n] - c[a]) > level;
        };
        const auto spread_at = [&](std::size_t side, std::size_t face) {
            return diffusion ? diffusion->lateral(side)[face] : 0.0;
        };
        const auto spread_below = [&](std::size_t face) {
            return diffusion ? diffusion->lower[face] : 0.0;
        };
        for (std::size_t side = 0; side < Grid::kSides; ++side) {
            const std::size_t far = grid.stride(side);
            const std::vector<double>& flux = step.flux->lateral(side);
            if (grid.has_beside(a / rows, side)) look(a + far, flux[a], spread_at(side, a));
            if (grid.has_before(a / rows, side)) {
                look(a - far, -flux[a - far], spread_at(side, a - far));
            }
        }
        if (a % rows + 1 < rows) look(a + 1, step.flux->lower[a], spread_below(a));
        if (a % rows > 0) look(a - 1, -step.flux->lower[a - 1], spread_below(a - 1));
        const double held = std::min(step.before[a], step.after[a]);
        if (varies && held > 0.0) needed = std::max(needed, step.duration * exchanged / held);
    }
    return static_cast<std::size_t>(std::clamp(std::ceil(needed), 1.0, most));
}

/// Cuts a step into `parts` of equal length, between which the fluid changes evenly, and calls
/// advance(part) for each; the last one ends with exactly the fluid of the whole.
template <class Step, class Advance>
void in_parts(const Step& step, std::size_t parts, Advance&& advance) {
    std::vector<double> fluid(step.before.begin(), step.before.end());
    std::vector<double> then(fluid.size());
    Step part = step;
    part.duration = step.duration / static_cast<double>(parts);
    for (std::size_t p = 1; p <= parts; ++p) {
        const double share = static_cast<double>(p) / static_cast<double>(parts);
        for (std::size_t c = 0; c < fluid.size(); ++c) {
            then[c] = p == parts ? step.after[c]
                                 : step.before[c] + share * (step.after[c] - step.before[c]);
        }
        part.before = fluid;
        part.after = then;
        advance(part);
        std::swap(fluid, then);
    }
}

}  // namespace mesogrid::flux_corrected
