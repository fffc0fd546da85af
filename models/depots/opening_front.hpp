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

    explicit OpeningFront(std::size_t cells) : reached(cells, 0), opened(cells, 0.0) {}
};

/// A front within a step that is being solved.
struct MovingFront {
    OpeningFront front;
    std::vector<char> held;  ///< cells at p_y whose open share grows
};

/// The front as it stands at the beginning of a step, at these pressures.
MovingFront begin_step(const OpeningTissue& tissue,
                       const OpeningFront& front,
                       std::span<const double> pressure);

/// What `moving`, which began as `before`, makes of new pressures and the contents they lead to;
/// `radius` is A. False where nothing changes but the shares of cells that are held.
bool follow(const OpeningTissue& tissue,
            const OpeningFront& before,
            double radius,
            std::span<const double> pressure,
            std::span<const double> content,
            MovingFront& moving);

/// A: the farthest that an opening comes in any row, the open share of a ring lying within, mm.
double front_radius(const RingGrid& grid, const OpeningFront& front);

/// Closes cells below `closing_share` p_y unless what they hold would open them again at once.
/// Their pressure becomes that of intact tissue. False where none closes.
bool close_slack(const OpeningTissue& tissue,
                 double closing_share,
                 std::span<const double> content,
                 OpeningFront& front,
                 std::span<double> pressure);

}  // namespace mesogrid::models
