#include "engine/run/depot_columns.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/run/simulate.hpp"

#include "tests/run_depots/small_protocol.hpp"

namespace mesogrid {
namespace {

using support::read_protocol;
using support::small_protocol;
using testing::Contains;
using testing::HasSubstr;

RunResult run(const std::string& text) {
    return simulate(read_protocol(text));
}

std::optional<double> cell(const RunResult& result, const std::string& column) {
    const auto& columns = result.punctures.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == column) return result.punctures.rows.front().at(i);
    }
    ADD_FAILURE() << "no column " << column;
    return std::nullopt;
}

TEST(DepotColumns, TellTheLensOfEachPuncture) {
    const RunResult result = run(small_protocol("depth = \"0.7 mm\"\nvolume = \"20 uL\""));
    EXPECT_NEAR(*cell(result, "depot_volume"), 44.31, 5e-3);  // models.md 2.1
    EXPECT_NEAR(*cell(result, "wheal_diameter"), 5.0, 1e-12);
    EXPECT_NEAR(*cell(result, "spread_radius"), 2.5 * std::sqrt(0.2), 1e-6);
    EXPECT_NEAR(*cell(result, "z10"), 0.205, 1e-9);  // the window is the dermis
    EXPECT_NEAR(*cell(result, "z90"), 1.245, 1e-9);
    // the dose of an own lens, C0 w(0) in its middle; over a cell with a corner there w falls by
    // <r^2>/(2 a^2) = h^2/(3 a^2)
    const double h = result.dose.raster.spacing;
    EXPECT_NEAR(*std::max_element(result.dose.values.begin(), result.dose.values.end()),
                10.0 * 6.0 * 20.0 / (std::numbers::pi * 25.0) * (1.0 - h * h / (3.0 * 6.25)),
                0.01);
}

/// At the end of the injection, where edges are sharpest.
constexpr const char* kFlow = "kind = \"opening-flow\"\ncells = 20\nhand_over = \"0 s\"";

TEST(DepotColumns, TellTheFlowOfEachPuncture) {
    const RunResult result =
        run(small_protocol("depth = \"0.7 mm\"\nvolume = \"20 uL\"\nrate = \"4 uL/s\"", kFlow));
    EXPECT_NEAR(*cell(result, "peak_pressure"), 30.0, 0.6);
    EXPECT_GT(*cell(result, "wheal_height"), 1.0);
    EXPECT_GT(*cell(result, "bump_half_life"), 1.0);
    EXPECT_GT(*cell(result, "target_layer_share"), 0.95);
    EXPECT_EQ(cell(result, "share_dermis"), cell(result, "target_layer_share"));
    EXPECT_EQ(*cell(result, "share_epidermis"), 0.0);
    EXPECT_NEAR(*cell(result, "share_dermis") + *cell(result, "share_hypodermis"), 1.0, 1e-12);
    EXPECT_EQ(*cell(result, "volume_leaked"), 0.0);
    // drawn from the profile's own closed forms: all of it, nothing below zero
    const double amount =
        result.dose.raster.cell_area() *
        std::accumulate(result.dose.values.begin(), result.dose.values.end(), 0.0);
    const double in_dermis = 20.0 * 10.0 * 4.0 * *cell(result, "target_layer_share");
    EXPECT_LE(amount, in_dermis * (1.0 + 1e-9));
    EXPECT_GE(amount, in_dermis * (1.0 - 1e-5));  // a faint foot lies beside the target
    EXPECT_GE(*std::min_element(result.dose.values.begin(), result.dose.values.end()), 0.0);
}

