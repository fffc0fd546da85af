#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Rows and columns at two different spacings.
class RectangularLattice final : public Pattern {
public:
    static constexpr std::string_view name = "rectangular";
    static constexpr std::string_view summary = "rows and columns, each at its own spacing";
    static constexpr std::string_view example() {
        return "kind = \"rectangular\"\nspacing_x = \"10 mm\"\nspacing_y = \"8 mm\"\n";
    }
    static RectangularLattice read(Params& params) {
        const Length x =
            params.read(spacing_key("spacing_x", "distance between neighbours within a row"));
        const Length y = params.read(spacing_key("spacing_y", "distance between rows"));
        return {x, y};
    }

    RectangularLattice(Length spacing_x, Length spacing_y)
        : spacing_x_(spacing_x), spacing_y_(spacing_y) {}

    std::vector<Point> positions(const PatternArea& area) const override {
        return lattice_positions({.step = spacing_x_, .row_step = spacing_y_}, area);
    }
    Length pitch(const PatternArea&) const override { return mean_pitch(spacing_x_, spacing_y_); }
    Length minimum_distance() const override { return std::min(spacing_x_, spacing_y_); }

private:
    Length spacing_x_;
    Length spacing_y_;
};

}  // namespace mesogrid::models
