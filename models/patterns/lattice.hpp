#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/format/params.hpp"
#include "engine/interfaces/pattern.hpp"

namespace mesogrid::models {

/// How neighbouring rows of a lattice lie to each other.
enum class RowShift {
    none,
    half,  ///< shifted by half a step along the row
};

/// In which direction rows are walked.
enum class RowWalk {
    there_and_back,  ///< every other row backwards (serpentine)
    one_way,         ///< every row from its lowest x
};

/// Rows of points along x, all steps alike.
struct Lattice {
    Length step;      ///< between neighbours of one row
    Length row_step;  ///< between rows
    RowShift shift = RowShift::none;
    RowWalk walk = RowWalk::there_and_back;
};

/// One point of a lattice with its place in it. The place 0, 0 is the anchor, or else the lowest
/// corner of the centred lattice; an overhang or another area does not change the numbering.
struct LatticeSite {
    Point position;
    std::int64_t column;
    std::int64_t row;
};

/// The lattice laid over an area, as docs/patterns.md states it; row by row from the lowest y,
/// there and back (serpentine). Without anchor: n = floor(extent/step) columns and rows of the
/// bounding box, at least 1, symmetric about its centre; shifted rows move by + and - a quarter
/// step in turn (0 and half a step where there is a single row, or a single column too narrow for
/// the quarter). With an anchor: every lattice point inside or on the box. The overhang adds the
/// same lattice's points around it. Throws InputError (E0318) when that makes more than 1,000,000
/// points.
std::vector<LatticeSite> lattice_sites(const Lattice& lattice, const PatternArea& area);
std::vector<Point> lattice_positions(const Lattice& lattice, const PatternArea& area);

/// The key of a spacing: 0.1 mm to 100 mm, to be stated.
constexpr QuantityKey<Length> spacing_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mm",
            .minimum = 0.1 * units::mm,
            .maximum = 100.0 * units::mm,
            .source = "stated by the protocol"};
}

/// Most punctures a pattern makes.
inline constexpr double kMostPoints = 1e6;

/// Throws InputError (E0318) when a pattern would make more than kMostPoints.
void require_few(double points);

/// Pitch of a lattice with unlike steps: the square root of the area per point.
Length mean_pitch(Length step, Length row_step);

}  // namespace mesogrid::models
