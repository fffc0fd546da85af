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

}  // namespace

void study_numerics(Report& report) {
    const std::vector<FlowCase> cases = {{.volume = 20.0, .rate = 4.0},
                                         {.volume = 100.0, .rate = 10.0},
                                         {.volume = 50.0, .rate = 10.0, .depth = 3.5}};
    const std::vector<std::string> names = {"20 uL in dermis", "100 uL in dermis", "50 uL in fat"};
    const std::vector<int> cells = {14, 28, 56};
    std::vector<Asked> asked;
    for (const FlowCase& each : cases) {
        for (const int n : cells)
            asked.push_back({shipped_flow(fmt::format("cells = {}", n)), each});
    }
    const std::vector<FormedFlow> formed = form_all(asked);
    Sheet sheet{.title = "Grid convergence",
                .columns = {"case", "reading", "14 cells", "28 (default)", "56", "GCI", "goal 3 %"},
                .rows = {}};
    double worst_fluid = 0.0;
    double worst_solute = 0.0;
    for (std::size_t c = 0; c < cases.size(); ++c) {
        const auto add = [&](const std::string& reading, auto&& read) {
            const double f[] = {
                read(formed[3 * c]), read(formed[3 * c + 1]), read(formed[3 * c + 2])};
            const double error = gci(f[0], f[1], f[2]);
            sheet.rows.push_back({names[c],
                                  reading,
                                  digits(f[0]),
                                  digits(f[1]),
                                  digits(f[2]),
                                  digits(100.0 * error, 2) + " %",
                                  error <= 0.03 ? "met" : "**missed**"});
        };
        if (cases[c].depth < 1.0) {
            add("wheal diameter (mm)",
                [](const FormedFlow& flow) { return flow.wheal_diameter.value_or(0.0); });
        }
        add("outreach (mm)", [](const FormedFlow& flow) { return flow.outreach; });
        add("mean tip pressure (kPa)", [](const FormedFlow& flow) { return flow.mean_pressure; });
        for (std::size_t n = 0; n < 3; ++n) {
            worst_fluid = std::max(worst_fluid, formed[3 * c + n].fluid_error);
            worst_solute = std::max(worst_solute, formed[3 * c + n].solute_error);
        }
    }
    sheet.remark = fmt::format(
        "Cells over the radius within which the edges lie. Fluid and solute are off by less than "
        "{} "
        "of what was injected.",
        worst_fluid <= 1e-12 && worst_solute <= 1e-12 ? "1e-12" : "1e-9");
    report.sheets.push_back(std::move(sheet));
}

}  // namespace mesogrid::validation
