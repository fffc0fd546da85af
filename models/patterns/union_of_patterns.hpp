#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/patterns/irregular.hpp"
#include "models/patterns/own_delivery.hpp"

namespace mesogrid::models {

/// Several patterns one after the other, each with a depth and volume of its own if need be.
class UnionOfPatterns final : public Pattern {
public:
    static constexpr std::string_view name = "union";
    static constexpr std::string_view summary =
        "several patterns one after the other, each with its own depth and volume if need be";
    static constexpr std::string_view example() {
        return "kind = \"union\"\nleast_distance = \"2 mm\"\n"
               "parts = [{ kind = \"square\", spacing = \"10 mm\" },\n"
               "         { kind = \"rings\", spacing = \"8 mm\", depth = \"1 mm\", volume = \"5 "
               "uL\" "
               "}]\n";
    }
    static UnionOfPatterns read(Params& params);

    struct Part {
        std::shared_ptr<const Pattern> pattern;
        OwnDelivery own;
    };
    UnionOfPatterns(std::vector<Part> parts, Length least_distance)
        : parts_(std::move(parts)), least_distance_(least_distance) {}

    /// A point nearer than least_distance to one of an earlier part is left out; one that lies just
    /// as far away is kept.
    std::vector<PatternPoint> points(const PatternArea& area) const override;
    std::vector<Point> positions(const PatternArea& area) const override {
        return positions_of(points(area));
    }
    Length pitch(const PatternArea& area) const override {
        return area_per_point_inside(area.outline, positions(area));
    }
    Length minimum_distance() const override;
    Filling filling() const override { return Filling::places; }
    Anchoring anchoring() const override;
    std::string point_name(std::size_t index) const override {
        return "point " + std::to_string(index + 1) + " of the union";
    }

private:
    std::vector<Part> parts_;
    Length least_distance_;
};

}  // namespace mesogrid::models
