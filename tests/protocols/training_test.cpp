#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/format/toml.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

/// Every training pair shows the lesson that its files open with. Numbers are those of the files'
/// comments, to their last printed digit.
namespace mesogrid::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kTraining = fs::path(MESOGRID_SOURCE_DIR) / "scenarios" / "training";

/// Half of the last digit that the comments print, %.
constexpr double kPrinted = 0.05;

struct Pair {
    RunResult first;
    RunResult second;
};

RunResult result_of(const std::string& file) {
    const fs::path path = kTraining / (file + ".toml");
    Params params(load_scenario_file(path, kTraining), kTraining);
    return simulate(read_scenario(params, models::catalogs(), file));
}

Pair pair_of(const std::string& first, const std::string& second) {
    Pair pair{result_of(first), result_of(second)};
    // What a trainer types must work: the two can be compared.
    EXPECT_NO_THROW(compare({pair.first, pair.second}));
    return pair;
}

double value(const RunResult& result, const std::string& name) {
    const Measured* measure = result.measure(name);
    EXPECT_TRUE(measure && measure->value) << name;
    return measure && measure->value ? *measure->value : 0.0;
}

TEST(Training, ASecondPassOnTopOfTheFirstReachesNothingNew) {
    const auto [beside, on_top] = pair_of("overlap-1-beside", "overlap-2-on-top");
    EXPECT_EQ(value(beside, "puncture_count"), 40.0);
    EXPECT_EQ(value(on_top, "puncture_count"), 40.0);
    EXPECT_NEAR(value(beside, "mean_dose"), value(on_top, "mean_dose"), 1e-9);
    EXPECT_NEAR(value(beside, "coverage"), 40.7, kPrinted);
    EXPECT_NEAR(value(on_top, "coverage"), 28.0, kPrinted);
    EXPECT_NEAR(value(on_top, "D2") / value(beside, "D2"), 1.9, kPrinted);
    EXPECT_EQ(value(beside, "C_2"), 0.0);
    EXPECT_GT(value(on_top, "C_2"), 12.0);
}

TEST(Training, ARimWithoutPuncturesCostsTheEdgeBandNotTheInterior) {
    const auto [border, away] = pair_of("edge-1-to-the-border", "edge-2-kept-away");
    EXPECT_NEAR(value(border, "edge_band.coverage"), 71.7, kPrinted);
    EXPECT_EQ(value(away, "edge_band.coverage"), 0.0);
    EXPECT_NEAR(value(away, "interior.coverage"), 71.8, kPrinted);
    EXPECT_NEAR(value(border, "interior.coverage"), value(away, "interior.coverage"), 0.2);
    EXPECT_NEAR(value(away, "coverage") / value(border, "coverage"), 0.5, 0.01);
}

TEST(Training, AMillimetreTooDeepMissesTheLayer) {
    const auto [dermis, fat] = pair_of("depth-1-in-the-dermis", "depth-2-beneath-it");
    EXPECT_NEAR(value(dermis, "coverage"), 71.8, kPrinted);
    EXPECT_NEAR(value(dermis, "target_share"), 100.0, 1e-9);
    EXPECT_EQ(value(fat, "coverage"), 0.0);
    EXPECT_NEAR(value(fat, "spill_wrong_layer"), 100.0, 1e-9);
}

TEST(Training, ADroppedRowIsAGapNotAThinnerDose) {
    const auto [every, dropped] = pair_of("misses-1-every-row", "misses-2-a-dropped-row");
    EXPECT_EQ(value(every, "puncture_count") - value(dropped, "puncture_count"), 8.0);
    EXPECT_NEAR(value(dropped, "mean_dose") / value(every, "mean_dose"), 1.0 - 0.17, 0.005);
    EXPECT_NEAR(value(every, "coverage") - value(dropped, "coverage"), 12.0, kPrinted);
    EXPECT_NEAR(value(every, "interior.largest_gap"), 7.0, 0.5);
    EXPECT_NEAR(value(dropped, "interior.largest_gap"), 193.0, 0.5);
    // Where the dose is, it is what it was.
    EXPECT_NEAR(value(dropped, "D2"), value(every, "D2"), 0.005 * value(every, "D2"));
}

