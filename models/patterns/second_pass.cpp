#include "models/patterns/second_pass.hpp"

#include <numbers>

#include "models/patterns/frame.hpp"
#include "models/patterns/sub_pattern.hpp"

namespace mesogrid::models {

SecondPass SecondPass::read(Params& params) {
    auto inner = read_sub_pattern(params, "of", "the pattern of both passes");
    const auto pair = params.read_list(
        coordinate_key("shift", "of the second pass [x, y]; default half the pitch in x and y"),
        2,
        2);
    std::optional<Point> shift;
    if (pair.size() == 2) shift = Point{pair[0].base(), pair[1].base()};
    if (shift == Point{}) {
        params.fault("shift", 206, "the second pass would meet the first", "not 0 mm, 0 mm");
    }
    return {std::move(inner), shift};
}

std::vector<PatternPoint> SecondPass::points(const PatternArea& area) const {
    const double half = 0.5 * inner_->pitch(area).base();
    const Point shift = shift_.value_or(Point{half, half});
    std::vector<PatternPoint> points = inner_->points(area);
    const std::size_t count = points.size();
    require_few(2.0 * static_cast<double>(count));
    points.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        points.push_back(points[i]);
        points.back().position = points.back().position + shift;
    }
    return points;
}

Length SecondPass::pitch(const PatternArea& area) const {
    return (1.0 / std::numbers::sqrt2) * inner_->pitch(area);
}

}  // namespace mesogrid::models
