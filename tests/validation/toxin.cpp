#include <fmt/format.h>

#include "engine/format/toml.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

#include "tests/validation/cases.hpp"

/// T7: the area over which a toxin reaches its threshold. One puncture in the dermis of the
/// forehead; 150 kDa; bound dose within 14 d against 2.5 MU/cm2.
namespace mesogrid::validation {
namespace {

constexpr double kOutlineArea = 1600.0;

/// Area where the bound dose reaches 2.5 MU/cm2, mm2.
double effect_area(const std::string& depot, double units, double volume) {
    const std::string text = fmt::format(R"(
schema = 1
name = "one point"
[target]
site = "forehead"
outline = {{ rectangle = ["40 mm", "40 mm"] }}
layer = "dermis"
[product]
solutes = [{{ name = "toxin", concentration = "{:.12g} MU/mL", molar_mass = "150 kDa", clears_as = "by-molar-mass" }}]
[pattern]
kind = "points"
points = [["0 mm", "0 mm"]]
[delivery]
depth = "0.7 mm"
volume = "{} uL"
[depot]
kind = "{}"
[prescription]
solute = "toxin"
quantity = "bound_dose"
layer = "dermis"
at = "14 d"
threshold = "2.5 MU/cm2"
basis = "per_session"
footing = "stated"
)",
                                         units / volume * 1000.0,
                                         volume,
                                         depot);
    Params params(parse_toml(text, "toxin"));
    const Scenario scenario = read_scenario(params, models::catalogs(), "toxin");
    const RunResult result = simulate(scenario);
    return result.measure("coverage")->value.value() / 100.0 * kOutlineArea;
}

struct Halo {
    double half = 0.0;
    double whole = 0.0;
    double twice = 0.0;
    double five_fold = 0.0;  ///< in five times the volume
};

Halo halo_of(const std::string& depot) {
    return {effect_area(depot, 3.75, 50.0),
            effect_area(depot, 7.5, 50.0),
            effect_area(depot, 15.0, 50.0),
            effect_area(depot, 7.5, 250.0)};
}

Answer diameter(const Halo& halo) {
    return within(std::sqrt(4.0 * halo.whole / M_PI) / 10.0, 1.0, 2.0, "cm");
}

Answer linearity(const Halo& halo) {
    const double down = halo.half / halo.whole;
    const double up = halo.twice / halo.whole;
    return {fmt::format("{} / 1 / {} at half and double dose", digits(down, 3), digits(up, 3)),
            std::abs(down - 0.5) <= 0.125 && std::abs(up - 2.0) <= 0.5};
}

Answer weaker(const Halo& halo) {
    if (halo.five_fold == 0.0) return {"five times the volume: no effect anywhere", false};
    const double by_volume = std::log(halo.five_fold / halo.whole) / std::log(5.0);
    const double by_dose = std::log(halo.twice / halo.half) / std::log(4.0);
    return {
        fmt::format("exponent {} of volume, {} of dose", digits(by_volume, 2), digits(by_dose, 2)),
        std::abs(by_volume) < by_dose};
}

}  // namespace

void judge_toxin(Report& report) {
    const Halo lens = halo_of("swollen-lens");
    const Halo flow = halo_of("opening-flow");
    Answer flow_halo = diameter(flow);
    flow_halo.value +=
        " (" +
        diameter({.whole = effect_area("opening-flow\"\nhand_over = \"0 s", 7.5, 50.0)}).value +
        " were the profile taken at the end of the injection)";
    report.observations.push_back({"T7 halo",
                                   "halo of 7.5 MU (3 U ona) in 50 uL, diameter",
                                   "ring up to about 2 cm",
                                   "1 to 2 cm",
                                   "validation (threshold 2.5 MU/cm2 is an input; flow: time of "
                                   "hand-over chosen with knowledge of it)",
                                   diameter(lens),
                                   flow_halo});
    report.observations.push_back(
        {"T7 dose",
         "effect area against dose",
         "dose decides",
         "linear within 25 %",
         "validation (flow: time of hand-over chosen with knowledge of it)",
         linearity(lens),
         linearity(flow)});
    report.observations.push_back(
        {"T7 volume",
         "effect of volume against that of dose",
         "5 x volume: about 1.5 x area",
         "weaker than dose",
         "validation (flow: time of hand-over chosen with knowledge of it)",
         weaker(lens),
         weaker(flow)});
}

}  // namespace mesogrid::validation
