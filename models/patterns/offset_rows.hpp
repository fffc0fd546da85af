#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Rows at any distance, alternately shifted by half a spacing (brickwork).
class OffsetRows final : public Pattern {
public:
    static constexpr std::string_view name = "offset-rows";
    static constexpr std::string_view summary =
        "rows at their own distance, every other one shifted by half a spacing";
    static constexpr std::string_view example() {
        return "kind = \"offset-rows\"\nspacing = \"10 mm\"\nrow_spacing = \"8 mm\"\n";
    }
    static OffsetRows read(Params& params) {
        const Length spacing =
            params.read(spacing_key("spacing", "distance between neighbours within a row"));
        QuantityKey<Length> row_key =
            spacing_key("row_spacing", "distance between rows; default: the spacing");
        row_key.source = "as far apart as the punctures of a row";
        return {spacing, params.read_optional(row_key).value_or(spacing)};
    }

    OffsetRows(Length spacing, Length row_spacing) : spacing_(spacing), row_spacing_(row_spacing) {}

    std::vector<Point> positions(const PatternArea& area) const override {
        return lattice_positions(
            {.step = spacing_, .row_step = row_spacing_, .shift = RowShift::half}, area);
    }
    Length pitch(const PatternArea&) const override { return mean_pitch(spacing_, row_spacing_); }
    /// Along the row, to the row beside it (half a spacing across), or to the row after that.
    Length minimum_distance() const override {
        const Length across =
            Length::from_base(std::hypot(0.5 * spacing_.base(), row_spacing_.base()));
        return std::min({spacing_, across, 2.0 * row_spacing_});
    }

private:
    Length spacing_;
    Length row_spacing_;
};

}  // namespace mesogrid::models
