#pragma once

#include <numbers>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Points at the corners of equilateral triangles: the thinnest covering of the plane by equal
/// discs (Kershner 1939, Amer J Math 61:665). Rows along x at spacing sqrt(3)/2, alternately
/// shifted.
class HexagonalLattice final : public Pattern {
public:
    static constexpr std::string_view name = "hexagonal";
    static constexpr std::string_view summary =
        "rows at 0.866 of the spacing, every other one shifted by half a spacing";
    static constexpr std::string_view example() {
        return "kind = \"hexagonal\"\nspacing = \"10 mm\"\n";
    }
    static HexagonalLattice read(Params& params) {
        return HexagonalLattice(params.read(
            spacing_key("spacing", "distance of each puncture from its six nearest neighbours")));
    }

    explicit HexagonalLattice(Length spacing) : spacing_(spacing) {}

    std::vector<Point> positions(const PatternArea& area) const override {
        return lattice_positions({.step = spacing_,
                                  .row_step = 0.5 * std::numbers::sqrt3 * spacing_,
                                  .shift = RowShift::half},
                                 area);
    }
    Length pitch(const PatternArea&) const override { return spacing_; }
    Length minimum_distance() const override { return spacing_; }

private:
    Length spacing_;
};

}  // namespace mesogrid::models
