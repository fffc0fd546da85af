#include "engine/run/course.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

/// Sessions, their clocks, and every quantity of the closed list through a whole run.
namespace mesogrid {
namespace {

/// Two solutes in one layer that only clears one of them, 4 punctures.
Scenario scenario_of(const std::string& prescription, const std::string& schedule = "") {
    const std::string text = R"(
schema = 1
name = "small"
[target]
outline = { rectangle = ["12 mm", "12 mm"] }
layer = "dermis"
[tissue]
layers = [{ name = "dermis", thickness = "3 mm" }]
[product]
solutes = [{ name = "s", concentration = "10 mg/mL", diffusivity = "100 um2/s", diffuses_as = "stated", half_life = "10 min", clears_as = "stated" },
           { name = "toxin", concentration = "40 U/mL", diffusivity = "5 um2/s", diffuses_as = "stated", half_life = "10 h", clears_as = "stated" }]
[pattern]
kind = "square"
spacing = "6 mm"
[delivery]
depth = "1.5 mm"
volume = "10 uL"
[depot]
kind = "gaussian"
sigma = "0.8 mm"
[output]
times = ["0 h", "1 h", "25 h"]
probes = [["3 mm", "3 mm", "1.5 mm"]]
[prescription]
solute = "s"
basis = "cumulative"
)" + prescription + "\n" + schedule;
    Params params(parse_toml(text, "test"));
    return read_scenario(params, models::catalogs(), "test");
}

RunResult run(const Scenario& scenario) {
    return simulate(scenario);
}

double mean_of(const RunResult& result) {
    double sum = 0.0;
    for (const double value : result.dose.values) sum += value;
    return sum / static_cast<double>(result.dose.values.size());
}

constexpr auto kThreeSessions = "[schedule]\nsessions = 3\nintervals = [\"1 h\", \"2 h\"]";

TEST(Course, SpreadsPuncturesOverTheDurationOfEverySession) {
    const Schedule schedule{.ends = {0.0 * units::s, 3600.0 * units::s},
                            .duration = 90.0 * units::s};
    const auto first = in_session(std::vector<Puncture>(4), schedule, 0, 1);
    ASSERT_EQ(first.size(), 4U);
    EXPECT_EQ(first[0].made_at.base(), -90.0);
    EXPECT_EQ(first[1].made_at.base(), -60.0);
    EXPECT_EQ(first[3].made_at.base(), 0.0);
    const auto second = in_session(std::vector<Puncture>(4), schedule, 1, 5);
    EXPECT_EQ(second[0].made_at.base(), 3510.0);
    EXPECT_EQ(second[3].id, 8);
    EXPECT_EQ(second[3].session, 2);
    EXPECT_EQ(formed_at(second[0], schedule, Clock::session).base(), -90.0);
    EXPECT_EQ(formed_at(second[0], schedule, Clock::course).base(), 3510.0);
}

TEST(Course, PacesASessionByTheWayOfTheHand) {
    const Schedule schedule{
        .ends = {0.0 * units::s}, .duration = 90.0 * units::s, .pace = Pace::path};
    std::vector<Puncture> planned(4);
    planned[1].position = {1.0, 0.0};
    planned[2].position = {1.0, 2.0};
    planned[3].position = {4.0, 6.0};  // ways of 1, 2 and 5 mm
    const auto made = in_session(planned, schedule, 0, 1);
    EXPECT_EQ(made[0].made_at.base(), -90.0);
    EXPECT_EQ(made[1].made_at.base(), -90.0 * 7.0 / 8.0);
    EXPECT_EQ(made[2].made_at.base(), -90.0 * 5.0 / 8.0);
    EXPECT_EQ(made[3].made_at.base(), 0.0);
    // No way to go: evenly.
    EXPECT_EQ(in_session(std::vector<Puncture>(4), schedule, 0, 1)[1].made_at.base(), -60.0);
}

TEST(Course, CumulatedDosesAreThoseOfEverySessionAddedUp) {
    const std::string auc =
        "quantity = \"auc\"\nat = \"2 h\"\nthreshold = \"100 ug s/mm3\"\nlayer = \"dermis\"";
    const RunResult one = run(scenario_of(auc));
    const RunResult three = run(scenario_of(auc, kThreeSessions));
    EXPECT_NEAR(mean_of(three), 3.0 * mean_of(one), 1e-12 * mean_of(three));
    EXPECT_EQ(three.punctures.rows.size(), 12U);
    EXPECT_NEAR(three.ledger.asked.base(), 3.0 * one.ledger.asked.base(), 1e-9);
}

TEST(Course, ConcentrationsFollowWhatEarlierSessionsLeave) {
    // Everything decays with ln 2/600 s, so each session's mean is the first one's, later.
    const std::string late =
        "quantity = \"concentration\"\nat = \"10 min\"\nthreshold = \"1 ug/mm3\"";
    const RunResult one = run(scenario_of(late));
    const RunResult three = run(scenario_of(late, kThreeSessions));
    // After the last: 10 min; the second is 2 h older, the first 3 h. Lateral losses from the box
    // of the map make older ones a little less than the factor.
    const double older = 1.0 + std::exp2(-12.0) + std::exp2(-18.0);
    EXPECT_NEAR(mean_of(three) / mean_of(one), older, 2e-4);
    EXPECT_GT(mean_of(three), mean_of(one));
}

TEST(Course, JudgedSessionBySessionCountsOneOfThem) {
    Scenario scenario = scenario_of(
        "quantity = \"auc\"\nat = \"2 h\"\nthreshold = \"100 ug s/mm3\"", kThreeSessions);
    const RunResult cumulated = run(scenario);
    scenario.prescription.basis = Basis::per_session;
    const RunResult single = run(scenario);
    EXPECT_EQ(single.punctures.rows.size(), 4U);
    EXPECT_NEAR(mean_of(cumulated), 3.0 * mean_of(single), 1e-12 * mean_of(cumulated));
    EXPECT_NEAR(single.ledger.asked.base(), cumulated.ledger.asked.base(), 1e-12);
}

TEST(Course, EverySoluteHasItsLedgerAndItsProbes) {
    const RunResult result = run(scenario_of(
        "quantity = \"auc\"\nat = \"2 h\"\nthreshold = \"100 ug s/mm3\"", kThreeSessions));
    ASSERT_EQ(result.other_ledgers.size(), 1U);
    EXPECT_EQ(result.ledger.label.text, "ug");
    EXPECT_EQ(result.other_ledgers[0].label.text, "U");
    EXPECT_NEAR(result.other_ledgers[0].asked.base(), 3 * 4 * 10 * 0.04, 1e-12);
    EXPECT_LE(result.other_ledgers[0].mass_balance_error(), 1e-10);
    ASSERT_EQ(result.probes.size(), 2U);
    EXPECT_EQ(result.probes[1].solute, "toxin");
    // The toxin of three sessions, half-life 10 h, still shows after a day; the small one is gone.
    EXPECT_GT(result.probes[1].values[2].value.base(),
              0.1 * result.probes[1].values[0].value.base());
    EXPECT_LT(result.probes[0].values[2].value.base(),
              1e-20 * result.probes[0].values[0].value.base());
}

TEST(Course, EveryQuantityRuns) {
    for (const std::string prescription :
         {"quantity = \"nominal_areal_dose\"\nthreshold = \"2 ug/mm2\"",
          "quantity = \"areal_dose\"\nthreshold = \"2 ug/mm2\"",
          "quantity = \"areal_amount\"\nat = \"5 min\"\nthreshold = \"2 ug/mm2\"",
          "quantity = \"areal_exposure\"\nuntil_cleared = true\nthreshold = \"900 ug s/mm2\"",
          "quantity = \"bound_dose\"\nat = \"1 h\"\nthreshold = \"2 ug/mm2\"",
          "quantity = \"peak\"\nat = \"1 h\"\nthreshold = \"1 ug/mm3\"",
          "quantity = \"concentration\"\nreduce = \"depth_min\"\nat = \"1 min\"\n"
          "threshold = \"0.5 ug/mm3\"",
          "quantity = \"time_above\"\nlevel = \"0.5 ug/mm3\"\nat = \"1 h\"\nthreshold = \"5 "
          "min\""}) {
        const RunResult result = run(scenario_of(prescription));
        const Measured* coverage = result.measure("coverage");
        ASSERT_TRUE(coverage && coverage->value) << prescription;
        EXPECT_GT(*coverage->value, 0.0) << prescription;
        EXPECT_LE(*coverage->value, 100.0) << prescription;
        EXPECT_GT(mean_of(result), 0.0) << prescription;
    }
}

TEST(Course, BoundDoseIsWhatClearanceTookFromTheExposure) {
    const RunResult bound = run(
        scenario_of("quantity = \"bound_dose\"\nuntil_cleared = true\nthreshold = \"2 ug/mm2\""));
    const RunResult dose = run(scenario_of("quantity = \"areal_dose\"\nthreshold = \"2 ug/mm2\""));
    // In the end everything is bound, though spread out: less over the target, never more in all.
    EXPECT_LT(mean_of(bound), mean_of(dose));
    EXPECT_GT(mean_of(bound), 0.9 * mean_of(dose));
}

}  // namespace
}  // namespace mesogrid
