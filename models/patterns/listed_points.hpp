#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/patterns/frame.hpp"
#include "models/patterns/irregular.hpp"

namespace mesogrid::models {

/// Punctures listed one by one, in the scenario or in a CSV file that may state depth and volume of
/// each.
class ListedPoints final : public Pattern {
public:
    static constexpr std::string_view name = "points";
    static constexpr std::string_view summary =
        "punctures listed one by one: points = [[x, y], …], or a CSV file with x, y, depth, volume";
    static constexpr std::string_view example() {
        return "kind = \"points\"\nfrom = \"centre\"\n"
               "points = [[\"0 mm\", \"0 mm\"], [\"5 mm\", \"0 mm\"], [\"0 mm\", \"4 mm\"]]\n";
    }
    static ListedPoints read(Params& params);

    /// `names`: what messages call each point.
    ListedPoints(std::vector<PatternPoint> points, std::vector<std::string> names, CountedFrom from)
        : points_(std::move(points)), names_(std::move(names)), from_(from) {}

    std::vector<PatternPoint> points(const PatternArea& area) const override;
    std::vector<Point> positions(const PatternArea& area) const override {
        return positions_of(points(area));
    }
    Length pitch(const PatternArea& area) const override {
        return area_per_point_inside(area.outline, positions(area));
    }
    Length minimum_distance() const override { return {}; }
    Filling filling() const override { return Filling::stated; }
    Anchoring anchoring() const override {
        return from_ == CountedFrom::centre ? Anchoring::taken : Anchoring::none;
    }
    std::string point_name(std::size_t index) const override { return names_[index]; }

private:
    std::vector<PatternPoint> points_;
    std::vector<std::string> names_;
    CountedFrom from_;
};

}  // namespace mesogrid::models
