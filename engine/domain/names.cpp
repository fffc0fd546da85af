#include <array>
#include <cstddef>

#include "engine/base/contracts.hpp"
#include "engine/domain/delivery.hpp"
#include "engine/domain/exposure.hpp"
#include "engine/domain/measured.hpp"
#include "engine/domain/prescription.hpp"

/// The words that files and tables use for the values of the domain.
namespace mesogrid {
namespace {

template <class Value, std::size_t count>
std::string_view word(const std::array<std::string_view, count>& words, Value value) {
    const auto index = static_cast<std::size_t>(value);
    MESOGRID_EXPECTS(index < count);
    return words[index];
}

constexpr std::array<std::string_view, 9> kQuantities = {"nominal_areal_dose",
                                                         "areal_dose",
                                                         "areal_amount",
                                                         "areal_exposure",
                                                         "bound_dose",
                                                         "concentration",
                                                         "peak",
                                                         "auc",
                                                         "time_above"};
constexpr std::array<std::string_view, 4> kTechniqueWords = {"bolus", "line", "papule", "nappage"};
constexpr std::array<std::string_view, 3> kReductions = {
    "depth_integral", "depth_mean", "depth_min"};
constexpr std::array<std::string_view, 2> kBases = {"per_session", "cumulative"};
constexpr std::array<std::string_view, 3> kBetter = {"higher", "lower", "none"};
constexpr std::array<std::string_view, 3> kRegions = {"whole", "interior", "edge_band"};

/// Dimension of the quantity at a point of the tissue, or of an areal quantity as it is.
Dimension pointwise_dimension(ExposureQuantity quantity) {
    switch (quantity) {
        case ExposureQuantity::nominal_areal_dose:
        case ExposureQuantity::areal_dose:
        case ExposureQuantity::areal_amount:
        case ExposureQuantity::bound_dose:
            return ArealDose::dimension;
        case ExposureQuantity::areal_exposure:
            return ArealDose::dimension + Duration::dimension;
        case ExposureQuantity::concentration:
        case ExposureQuantity::peak:
            return Concentration::dimension;
        case ExposureQuantity::auc:
            return Concentration::dimension + Duration::dimension;
        case ExposureQuantity::time_above:
            break;
    }
    return Duration::dimension;
}

std::string prefixed(Region region, const std::string& name) {
    return region == Region::whole ? name : std::string(to_text(region)) + "." + name;
}

}  // namespace

std::string_view to_text(ExposureQuantity quantity) {
    return word(kQuantities, quantity);
}

std::string_view to_text(Reduction reduction) {
    return word(kReductions, reduction);
}

std::string_view to_text(Basis basis) {
    return word(kBases, basis);
}

std::string_view to_text(Technique technique) {
    return word(kTechniqueWords, technique);
}

std::string_view to_text(Better better) {
    return word(kBetter, better);
}

std::string_view to_text(Region region) {
    return word(kRegions, region);
}

bool is_areal(ExposureQuantity quantity) {
    switch (quantity) {
        case ExposureQuantity::nominal_areal_dose:
        case ExposureQuantity::areal_dose:
        case ExposureQuantity::areal_amount:
        case ExposureQuantity::areal_exposure:
        case ExposureQuantity::bound_dose:
            return true;
        case ExposureQuantity::concentration:
        case ExposureQuantity::peak:
        case ExposureQuantity::auc:
        case ExposureQuantity::time_above:
            break;
    }
    return false;
}

Dimension dimension_of(ExposureQuantity quantity, Reduction reduction) {
    const Dimension pointwise = pointwise_dimension(quantity);
    const bool integrate = !is_areal(quantity) && reduction == Reduction::depth_integral;
    return integrate ? pointwise + Length::dimension : pointwise;
}

std::string Measured::full_name() const {
    return prefixed(region, name);
}

std::string Curve::full_name() const {
    return prefixed(region, name);
}

}  // namespace mesogrid
