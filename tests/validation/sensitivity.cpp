#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "models/data/parameters.hpp"

#include "tests/validation/cases.hpp"

/// Which parameters move the wheal's diameter and coverage most, one at a time over their ranges.
namespace mesogrid::validation {
namespace {

struct Input {
    std::string name;
    const char* table;  ///< "" for [depot] itself
    const char* key;
    const char* row;
    const char* place;
};

/// Ranges of parameters.csv; a missing bound leaves the value.
const std::vector<Input> kInputs = {
    {"modulus of dermis", "dermis", "modulus", "confined_modulus", "dermis"},
    {"permeability of dermis", "dermis", "permeability", "permeability_k0", "dermis"},
    {"permeability exponent of dermis",
     "dermis",
     "permeability_exponent",
     "permeability_exponent_m",
     "dermis"},
    {"opening pressure of dermis", "dermis", "opening_pressure", "opening_pressure", "dermis"},
    {"rim conductance",
     "",
     "interface_conductance",
     "interface_conductance_LI",
     "dermis/hypodermis"},
    {"permeability of hypodermis", "hypodermis", "permeability", "permeability_k0", "hypodermis"},
    {"modulus of hypodermis", "hypodermis", "modulus", "confined_modulus", "hypodermis"},
    {"outlet radius", "", "outlet_radius", "outlet_radius", "needle"},
    {"viscosity", "", "viscosity", "viscosity_aqueous", "all"}};

/// Share of a 5 mm square pattern where the injectate per area reaches four fifths of its mean.
double coverage(const FormedFlow& flow) {
    constexpr double kPitch = 5.0;
    constexpr int kPoints = 100;
    const double threshold = 0.8 * flow.carried / (kPitch * kPitch);
    const auto density = [&](double r) {
        const auto above = std::upper_bound(flow.radii.begin(), flow.radii.end(), r);
        return above == flow.radii.end()
                   ? 0.0
                   : flow.carried *
                         flow.areal_share[static_cast<std::size_t>(above - flow.radii.begin()) - 1];
    };
    int reached = 0;
    for (int i = 0; i < kPoints; ++i) {
        for (int j = 0; j < kPoints; ++j) {
            const double x = kPitch * (i + 0.5) / kPoints;
            const double y = kPitch * (j + 0.5) / kPoints;
            double sum = 0.0;
            for (int a = -1; a <= 2; ++a) {
                for (int b = -1; b <= 2; ++b) {
                    sum += density(std::hypot(x - kPitch * a, y - kPitch * b));
                }
            }
            if (sum >= threshold) ++reached;
        }
    }
    return 100.0 * reached / (kPoints * kPoints);
}

OpeningFlowSettings with(const Input& input, const std::string& value, const std::string& unit) {
    const std::string written = unit == "1" ? value : "\"" + value + " " + unit + "\"";
    const std::string line = std::string(input.key) + " = " + written + "\n";
    return shipped_flow("cells = 20\nhand_over = \"1 h\"\n" +
                        (*input.table ? "[" + std::string(input.table) + "]\n" + line : line));
}

/// What is varied, with the injections at the low and the high end of each range; the first one is
/// as shipped.
struct Plan {
    std::vector<std::string> names;
    std::vector<std::string> ranges;
    std::vector<Asked> asked;

    void add(const std::string& name, const std::string& range, FlowCase low, FlowCase high) {
        names.push_back(name);
        ranges.push_back(range);
        asked.push_back({asked[0].settings, std::move(low)});
        asked.push_back({asked[0].settings, std::move(high)});
    }
};

FlowCase of_porosity(double porosity) {
    FlowCase flow;
    flow.skin.tissue.layers[1].porosity = porosity;
    return flow;
}

Plan plan_of_inputs() {
    Plan plan{.asked = {{shipped_flow("cells = 20\nhand_over = \"1 h\""), {}}}};
    for (const Input& input : kInputs) {
        const Parameter& data = models::parameters().at(input.row, input.place);
        plan.names.push_back(input.name);
        plan.ranges.push_back(data.range() + "; grade " + to_text(data.grade));
        for (const std::string& bound : {data.low, data.high}) {
            plan.asked.push_back({with(input, bound.empty() ? data.value : bound, data.unit), {}});
        }
    }
    plan.add("thickness of dermis (cheek)",
             "0.9 mm to 1.7 mm; grade E",
             {.depth = 0.55, .skin = porous_skin(0.9)},
             {.depth = 0.9, .skin = porous_skin(1.7)});
    plan.add("rate of a papule", "1 uL/s to 10 uL/s; grade E", {.rate = 1.0}, {.rate = 10.0});
    plan.add("porosity of dermis", "0.3 to 0.5; grade C", of_porosity(0.3), of_porosity(0.5));
    plan.add(
        "volume by hand (CV 20 %)", "16 uL to 24 uL; grade E", {.volume = 16.0}, {.volume = 24.0});
    return plan;
}

struct Moved {
    std::size_t index = 0;
    std::array<double, 2> diameter{};
    std::array<double, 2> coverage{};
    double most = 0.0;
};

/// Most moving first.
std::vector<Moved> moved_by(const std::vector<FormedFlow>& formed) {
    const double diameter = formed[0].wheal_diameter.value_or(0.0);
    const double covered = coverage(formed[0]);
    std::vector<Moved> list((formed.size() - 1) / 2);
    for (std::size_t i = 0; i < list.size(); ++i) {
        Moved& m = list[i];
        m.index = i;
        for (std::size_t side = 0; side < 2; ++side) {
            const FormedFlow& flow = formed[1 + 2 * i + side];
            m.diameter[side] = flow.wheal_diameter.value_or(0.0);
            m.coverage[side] = coverage(flow);
            m.most = std::max({m.most,
                               std::abs(m.diameter[side] / diameter - 1.0),
                               std::abs(m.coverage[side] / covered - 1.0)});
        }
    }
    std::stable_sort(
        list.begin(), list.end(), [](const Moved& a, const Moved& b) { return a.most > b.most; });
    return list;
}

}  // namespace

void study_sensitivity(Report& report) {
    const Plan plan = plan_of_inputs();
    const std::vector<FormedFlow> formed = form_all(plan.asked);
    Sheet sheet{
        .title = "Sensitivity of 20 uL in cheek dermis",
        .columns = {"parameter", "range", "wheal at low / high (mm)", "coverage at low / high (%)"},
        .rows = {}};
    for (const Moved& m : moved_by(formed)) {
        sheet.rows.push_back({plan.names[m.index],
                              plan.ranges[m.index],
                              digits(m.diameter[0], 3) + " / " + digits(m.diameter[1], 3),
                              digits(m.coverage[0], 3) + " / " + digits(m.coverage[1], 3)});
    }
    sheet.remark = fmt::format(
        "One at a time, most moving first: the first five move wheal and coverage most. Shipped: "
        "{} mm and {} %. Coverage: share of\na 5 mm square pattern where the injectate per area "
        "reaches four fifths of its mean, handed over an hour after the injection.",
        digits(formed[0].wheal_diameter.value_or(0.0), 3),
        digits(coverage(formed[0]), 3));
    report.sheets.push_back(std::move(sheet));
}

}  // namespace mesogrid::validation
