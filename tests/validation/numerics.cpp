#include <algorithm>

#include <fmt/format.h>

#include "tests/validation/cases.hpp"

/// Grid convergence of what is read.
namespace mesogrid::validation {
namespace {

/// GCI on the finest pair (mathematics.md 8): observed order where reasonable, else a factor 3 with
/// the formal order 1.
double gci(double coarse, double middle, double fine) {
    const double ratio = (middle - coarse) / (fine - middle);
    const double order = ratio > 0.0 ? std::log2(ratio) : 0.0;
    const bool reasonable = order >= 0.5 && order <= 2.5;
    const double factor = reasonable ? 1.25 : 3.0;
    return factor * std::abs(fine - middle) /
           (std::abs(fine) * (std::exp2(reasonable ? order : 1.0) - 1.0));
}

using Read = double (*)(const FormedFlow&);

void add_row(Sheet& sheet,
             const std::string& name,
             const std::string& reading,
             const FormedFlow* formed,
             Read read) {
    const double error = gci(read(formed[0]), read(formed[1]), read(formed[2]));
    sheet.rows.push_back({name,
                          reading,
                          digits(read(formed[0])),
                          digits(read(formed[1])),
                          digits(read(formed[2])),
                          digits(100.0 * error, 2) + " %",
                          error <= 0.03 ? "met" : "**missed**"});
}

/// Every reading of one case, on three grids.
void add_case(Sheet& sheet, const std::string& name, bool has_wheal, const FormedFlow* formed) {
    if (has_wheal) {
        add_row(sheet, name, "wheal diameter (mm)", formed, [](const FormedFlow& flow) {
            return flow.wheal_diameter.value_or(0.0);
        });
    }
    add_row(
        sheet, name, "outreach (mm)", formed, [](const FormedFlow& flow) { return flow.outreach; });
    add_row(sheet, name, "radius of 90 % handed over (mm)", formed, [](const FormedFlow& flow) {
        return flow.radius_90;
    });
    add_row(sheet, name, "mean tip pressure (kPa)", formed, [](const FormedFlow& flow) {
        return flow.mean_pressure;
    });
}

}  // namespace

void study_numerics(Report& report) {
    const std::vector<FlowCase> cases = {{.volume = 1.0, .rate = 1.0},
                                         {.volume = 20.0, .rate = 4.0},
                                         {.volume = 100.0, .rate = 10.0},
                                         {.volume = 50.0, .rate = 10.0, .depth = 3.5},
                                         {.volume = 2000.0, .rate = 100.0, .depth = 3.5}};
    const std::vector<std::string> names = {
        "1 uL in dermis", "20 uL in dermis", "100 uL in dermis", "50 uL in fat", "2 mL in fat"};
    std::vector<Asked> asked;
    for (const FlowCase& each : cases) {
        for (const int n : {14, 28, 56}) {
            asked.push_back({shipped_flow(fmt::format("cells = {}", n)), each});
        }
    }
    const std::vector<FormedFlow> formed = form_all(asked);
    Sheet sheet{.title = "Grid convergence",
                .columns = {"case", "reading", "14 cells", "28 (default)", "56", "GCI", "goal 3 %"},
                .rows = {}};
    for (std::size_t c = 0; c < cases.size(); ++c) {
        add_case(sheet, names[c], cases[c].depth < 1.0, &formed[3 * c]);
    }
    double worst = 0.0;
    for (const FormedFlow& flow : formed) {
        worst = std::max({worst, flow.fluid_error, flow.solute_error});
    }
    sheet.remark = fmt::format(
        "Cells over the radius within which the edges lie. Fluid and solute are off by less than "
        "{} of what was injected.",
        worst <= 1e-12 ? "1e-12" : digits(worst, 1));
    report.sheets.push_back(std::move(sheet));
}

}  // namespace mesogrid::validation
