#include <gtest/gtest.h>

#include "engine/format/toml.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

/// The comparison of the README. The values are what the converged calculation gives, not what a
/// formula says: they hold the shipped scenarios, and the numbers in README.md, in place.
namespace mesogrid {
namespace {

RunResult result_of(const std::string& file) {
    const std::filesystem::path folder = MESOGRID_SOURCE_DIR "/scenarios/lower-cheek";
    const Catalogs catalogs = models::catalogs();
    Params params(load_scenario_file(folder / file, folder));
    return simulate(read_scenario(params, catalogs, file));
}

struct Golden {
    const char* file;
    double punctures;
    double coverage;  ///< %
    double interior_coverage;
    double edge_band_coverage;
    double lowest_quarter;  ///< DU_lq, %
};

class LowerCheek : public ::testing::TestWithParam<Golden> {};

TEST_P(LowerCheek, KeepsItsAnswers) {
    const Golden& golden = GetParam();
    const RunResult result = result_of(golden.file);
    const auto value = [&](const char* name) { return result.measure(name)->value.value(); };
    EXPECT_EQ(value("puncture_count"), golden.punctures);
    EXPECT_NEAR(value("total_volume_delivered"), 1600.0, 1e-9);
    // Half of the last printed digit; cells of half the size move them by 0.2 points at most.
    EXPECT_NEAR(value("coverage"), golden.coverage, 0.05);
    EXPECT_NEAR(value("interior.coverage"), golden.interior_coverage, 0.05);
    EXPECT_NEAR(value("edge_band.coverage"), golden.edge_band_coverage, 0.05);
    EXPECT_NEAR(value("DU_lq"), golden.lowest_quarter, 0.05);
    EXPECT_LE(result.ledger.mass_balance_error(), 1e-10);
}

INSTANTIATE_TEST_SUITE_P(
    Readme,
    LowerCheek,
    ::testing::Values(Golden{"1-square.toml", 80, 76.42, 77.70, 71.70, 40.13},
                      Golden{"2-hexagonal.toml", 81, 81.18, 89.76, 49.36, 40.15},
                      Golden{"3-offset-rows.toml", 80, 73.26, 75.57, 64.71, 42.09}),
    [](const auto& parameter) {
        const std::string file = parameter.param.file;
        return file.substr(2, 3);
    });

TEST(LowerCheekQuestion, IsAlive) {
    const RunResult square = result_of("1-square.toml");
    const RunResult hexagonal = result_of("2-hexagonal.toml");
    const RunResult offset = result_of("3-offset-rows.toml");
    const auto coverage = [](const RunResult& result) {
        return result.measure("coverage")->value.value();
    };
    EXPECT_GT(coverage(square), 60.0);
    EXPECT_LT(coverage(square), 95.0);
    EXPECT_GT(std::abs(coverage(hexagonal) - coverage(square)), 2.0);
    EXPECT_GT(std::abs(coverage(offset) - coverage(square)), 2.0);
    EXPECT_GT(std::abs(coverage(offset) - coverage(hexagonal)), 2.0);
}

}  // namespace
}  // namespace mesogrid
