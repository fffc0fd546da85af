#include "models/patterns/frame.hpp"

namespace mesogrid::models {

CountedFrom read_counted_from(Params& params) {
    return static_cast<CountedFrom>(params.read(
        ChoiceKey{.name = "from",
                  .meaning = "what coordinates count from: the scenario's origin, or the centre of "
                             "the outline's bounding box (the anchor where there is one)",
                  .words = {"origin", "centre"},
                  .fallback = 0,
                  .source = "coordinates as those of a polygon or SVG outline"}));
}

Point counting_point(CountedFrom from, const PatternArea& area) {
    if (from == CountedFrom::origin) return {};
    return area.anchor.value_or(area.outline.bounding_box().centre());
}

std::vector<Point> to_points(const std::vector<std::vector<Length>>& pairs) {
    std::vector<Point> points;
    points.reserve(pairs.size());
    for (const auto& pair : pairs) points.push_back({pair[0].base(), pair[1].base()});
    return points;
}

}  // namespace mesogrid::models
