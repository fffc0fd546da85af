#pragma once

#include <string_view>
#include <vector>

#include "models/patterns/irregular.hpp"

namespace mesogrid::models {

/// Rays of punctures from one point of entry.
class Fan final : public Pattern {
public:
    static constexpr std::string_view name = "fan";
    static constexpr std::string_view summary =
        "rays of punctures that spread from one point of entry (the anchor, or a place of the box)";
    static constexpr std::string_view example() {
        return "kind = \"fan\"\nspacing = \"5 mm\"\nrays = 7\nopening = \"120 deg\"\n"
               "direction = \"90 deg\"\nentry = [\"50 %\", \"0 %\"]\n";
    }
    static Fan read(Params& params);

    struct Shape {
        Length spacing;
        int rays = 2;
        Angle opening;
        Angle direction;  ///< of the middle ray
        Point entry;      ///< share of the bounding box's width and height
    };
    explicit Fan(const Shape& shape) : shape_(shape) {}

    /// Ray by ray from the clockwise end, each outwards; the first puncture of a ray is one spacing
    /// from the entry, the last one in the bounding box and its overhang.
    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea& area) const override {
        return area_per_point_inside(area.outline, positions(area));
    }
    Length minimum_distance() const override;
    Filling filling() const override { return Filling::places; }

private:
    /// Angle from ray to ray; a full circle is shared without a ray twice.
    double step() const;

    Shape shape_;
};

}  // namespace mesogrid::models
