#include "app/list_start.hpp"

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/domain/exposure.hpp"

/// What someone needs who writes a first scenario.
namespace mesogrid::app {
namespace {

using enum ExposureQuantity;

struct QuantityLine {
    ExposureQuantity quantity;
    std::string_view meaning;
    std::string_view needs;
    const char* unit;  ///< of a threshold, for a solute that counts ug and depth_mean
};

constexpr QuantityLine kQuantityLines[] = {
    {nominal_areal_dose, "what is asked over the target's area, all layers, no leak", "", "mg/cm2"},
    {areal_dose, "amount per area in the layer at the end of injection", "", "ug/mm2"},
    {areal_amount, "amount per area in the layer at a time", "at", "ug/mm2"},
    {areal_exposure,
     "integral of the amount per area over time",
     "at, or until_cleared = true",
     "ug s/mm2"},
    {bound_dose, "what the layer takes up per area", "at, or until_cleared = true", "ug/mm2"},
    {concentration, "amount per tissue volume at a time", "at; reduce", "ug/mm3"},
    {peak, "highest concentration until a time", "at; reduce", "ug/mm3"},
    {auc,
     "integral of the concentration over time",
     "at, or until_cleared = true; reduce",
     "ug s/mm3"},
    {time_above, "time with more than a concentration", "at and level; reduce", "min"},
};

}  // namespace

const std::vector<ListTopic>& topics() {
    static const std::vector<ListTopic> kTopics = {
        {"example", "a complete scenario to begin with"},
        {"keys", "every key of a scenario; `list keys pattern` those of one table"},
        {"quantities", "what a prescription can judge, with the unit of its threshold"},
        {"patterns", "where punctures go, each with a table to copy"},
        {"depots", "what a puncture leaves behind, each with a table to copy"},
        {"tissues", "sites of the body and their layers"},
        {"products", "generic products and their solutes"},
        {"techniques", "what one insertion does"},
        {"devices", "what drives the product"},
        {"operators", "errors of the hand, for ensembles"},
        {"clearance", "how solutes are cleared"},
        {"diffusion", "how solutes spread"},
        {"metrics", "what is measured"},
        {"parameters", "every number the program ships with"},
        {"units", "names of units"},
    };
    return kTopics;
}

std::string topics_text() {
    std::string text = "mesogrid list TOPIC\n";
    for (const ListTopic& topic : topics()) {
        text += fmt::format("  {:<12} {}\n", topic.name, topic.shows);
    }
    return text +
           "\nA first scenario:\n"
           "  mesogrid list example > first.toml\n"
           "  mesogrid check first.toml\n"
           "  mesogrid run first.toml\n";
}

std::string_view starter_scenario() {
    return R"(# Does a 5 mm grid of 20 uL reach the dermis of a cheek evenly?
schema = 1
name   = "cheek, 5 mm square grid"
source = "my own plan"

[target]
site    = "cheek"             # mesogrid list tissues; its layers are used
outline = { rectangle = ["50 mm", "40 mm"] }  # or ellipse, polygon, svg; holes
layer   = "dermis"            # the layer to be reached
edge    = "clip"              # the border: clip, inset, bleed, redistribute

[product]
use = "ascorbate"             # mesogrid list products; or solutes, or mix

[delivery]
technique = "bolus"           # mesogrid list techniques
device    = "syringe"         # mesogrid list devices
depth     = "1 mm"            # vertical, of the outlet; or needle and angle
volume    = "20 uL"           # per puncture

[pattern]
kind    = "square"            # mesogrid list patterns
spacing = "5 mm"

[depot]
kind = "swollen-lens"         # mesogrid list depots

[prescription]
solute    = "ascorbate"       # a solute of the product
quantity  = "areal_dose"      # mesogrid list quantities
threshold = "40 ug/mm2"       # half of 20 uL x 100 mg/mL over 5 mm x 5 mm
basis     = "per_session"     # or cumulative
footing   = "none"            # the threshold's source; none: illustrative

[schedule]
sessions = 4
interval = "7 d"              # or intervals; shifts, rotations, duration
)";
}

std::string quantities_text() {
    std::string text;
    for (const QuantityLine& line : kQuantityLines) {
        text += fmt::format("{}\n  {}\n  threshold as \"1 {}\"; needs: {}\n",
                            to_text(line.quantity),
                            line.meaning,
                            line.unit,
                            line.needs.empty() ? "nothing more" : line.needs);
    }
    return text +
           "\nUnits are those of a solute that counts ug; U, MU and uL of product take its place. "
           "`reduce` makes\none number of a layer's depth: depth_mean (default), depth_min, or "
           "depth_integral, whose threshold\nhas one mm less in the denominator.\n";
}

}  // namespace mesogrid::app
