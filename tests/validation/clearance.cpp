#include <numbers>

#include <fmt/format.h>

#include "models/clearance/by_molar_mass.hpp"
#include "models/clearance/hyaluronan.hpp"

#include "tests/validation/cases.hpp"

/// T8: size-ordered clearance. It does not depend on the depot: both rungs share the answer.
namespace mesogrid::validation {
namespace {

double half_life(double kilodalton, LayerKind kind) {
    const Solute solute{.name = "solute", .molar_mass = kilodalton * 1000.0 * units::dalton};
    const Layer layer{.name = "layer", .kind = kind};
    return std::numbers::ln2 / models::ClearanceByMolarMass{}.rate(solute, layer).base() / 3600.0;
}

void judge_insulins(Report& report) {
    struct Insulin {
        const char* name;
        double mass;
        double observed;
    };
    const std::vector<Insulin> series = {
        {"monomer", 5.8, 1.03}, {"dimer", 11.6, 1.57}, {"hexamer", 35.0, 3.35}};
    double before = 0.0;
    bool ordered = true;
    for (const Insulin& insulin : series) {
        const double hours = half_life(insulin.mass, LayerKind::hypodermis);
        ordered = ordered && hours > before;
        before = hours;
        add_to_both(report,
                    std::string("T8 ") + insulin.name,
                    "half-life of insulin in subcutis",
                    digits(insulin.observed, 3) + " h",
                    "within a factor 1.5",
                    "validation",
                    within(hours, insulin.observed / 1.5, insulin.observed * 1.5, "h"));
    }
    add_to_both(report,
                "T8 order",
                "monomer, dimer, hexamer",
                "ordered by size",
                "exact",
                "validation",
                {ordered ? "ordered" : "not ordered", ordered});
}

}  // namespace

void judge_clearance(Report& report) {
    judge_insulins(report);
    add_to_both(report,
                "T8 150 kDa",
                "half-life in dermis",
                "about 12 h",
                "within a factor 1.5",
                "input (calibration of the clearance groups)",
                {digits(half_life(150.0, LayerKind::dermis), 3) + " h (input)", std::nullopt});
    const Layer fat{.name = "hypodermis", .kind = LayerKind::hypodermis};
    const double free_ha =
        std::numbers::ln2 / models::FreeHyaluronanClearance{}.rate({}, fat).base() / 3600.0;
    add_to_both(report,
                "T8 HA",
                "half-life of free hyaluronan",
                "12 to 24 h",
                "within a factor 1.5",
                "input (calibration of the clearance groups)",
                {digits(free_ha, 3) + " h (input)", std::nullopt});
    add_to_both(report,
                "T8 HA lag",
                "slow for a day at 10 mg/mL and more",
                "about 24 h",
                "a lag",
                "validation",
                {"none: clearance that saturates is not in these runs", false});
}

}  // namespace mesogrid::validation
