#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"

/// What [metrics.NAME] and numerics.surroundings change in a run.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

Json measures_of(const std::string& scenario) {
    const ScratchFolder folder;
    const Outcome outcome =
        run_program({"run", folder.write("a.toml", scenario), "--json", "-", "--quiet"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return Json::parse(outcome.out)["measures"];
}

TEST(MetricParameters, AreReadFromTheirTable) {
    const Json plain = measures_of(small_scenario());
    EXPECT_TRUE(plain["mean_effect"]["value"].is_null());
    EXPECT_TRUE(plain.contains("gEUD_-10"));
    const Json stated = measures_of(
        small_scenario() + "[metrics.effect]\nhill_exponent = 2\nhalf_effect = 1\n" +
        "[metrics.equivalent_dose]\ncold_exponent = -4\n[metrics.coverage]\nlevels = [\"90 %\"]\n");
    EXPECT_GT(stated["mean_effect"]["value"], 0.0);
    EXPECT_TRUE(stated.contains("gEUD_-4"));
    EXPECT_TRUE(stated.contains("V90"));
    EXPECT_FALSE(stated.contains("V80"));
    EXPECT_EQ(stated["coverage"]["value"], plain["coverage"]["value"]);
}

std::string message_of(const std::string& scenario) {
    const ScratchFolder folder;
    const Outcome outcome = run_program({"check", folder.write("a.toml", scenario)});
    EXPECT_EQ(outcome.exit_code, 2);
    return outcome.err;
}

TEST(MetricParameters, AreRefusedWhenUnknownOrHalfStated) {
    EXPECT_THAT(message_of(small_scenario() + "[metrics.coverag]\n"), HasSubstr("coverage"));
    EXPECT_THAT(message_of(small_scenario() + "[metrics.effect]\nhalf_effect = 1\n"),
                HasSubstr("E0350"));
}

TEST(MetricParameters, MustBeTheSameInAComparison) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b = folder.write(
        "b.toml", small_scenario() + "[metrics.effect]\nhill_exponent = 2\nhalf_effect = 1\n");
    const Outcome outcome = run_program({"compare", a, b});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("E0352"));
}

TEST(Surroundings, GiveConformityAndChangeNoOtherMeasure) {
    const Json plain = measures_of(small_scenario());
    EXPECT_TRUE(plain["conformity"]["value"].is_null());
    EXPECT_THAT(plain["conformity"]["reason"].get<std::string>(),
                HasSubstr("numerics.surroundings"));
    const Json wide = measures_of(
        with(small_scenario(), "step = \"0.5 mm\"", "step = \"0.5 mm\"\nsurroundings = \"8 mm\""));
    EXPECT_GT(wide["conformity"]["value"], 0.0);
    EXPECT_LE(wide["conformity"]["value"], 1.0);
    EXPECT_GT(wide["gradient_index"]["value"], 1.0);
    // The window grows and with it the modes; sub-cells at the target's sides see real neighbours
    // in place of a parabola that goes on.
    EXPECT_NEAR(wide["mean_dose"]["value"].get<double>(),
                plain["mean_dose"]["value"].get<double>(),
                1e-6 * plain["mean_dose"]["value"].get<double>());
    EXPECT_NEAR(
        wide["coverage"]["value"].get<double>(), plain["coverage"]["value"].get<double>(), 0.5);
}

TEST(Surroundings, AreRefusedBehindMirroredWalls) {
    EXPECT_THAT(message_of(with(small_scenario(),
                                "step = \"0.5 mm\"",
                                "walls = \"mirrored\"\nsurroundings = \"8 mm\"")),
                HasSubstr("E0351"));
}

}  // namespace
}  // namespace mesogrid::testing
