#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/patterns/irregular.hpp"

namespace mesogrid::models {

/// Points a protocol names by the anatomy ("zygoma", "angle of the jaw"), each at shares of the
/// outline's width and height, so that one protocol fits outlines of any size.
class NamedPoints final : public Pattern {
public:
    static constexpr std::string_view name = "named-points";
    static constexpr std::string_view summary =
        "named places at shares of the outline's width and height, on one or both sides";
    static constexpr std::string_view example() {
        return "kind = \"named-points\"\nwithin = \"outline\"\nsides = \"both\"\n"
               "points = [{ name = \"zygoma\", at = [\"20 %\", \"80 %\"] },\n"
               "          { name = \"jaw\", at = [\"15 %\", \"15 %\"], depth = \"1 mm\" }]\n";
    }
    static NamedPoints read(Params& params);

    /// What the shares are of.
    enum class Within {
        box,      ///< width and height of the outline's bounding box
        outline,  ///< height of the box, and width of the outline at that height
    };
    struct Named {
        std::string name;
        Point at;  ///< shares, from the lower left
        std::optional<Length> depth;
        std::optional<Volume> volume;
    };
    NamedPoints(std::vector<Named> named, Within within)
        : named_(std::move(named)), within_(within) {}

    std::vector<PatternPoint> points(const PatternArea& area) const override;
    std::vector<Point> positions(const PatternArea& area) const override {
        return positions_of(points(area));
    }
    Length pitch(const PatternArea& area) const override {
        return area_per_point_inside(area.outline, positions(area));
    }
    Length minimum_distance() const override { return {}; }
    Filling filling() const override { return Filling::stated; }
    Anchoring anchoring() const override { return Anchoring::none; }
    std::string point_name(std::size_t index) const override {
        return "\"" + named_[index].name + "\"";
    }

private:
    std::vector<Named> named_;
    Within within_;
};

}  // namespace mesogrid::models
