#pragma once

#include <span>
#include <vector>

#include "models/depots/opening_tissue.hpp"

namespace mesogrid::models {

/// What is open, one value per cell. An opening comes to a cell when the pressure on its faces, its
/// own or that of a wholly open neighbour in its layer, passes p_y; fluid then enters by K_c. The
/// cell is held at p_y while its open share grows with what enters,
///
///     theta = p_y (1/M + opened chi_o A/(E' l)),   opened in [0, 1],
///
/// and its pressure rises again when it is wholly open. So the front of an opening moves through
/// the cells instead of leaping from one to the next. Both stay until the cell closes.
struct OpeningFront {
    std::vector<char> reached;   ///< the opening has come to the cell
    std::vector<double> opened;  ///< share of the cell that is open
    double radius = 0.0;         ///< A: largest lateral radius of what is open, mm
    /// A of the opening that each cell belongs to, where there may be several (in a box).
    std::vector<double> radius_at;

    explicit OpeningFront(std::size_t cells) : reached(cells, 0), opened(cells, 0.0) {}
    double radius_of(std::size_t cell) const {
        return radius_at.empty() ? radius : radius_at[cell];
    }
};

/// A front within a step that is being solved.
struct MovingFront {
    OpeningFront front;
    std::vector<char> held;  ///< cells at p_y whose open share grows
};

/// The front as it stands at the beginning of a step, at these pressures.
template <class Grid>
MovingFront begin_step(const OpeningTissue<Grid>& tissue,
                       const OpeningFront& front,
                       std::span<const double> pressure);

/// What `moving`, which began as `before`, makes of new pressures and the contents they lead to. A
/// stays that of the beginning, for cells that are reached that of the opening that comes to them.
/// False where nothing changes but the shares of cells that are held.
template <class Grid>
bool follow(const OpeningTissue<Grid>& tissue,
            const OpeningFront& before,
            std::span<const double> pressure,
            std::span<const double> content,
            MovingFront& moving);

/// Closes cells below `closing_share` p_y unless what they hold would open them again at once.
/// Their pressure becomes that of intact tissue. False where none closes.
template <class Grid>
bool close_slack(const OpeningTissue<Grid>& tissue,
                 double closing_share,
                 std::span<const double> content,
                 OpeningFront& front,
                 std::span<double> pressure);

}  // namespace mesogrid::models
