#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/run/plan.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

/// Sessions that are shifted or turned against each other, one by one and cumulated.
namespace mesogrid {
namespace {

constexpr const char* kAreal = R"(quantity = "areal_dose"
threshold = "1 ug/mm2"
)";

/// 16 punctures on 12 x 12 mm; the Gaussians are a few tenths of the spacing wide.
Scenario scenario_of(const std::string& prescription, const std::string& schedule) {
    const std::string text = R"(
schema = 1
name = "small"
[target]
outline = { rectangle = ["12 mm", "12 mm"] }
layer = "dermis"
[tissue]
layers = [{ name = "dermis", thickness = "6 mm" }]
[product]
solutes = [{ name = "s", concentration = "10 mg/mL", diffusivity = "100 um2/s", diffuses_as = "stated", half_life = "10 min", clears_as = "stated" }]
[pattern]
kind = "square"
spacing = "3 mm"
[delivery]
depth = "3 mm"
volume = "1 uL"
[depot]
kind = "gaussian"
sigma = "0.6 mm"
[prescription]
solute = "s"
)" + prescription + schedule;
    Params params(parse_toml(text, "test"));
    return read_scenario(params, models::catalogs(), "test");
}

std::string moved(const std::string& moves) {
    return "[schedule]\nsessions = 2\ninterval = \"7 d\"\n" + moves;
}

double value(const RunResult& result, const std::string& name) {
    const Measured* measure = result.measure(name);
    EXPECT_TRUE(measure && measure->value) << name;
    return measure && measure->value ? *measure->value : std::nan("");
}

constexpr const char* kHalfAPitch = "shifts = [[\"0 mm\", \"0 mm\"], [\"1.5 mm\", \"1.5 mm\"]]\n";

TEST(SessionMoves, ShiftThePatternAsAWholeBeforeTheBorderDecides) {
    const Scenario scenario = scenario_of(kAreal, moved(kHalfAPitch));
    const auto first = plan(scenario, 0);
    const auto second = plan(scenario, 1);
    ASSERT_EQ(first.size(), 16U);
    ASSERT_EQ(second.size(), 16U);  // the outer ones lie on the border, which counts as inside
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_NEAR(second[i].position.x, first[i].position.x + 1.5, 1e-12);
        EXPECT_NEAR(second[i].position.y, first[i].position.y + 1.5, 1e-12);
    }
    const Scenario far =
        scenario_of(kAreal, moved("shifts = [[\"0 mm\", \"0 mm\"], [\"3 mm\", \"0 mm\"]]\n"));
    EXPECT_EQ(plan(far, 1).size(), 12U);  // one column beyond the border
}

TEST(SessionMoves, FillTheBorderAgainWherePuncturesMayBleed) {
    Scenario scenario =
        scenario_of(kAreal, moved("shifts = [[\"0 mm\", \"0 mm\"], [\"3 mm\", \"0 mm\"]]\n"));
    scenario.placement.edge = EdgePolicy::bleed;
    // A whole pitch: the lattice meets itself.
    EXPECT_EQ(plan(scenario, 1).size(), plan(scenario, 0).size());
}

TEST(SessionMoves, TurnThePatternAboutTheCentreOfGravity) {
    const Scenario scenario = scenario_of(kAreal, moved("rotations = [\"0 deg\", \"90 deg\"]\n"));
    const auto first = plan(scenario, 0);
    const auto second = plan(scenario, 1);
    ASSERT_EQ(second.size(), first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_NEAR(second[i].position.x, -first[i].position.y, 1e-12);
        EXPECT_NEAR(second[i].position.y, first[i].position.x, 1e-12);
    }
}

TEST(SessionMoves, TurnWithThePatternsOwnRotation) {
    // A shift is one of the scenario's axes, whatever the pattern's rotation.
    Scenario scenario = scenario_of(kAreal, moved(kHalfAPitch));
    scenario.placement.rotation = 30.0 * units::deg;
    const auto second = plan(scenario, 1);
    ASSERT_GT(second.size(), 10U);
    for (const Puncture& puncture : second) {
        // Five rows and columns fit the turned box: one passes through the centre.
        const Point back = rotated(puncture.position - Point{1.5, 1.5}, -std::numbers::pi / 6, {});
        EXPECT_NEAR(std::remainder(back.x, 3.0), 0.0, 1e-9);
        EXPECT_NEAR(std::remainder(back.y, 3.0), 0.0, 1e-9);
    }
}

