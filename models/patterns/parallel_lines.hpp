#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Parallel lines of punctures, every line begun at the same side.
class ParallelLines final : public Pattern {
public:
    static constexpr std::string_view name = "lines";
    static constexpr std::string_view summary =
        "parallel lines of punctures in any direction, each begun at the same side";
    static constexpr std::string_view example() {
        return "kind = \"lines\"\nspacing = \"5 mm\"\nline_spacing = \"10 mm\"\n"
               "direction = \"30 deg\"\n";
    }
    static ParallelLines read(Params& params) {
        const Length spacing =
            params.read(spacing_key("spacing", "distance between punctures along a line"));
        const Length lines = params.read(spacing_key("line_spacing", "distance between lines"));
        return {spacing,
                lines,
                params.read(QuantityKey<Angle>{.name = "direction",
                                               .meaning = "of the lines, from x towards y",
                                               .unit = "deg",
                                               .minimum = -360.0 * units::deg,
                                               .maximum = 360.0 * units::deg,
                                               .fallback = 0.0 * units::deg,
                                               .source = "along x"})};
    }

    ParallelLines(Length spacing, Length line_spacing, Angle direction)
        : spacing_(spacing), line_spacing_(line_spacing), direction_(direction) {}

    /// The lattice of the lines' own frame, laid over the turned bounding box.
    std::vector<Point> positions(const PatternArea& area) const override {
        const Box box = area.outline.bounding_box();
        const Point middle = box.centre();
        const Outline turned =
            Outline::rectangle(
                Length::from_base(box.width()), Length::from_base(box.height()), middle)
                .rotated(-direction_, middle);
        PatternArea own{.outline = turned, .overhang = area.overhang};
        if (area.anchor) own.anchor = rotated(*area.anchor, -direction_.base(), middle);
        std::vector<Point> points = lattice_positions(
            {.step = spacing_, .row_step = line_spacing_, .walk = RowWalk::one_way}, own);
        for (Point& p : points) p = rotated(p, direction_.base(), middle);
        return points;
    }
    Length pitch(const PatternArea&) const override { return mean_pitch(spacing_, line_spacing_); }
    Length minimum_distance() const override { return std::min(spacing_, line_spacing_); }

private:
    Length spacing_;
    Length line_spacing_;
    Angle direction_;
};

}  // namespace mesogrid::models
