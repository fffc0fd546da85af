#include <algorithm>
#include <iostream>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/depot_columns.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/simulate.hpp"

#include "tests/run_depots/small_protocol.hpp"
#include "tests/support/transport_case.hpp"

/// Depots that are solved together, from the scenario to its result.
namespace mesogrid {
namespace {

using support::read_protocol;
using support::small_protocol;
using testing::Contains;
using testing::HasSubstr;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error("no " + what);
    return text.replace(at, what.size(), by);
}

/// Two punctures that meet, asked for the exposure of the dermis over an hour.
Scenario two_that_merge() {
    std::string text = small_protocol("depth = \"0.7 mm\"\nvolume = \"5 uL\"",
                                      "kind = \"opening-flow\"\ncells = 10\nmerging = true");
    text = replaced(text, R"("12 mm", "12 mm")", R"("10 mm", "8 mm")");
    text =
        replaced(text,
                 "kind = \"square\"\nspacing = \"6 mm\"",
                 "kind = \"points\"\npoints = [[\"-0.8 mm\", \"0 mm\"], [\"0.8 mm\", \"0 mm\"]]");
    text = replaced(text, "\"1 ug/mm2\"", "\"1 ug h/mm2\"");
    return read_protocol(
        replaced(text, "quantity = \"areal_dose\"", "quantity = \"areal_exposure\"\nat = \"1 h\""));
}

double amount(const Map& map) {
    return map.raster.cell_area() * std::accumulate(map.values.begin(), map.values.end(), 0.0);
}

/// Of each puncture what was read of it, and not what would be missing without it.
void expect_columns(const RunResult& result) {
    EXPECT_THAT(result.notes, Contains(HasSubstr("depots merged: 2 of 2 punctures")));
    EXPECT_THAT(result.notes, testing::Not(Contains(HasSubstr("superposed"))));
    const auto& columns = result.punctures.columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        for (const auto& row : result.punctures.rows) {
            if (columns[c].name == "marginal_coverage") {
                EXPECT_FALSE(row[c]);
            }
            if (columns[c].name == "peak_pressure" || columns[c].name == "wheal_diameter") {
                EXPECT_GT(row[c].value_or(0.0), 1.0) << columns[c].name;
            }
            if (columns[c].name == "share_dermis") {
                EXPECT_GT(row[c].value_or(0.0), 0.9);
            }
        }
    }
}

/// The solvers share the depots and nothing of how they carry them.
TEST(MergedRun, IsCarriedAlikeByBothSolvers) {
    Scenario scenario = two_that_merge();
    const RunResult spectral = simulate(scenario);
    scenario.numerics.solver = Solver::grid;
    scenario.numerics.step = Length::from_base(spectral.dose.raster.spacing);
    const RunResult grid = simulate(scenario);
    ASSERT_EQ(grid.dose.values.size(), spectral.dose.values.size());
    const double differ = support::relative_l2(grid.dose.values, spectral.dose.values);
    std::cout << "cells of " << spectral.dose.raster.spacing << " mm: exposures differ by "
              << differ << ", in all by " << amount(grid.dose) / amount(spectral.dose) - 1.0
              << '\n';
    EXPECT_LT(differ, 2e-3);
    EXPECT_NEAR(amount(grid.dose), amount(spectral.dose), 1e-3 * amount(spectral.dose));
    EXPECT_LT(spectral.ledger.mass_balance_error(), 1e-10);
    EXPECT_LT(grid.ledger.mass_balance_error(), 1e-10);
    expect_columns(spectral);
}

}  // namespace
}  // namespace mesogrid
