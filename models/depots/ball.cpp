#include "models/depots/ball.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/units.hpp"

#include "models/depots/ball_shape.hpp"
#include "models/depots/one_shape_per_class.hpp"

namespace mesogrid::models {
namespace {

/// A puncture that delivers nothing still has a shape; this radius keeps it finite, mm.
constexpr double kSmallestRadius = 1e-3;

}  // namespace

Length BallDepot::radius(const Puncture& puncture) const {
    const double volume = puncture.volume_delivered().base();
    const double cube = 3.0 * volume / (4.0 * std::numbers::pi * share_);
    return Length::from_base(std::max(kSmallestRadius, std::cbrt(cube)));
}

std::string BallDepot::class_key(const Puncture& puncture, const FormationContext& context) const {
    return "ball " + write_number(radius(puncture).base()) + " " +
           write_number(puncture.depth.base()) + " " +
           write_number(context.tissue.thickness().base());
}

std::vector<Depot> BallDepot::form(std::span<const Puncture> punctures,
                                   std::size_t first,
                                   const FormationContext& context) const {
    return form_one_each(*this, punctures, first, context, [&](const Puncture& puncture) {
        return std::make_shared<const BallShape>(
            radius(puncture).base(), puncture.depth.base(), context.tissue.thickness().base());
    });
}

}  // namespace mesogrid::models
