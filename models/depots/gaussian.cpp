#include "models/depots/gaussian.hpp"

#include "engine/base/units.hpp"

#include "models/depots/gaussian_shape.hpp"
#include "models/depots/one_shape_per_class.hpp"

namespace mesogrid::models {
namespace {

constexpr QuantityKey<Length> sigma_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mm",
            .minimum = 0.01 * units::mm,
            .maximum = 20.0 * units::mm,
            .source = "stated by the protocol"};
}

}  // namespace

GaussianDepot GaussianDepot::read(Params& params) {
    const auto lateral = params.read_optional(
        sigma_key("sigma_lateral", "standard deviation along the skin; default: sigma"));
    const auto vertical = params.read_optional(
        sigma_key("sigma_vertical", "standard deviation in depth; default: sigma"));
    if (lateral && vertical) return {*lateral, *vertical};
    const Length sigma = params.read(sigma_key("sigma", "standard deviation in every direction"));
    return {lateral.value_or(sigma), vertical.value_or(sigma)};
}

std::string GaussianDepot::class_key(const Puncture& puncture,
                                     const FormationContext& context) const {
    return "gaussian " + write_number(lateral_sigma_.base()) + " " +
           write_number(vertical_sigma_.base()) + " " + write_number(puncture.depth.base()) + " " +
           write_number(context.tissue.thickness().base());
}

std::vector<Depot> GaussianDepot::form(std::span<const Puncture> punctures,
                                       std::size_t first,
                                       const FormationContext& context) const {
    return form_one_each(*this, punctures, first, context, [&](const Puncture& puncture) {
        return std::make_shared<const GaussianShape>(lateral_sigma_.base(),
                                                     vertical_sigma_.base(),
                                                     puncture.depth.base(),
                                                     context.tissue.thickness().base());
    });
}

}  // namespace mesogrid::models