TEST(Training, ManySmallDepotsReachMoreThanFewLargeOnes) {
    const auto [many, few] = pair_of("volume-1-many-small", "volume-2-few-large");
    EXPECT_NEAR(value(many, "total_volume_asked"), 960.0, 1e-9);
    EXPECT_NEAR(value(few, "total_volume_asked"), 960.0, 1e-9);
    EXPECT_NEAR(value(many, "coverage"), 71.8, kPrinted);
    EXPECT_NEAR(value(few, "coverage"), 47.9, kPrinted);
    EXPECT_EQ(value(many, "puncture_count"), 4.0 * value(few, "puncture_count"));
    EXPECT_NEAR(value(many, "path_length"), 235.0, 1e-9);
    EXPECT_NEAR(value(few, "path_length"), 110.0, 1e-9);
}

TEST(Training, HexagonalLeavesNoHolesInsideAndFitsARectangleWorse) {
    const auto [square, hexagonal] = pair_of("lattice-1-square", "lattice-2-hexagonal");
    EXPECT_NEAR(
        value(square, "interior.mean_dose") / value(hexagonal, "interior.mean_dose"), 1.0, 0.005);
    EXPECT_NEAR(value(square, "interior.coverage"), 95.2, kPrinted);
    EXPECT_NEAR(value(hexagonal, "interior.coverage"), 100.0, kPrinted);
    EXPECT_NEAR(value(square, "edge_band.coverage"), 95.1, kPrinted);
    EXPECT_NEAR(value(hexagonal, "edge_band.coverage"), 76.1, kPrinted);
}

TEST(Training, AShiftedSecondSessionFillsTheGaps) {
    const auto [same, shifted] = pair_of("sessions-1-same-places", "sessions-2-shifted");
    EXPECT_EQ(value(same, "puncture_count"), 96.0);
    EXPECT_EQ(value(shifted, "puncture_count"), 96.0);
    EXPECT_NEAR(value(same, "coverage"), 78.1, kPrinted);
    EXPECT_NEAR(value(shifted, "coverage"), 95.9, kPrinted);
    EXPECT_NEAR(value(same, "interior.CV"), 0.65, 0.005);
    EXPECT_NEAR(value(shifted, "interior.CV"), 0.19, 0.005);
    EXPECT_NEAR(value(shifted, "spill"), 7.0, 0.5);
}

TEST(Training, AScarLeavesGapsBetweenTheSamePunctures) {
    const auto [even, scar] = pair_of("scar-1-even-skin", "scar-2-a-scar-across");
    EXPECT_NEAR(value(even, "coverage"), 77.8, kPrinted);
    EXPECT_NEAR(value(scar, "coverage"), 74.9, kPrinted);
    EXPECT_NEAR(value(scar, "D95") / value(even, "D95"), 0.67, 0.005);
    EXPECT_NEAR(value(scar, "mean_dose") / value(even, "mean_dose"), 1.0, 0.02);
    const auto told = [](const RunResult& result) {
        return std::any_of(result.notes.begin(), result.notes.end(), [](const std::string& note) {
            return note.find("solved on the grid because the tissue varies") == 0;
        });
    };
    EXPECT_FALSE(told(even));
    EXPECT_TRUE(told(scar));
}

TEST(Training, BothFilesOfAPairOpenWithOneLesson) {
    std::map<std::string, std::vector<std::string>> lessons;
    for (const auto& entry : fs::directory_iterator(kTraining)) {
        const std::string name = entry.path().stem().string();
        if (entry.path().extension() != ".toml" || name == "base") continue;
        std::ifstream file(entry.path());
        std::string line;
        std::getline(file, line);
        EXPECT_EQ(line.rfind("# Lesson: ", 0), 0U) << name;
        lessons[name.substr(0, name.find('-'))].push_back(line);
    }
    EXPECT_EQ(lessons.size(), 8U);
    for (const auto& [pair, lines] : lessons) {
        ASSERT_EQ(lines.size(), 2U) << pair;
        EXPECT_EQ(lines[0], lines[1]) << pair;
    }
}

}  // namespace
}  // namespace mesogrid::testing