/// The rings of a profile have sharp edges: what transport makes of them may lie below zero by
/// 1e-6 of the peak at most, which is reported as zero; more is error E0602.
TEST(DepotColumns, CarryTheSharpEdgesOfAFlowWithoutNegativeConcentrations) {
    for (const char* at : {"20 s", "10 min", "2 h"}) {
        std::string text = small_protocol("depth = \"0.7 mm\"\nvolume = \"20 uL\"", kFlow);
        const std::string quantity = "quantity = \"areal_dose\"";
        text.replace(text.find(quantity),
                     quantity.size(),
                     "quantity = \"areal_amount\"\nat = \"" + std::string(at) + "\"");
        const RunResult result = run(text);
        EXPECT_GE(*std::min_element(result.dose.values.begin(), result.dose.values.end()), 0.0);
        EXPECT_GT(*std::max_element(result.dose.values.begin(), result.dose.values.end()), 0.0);
        EXPECT_LE(result.ledger.mass_balance_error(), 1e-10);
    }
}

TEST(DepotColumns, StayEmptyWhereTheModelDoesNotSay) {
    const RunResult result = run(small_protocol("depth = \"0.7 mm\"\nvolume = \"20 uL\"",
                                                "kind = \"gaussian\"\nsigma = \"0.8 mm\""));
    EXPECT_FALSE(cell(result, "depot_volume").has_value());
    EXPECT_FALSE(cell(result, "wheal_diameter").has_value());
    EXPECT_FALSE(cell(result, "share_dermis").has_value());
    EXPECT_NEAR(*cell(result, "spread_radius"), 0.8, 1e-9);
}

TEST(DepotColumns, BookWhatRunsOverTheSkin) {
    const RunResult result =
        run(small_protocol("depth = \"0.1 mm\"\nvolume = \"20 uL\"\nleak = 0.1"));
    // 10 % before, then 30 % of the span above the skin
    EXPECT_NEAR(*cell(result, "volume_leaked"), 2.0 + 0.3 * 18.0, 1e-12);
    EXPECT_NEAR(*cell(result, "volume_delivered"), 0.7 * 18.0, 1e-12);
    EXPECT_NEAR(result.ledger.leaked.base(), 4 * 10.0 * 7.4, 1e-10);
    EXPECT_NEAR(result.ledger.delivered.base(), 4 * 10.0 * 12.6, 1e-10);
    EXPECT_LT(result.ledger.mass_balance_error(), 1e-10);
    EXPECT_THAT(result.notes, Contains(HasSubstr("booked as leaked")));
}

TEST(DepotColumns, BookWhatGoesIntoMuscle) {
    const RunResult result = run(small_protocol("depth = \"5.775 mm\"\nvolume = \"20 uL\""));
    EXPECT_NEAR(result.ledger.wrong_layer.base(), 4 * 10.0 * 6.0, 1e-10);
    EXPECT_NEAR(result.ledger.delivered.base(), 4 * 200.0, 1e-10);
    EXPECT_NEAR(result.ledger.present.base(), 4 * 140.0, 1e-8);
    EXPECT_LT(result.ledger.mass_balance_error(), 1e-10);
    EXPECT_THAT(result.notes, Contains(HasSubstr("wrong layer: muscle")));
}

TEST(DepotColumns, KeepTheAmountOfALineOnTheMap) {
    const RunResult result = run(small_protocol(
        "technique = \"line\"\nlength = \"3 mm\"\ndepth = \"0.7 mm\"\nvolume = \"5 uL\"\n"
        "direction = \"45 deg\""));
    double sum = 0.0;
    for (const double value : result.dose.values) sum += value;
    // lines of 3 mm and 2 mm wide in the middle of 6 mm squares: all of it lies on the map
    EXPECT_NEAR(sum * result.dose.raster.cell_area(), 4 * 50.0, 4 * 50.0 * 1e-12);
    EXPECT_NEAR(result.ledger.delivered.base(), 200.0, 1e-10);
    EXPECT_FALSE(cell(result, "depot_volume").has_value());
}

TEST(DepotColumns, RefuseALineOfADepotThatCannot) {
    try {
        run(small_protocol(
            "technique = \"line\"\nlength = \"3 mm\"\ndepth = \"0.7 mm\"\nvolume = \"5 uL\"",
            "kind = \"ball\""));
        FAIL();
    } catch (const InputError& problem) {
        EXPECT_EQ(problem.diagnostics().front().code, 345);
    }
}

}  // namespace
}  // namespace mesogrid