TEST(SessionMoves, JudgedOneByOneGiveEachSessionLeastMeanUnionAndIntersection) {
    const RunResult result = simulate(scenario_of(kAreal, moved(kHalfAPitch)));
    const RunResult one = simulate(scenario_of(kAreal, ""));
    const RunResult second = simulate(
        scenario_of(kAreal, "[schedule]\nsessions = 1\nshifts = [[\"1.5 mm\", \"1.5 mm\"]]\n"));
    const double a = value(one, "coverage");
    const double b = value(second, "coverage");
    EXPECT_EQ(value(result, "coverage"), a);
    EXPECT_EQ(value(result, "coverage_session_min"), std::min(a, b));
    EXPECT_EQ(value(result, "coverage_session_mean"), 0.5 * (a + b));
    // Every sub-cell goes once into the one and once into the other.
    EXPECT_NEAR(
        value(result, "coverage_union") + value(result, "coverage_intersection"), a + b, 1e-9);
    // The places that the sessions reach lie apart.
    EXPECT_LT(value(result, "coverage_intersection"), 1e-4);
    EXPECT_GT(value(result, "coverage_union"), std::max(a, b) + 10.0);
    ASSERT_EQ(result.tables.back().name, "sessions");
    ASSERT_EQ(result.tables.back().rows.size(), 2U);
    EXPECT_EQ(result.tables.back().columns[1].name, "coverage");
    EXPECT_EQ(result.tables.back().rows[0][1], a);
    EXPECT_EQ(result.tables.back().rows[1][1], b);
    ASSERT_EQ(result.punctures.rows.size(), 32U);
    EXPECT_EQ(result.punctures.rows[16][0], 17.0);  // id
    EXPECT_EQ(result.punctures.rows[16][1], 2.0);   // session
    EXPECT_LE(result.ledger.mass_balance_error(), 1e-10);
}

TEST(SessionMoves, AlikeSessionsShareEverything) {
    const RunResult result = simulate(
        scenario_of(kAreal, moved("shifts = [[\"1 mm\", \"0 mm\"], [\"1 mm\", \"0 mm\"]]\n")));
    EXPECT_EQ(result.measure("coverage_union"), nullptr);
    EXPECT_EQ(result.punctures.rows.size(), 16U);
}

TEST(SessionMoves, CumulatedEvenTheDoseOut) {
    const std::string cumulated = std::string(kAreal) + "basis = \"cumulative\"\n";
    const RunResult same = simulate(scenario_of(cumulated, moved("")));
    const RunResult shifted = simulate(scenario_of(cumulated, moved(kHalfAPitch)));
    EXPECT_EQ(shifted.punctures.rows.size(), 32U);
    EXPECT_NEAR(value(same, "total_volume_asked"), value(shifted, "total_volume_asked"), 1e-12);
    // sigma/pitch 0.2 against 0.2 sqrt(2) on the finer lattice: CV falls by more than half.
    EXPECT_LT(value(shifted, "interior.CV"), 0.5 * value(same, "interior.CV"));
}

TEST(SessionMoves, BeforeBumpsAndBruisesAreGoneAreSaid) {
    const auto notes = [](const std::string& interval) {
        std::size_t count = 0;
        for (const std::string& note :
             scenario_of(kAreal, "[schedule]\nsessions = 2\ninterval = \"" + interval + "\"\n")
                 .notes) {
            if (note.find("sessions follow each other") != std::string::npos) ++count;
        }
        return count;
    };
    EXPECT_EQ(notes("1 d"), 2U);
    EXPECT_EQ(notes("3 d"), 1U);
    EXPECT_EQ(notes("7 d"), 0U);
}

}  // namespace
}  // namespace mesogrid
