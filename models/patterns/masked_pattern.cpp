#include "models/patterns/masked_pattern.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/patterns/sub_pattern.hpp"

namespace mesogrid::models {

MaskedPattern MaskedPattern::read(Params& params) {
    const auto keep = static_cast<Keep>(params.read(ChoiceKey{
        .name = "keep", .meaning = "which side of the polygon", .words = {"inside", "outside"}}));
    const auto corners = params.read_points(
        coordinate_key("polygon", "the corners of the mask [[x, y], …]"), 2, 3, 10000);
    Outline mask;
    if (!params.has("polygon")) params.fault("", 208, "the mask has no polygon", "polygon");
    try {
        if (!corners.empty()) mask = Outline::polygon(to_points(corners));
    } catch (const std::invalid_argument& problem) {
        params.fault("polygon", 306, problem.what());
    }
    const CountedFrom from = read_counted_from(params);
    auto inner = read_sub_pattern(params, "of", "the pattern behind the mask");
    return {std::move(inner), std::move(mask), keep, from};
}

std::vector<PatternPoint> MaskedPattern::points(const PatternArea& area) const {
    const Point zero = counting_point(from_, area);
    std::vector<PatternPoint> kept = inner_->points(area);
    std::erase_if(kept, [&](const PatternPoint& point) {
        return mask_.contains(point.position - zero) != (keep_ == Keep::inside);
    });
    return kept;
}

}  // namespace mesogrid::models
