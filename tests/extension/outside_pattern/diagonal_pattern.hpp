#pragma once

#include <numbers>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

/// A square lattice turned by 45 degrees: every puncture's nearest neighbours lie on diagonals.
/// A pattern of a program outside mesogrid; this header and one row in main.cpp are all it takes.
class DiagonalPattern final : public mesogrid::Pattern {
public:
    static constexpr std::string_view name = "diagonal";
    static constexpr std::string_view summary = "rows and columns at 45 degrees to the outline";
    static constexpr std::string_view example() {
        return "kind = \"diagonal\"\nspacing = \"10 mm\"\n";
    }
    static DiagonalPattern read(mesogrid::Params& params) {
        return DiagonalPattern(params.read(
            mesogrid::models::spacing_key("spacing", "distance between neighbouring punctures")));
    }

    explicit DiagonalPattern(mesogrid::Length spacing) : spacing_(spacing) {}

    /// Along x the points of one row are a diagonal of the square apart, the rows half of one.
    std::vector<mesogrid::Point> positions(const mesogrid::PatternArea& area) const override {
        const mesogrid::Length diagonal = std::numbers::sqrt2 * spacing_;
        return mesogrid::models::lattice_positions({.step = diagonal,
                                                    .row_step = 0.5 * diagonal,
                                                    .shift = mesogrid::models::RowShift::half},
                                                   area);
    }
    mesogrid::Length pitch(const mesogrid::PatternArea&) const override { return spacing_; }
    mesogrid::Length minimum_distance() const override { return spacing_; }

private:
    mesogrid::Length spacing_;
};
