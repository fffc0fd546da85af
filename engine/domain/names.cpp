#include <array>

#include "engine/domain/exposure.hpp"
#include "engine/domain/measured.hpp"
#include "engine/domain/prescription.hpp"

namespace mesogrid {
namespace {

std::string prefixed(Region region, const std::string& name) {
    return region == Region::whole ? name : std::string(to_text(region)) + "." + name;
}

}  // namespace

std::string_view to_text(ExposureQuantity quantity) {
    constexpr std::array<std::string_view, 9> words = {"nominal_areal_dose",
                                                       "areal_dose",
                                                       "areal_amount",
                                                       "areal_exposure",
                                                       "bound_dose",
                                                       "concentration",
                                                       "peak",
                                                       "auc",
                                                       "time_above"};
    return words[static_cast<std::size_t>(quantity)];
}

std::string_view to_text(Reduction reduction) {
    constexpr std::array<std::string_view, 3> words = {"depth_integral", "depth_mean", "depth_min"};
    return words[static_cast<std::size_t>(reduction)];
}

bool is_areal(ExposureQuantity quantity) {
    switch (quantity) {
        case ExposureQuantity::nominal_areal_dose:
        case ExposureQuantity::areal_dose:
        case ExposureQuantity::areal_amount:
        case ExposureQuantity::areal_exposure:
        case ExposureQuantity::bound_dose:
            return true;
        default:
            return false;
    }
}

Dimension dimension_of(ExposureQuantity quantity, Reduction reduction) {
    const Dimension depth = reduction == Reduction::depth_integral && !is_areal(quantity)
                                ? Dimension{.length = 1}
                                : Dimension{};
    switch (quantity) {
        case ExposureQuantity::areal_exposure:
            return {.length = -2, .time = 1, .amount = 1};
        case ExposureQuantity::concentration:
        case ExposureQuantity::peak:
            return Concentration::dimension + depth;
        case ExposureQuantity::auc:
            return Dimension{.length = -3, .time = 1, .amount = 1} + depth;
        case ExposureQuantity::time_above:
            return Duration::dimension + depth;
        default:
            return ArealDose::dimension;
    }
}

std::string_view to_text(Basis basis) {
    return basis == Basis::per_session ? "per_session" : "cumulative";
}

std::string_view to_text(Better better) {
    constexpr std::array<std::string_view, 3> words = {"higher", "lower", "none"};
    return words[static_cast<std::size_t>(better)];
}

std::string_view to_text(Region region) {
    constexpr std::array<std::string_view, 3> words = {"whole", "interior", "edge_band"};
    return words[static_cast<std::size_t>(region)];
}

std::string Measured::full_name() const { return prefixed(region, name); }

std::string Curve::full_name() const { return prefixed(region, name); }

}  // namespace mesogrid
