#pragma once

#include <algorithm>
#include <numbers>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// A dense path there and back over the box with punctures at equal steps along the path, turns
/// included, as a hand makes them that taps at one rate while it moves at one speed.
class Nappage final : public Pattern {
public:
    static constexpr std::string_view name = "nappage";
    static constexpr std::string_view summary =
        "a dense path there and back, punctures at equal steps along it (turns included)";
    static constexpr std::string_view example() {
        return "kind = \"nappage\"\nspacing = \"3 mm\"\nrow_spacing = \"3 mm\"\n";
    }
    static Nappage read(Params& params) {
        const Length spacing =
            params.read(spacing_key("spacing", "distance between punctures along the path"));
        QuantityKey<Length> rows = spacing_key(
            "row_spacing", "distance between the rows of the path; default: the spacing");
        rows.source = "as far apart as the punctures along the path";
        return {spacing, params.read_optional(rows).value_or(spacing)};
    }

    Nappage(Length spacing, Length row_spacing) : spacing_(spacing), row_spacing_(row_spacing) {}

    /// The path is as wide as the box, its rows are centred in it as those of a lattice; the first
    /// puncture lies in the lowest left corner of the path. It is not continued into an overhang.
    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea&) const override { return mean_pitch(spacing_, row_spacing_); }
    /// Where the path turns by a right angle, a step along it is cut short to 1/sqrt(2) at most.
    Length minimum_distance() const override {
        return std::min((1.0 / std::numbers::sqrt2) * spacing_, row_spacing_);
    }
    Filling filling() const override { return Filling::places; }
    Anchoring anchoring() const override { return Anchoring::none; }

private:
    Length spacing_;
    Length row_spacing_;
};

}  // namespace mesogrid::models
