#pragma once

#include <optional>
#include <string>

#include "engine/base/amount.hpp"
#include "engine/domain/exposure.hpp"

namespace mesogrid {

enum class Basis { per_session, cumulative };
std::string_view to_text(Basis basis);

/// What dose a point of the target needs, in which words; belongs to one quantity, solute, layer
/// and basis and is never scaled by the number of sessions.
struct Prescription {
    std::string solute;
    ExposureQuantity quantity = ExposureQuantity::auc;
    std::string layer;
    Reduction reduction = Reduction::depth_mean;
    Duration at;                 ///< infinite where an integral runs until everything is cleared
    double level = 0.0;          ///< of time_above, base units of the reduced concentration
    double threshold = 0.0;      ///< base units of the quantity
    AmountLabel label;           ///< of the threshold's amount
    std::string threshold_unit;  ///< as written, for reports
    Basis basis = Basis::per_session;
    std::string footing = "none";  ///< source of the threshold, or "none": illustrative

    bool illustrative() const { return footing == "none"; }
};

}  // namespace mesogrid
