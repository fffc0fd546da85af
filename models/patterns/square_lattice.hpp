#pragma once

#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Points at the corners of squares.
class SquareLattice final : public Pattern {
public:
    static constexpr std::string_view name = "square";
    static constexpr std::string_view summary = "rows and columns at one spacing";
    static constexpr std::string_view example() {
        return "kind = \"square\"\nspacing = \"10 mm\"\n";
    }
    static SquareLattice read(Params& params) {
        return SquareLattice(
            params.read(spacing_key("spacing", "distance between neighbouring punctures")));
    }

    explicit SquareLattice(Length spacing) : spacing_(spacing) {}

    std::vector<Point> positions(const PatternArea& area) const override {
        return lattice_positions({.step = spacing_, .row_step = spacing_}, area);
    }
    Length pitch(const PatternArea&) const override { return spacing_; }
    Length minimum_distance() const override { return spacing_; }

private:
    Length spacing_;
};

}  // namespace mesogrid::models
