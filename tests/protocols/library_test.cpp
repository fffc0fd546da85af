#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/scenario.hpp"

#include "models/catalogs.hpp"

namespace mesogrid {
namespace {

namespace fs = std::filesystem;

const fs::path kLibrary = fs::path(MESOGRID_SOURCE_DIR) / "scenarios" / "library";

/// What a published protocol adds up to (protocols.md 1 and 3), written as the source's own
/// figures.
struct Closure {
    const char* file;
    std::size_t points;
    double volume;      ///< uL in all
    double amount;      ///< in all, in the label of the solute
    double areal_dose;  ///< amount per mm2; 1 mg/cm2 = 10 ug/mm2
};

constexpr double kMilli = 1000.0;  // uL in a mL, ug in a mg

constexpr Closure kClosures[] = {
    {"dca-label", 50, 50 * 0.2 * kMilli, 100.0 * kMilli, 2.0 * 10.0},
    {"dca-p2-07", 48, 9.6 * kMilli, 48 * 2.0 * kMilli, 2.0 / 0.49 * 10.0},
    {"dca-p2-14", 24, 9.6 * kMilli, 24 * 4.0 * kMilli, 4.0 / 1.96 * 10.0},
    {"dca-p2-dose-1", 50, 10.0 * kMilli, 50.0 * kMilli, 1.0 * 10.0},
    {"dca-p2-dose-2", 50, 10.0 * kMilli, 100.0 * kMilli, 2.0 * 10.0},
    {"dca-anaes-6mL", 30, 6.0 * kMilli, 60.0 * kMilli, 2.0 * 10.0},
    {"dca-anaes-8mL", 40, 8.0 * kMilli, 80.0 * kMilli, 2.0 * 10.0},
    {"bont-axilla", 10, 2.0 * kMilli, 50.0, 50.0 / (10 * 15.0 * 15.0)},
    {"bont-axilla-dense", 40, 2.0 * kMilli, 50.0, 50.0 / (40 * 8.0 * 8.0)},
    {"microbotox-20", 120, 1.0 * kMilli, 20.0, 20.0 / (120 * 8.0 * 8.0)},
    {"microbotox-28", 100, 1.0 * kMilli, 28.0, 28.0 / (100 * 10.0 * 10.0)},
    {"ha-cpm20g-20", 20, 1.0 * kMilli, 20.0 * kMilli, 1.0 * 10.0},
    {"ha-cpm20g-30", 30, 1.5 * kMilli, 30.0 * kMilli, 1.0 * 10.0},
    {"ha-vyc12", 100, 2.0 * kMilli, 24.0 * kMilli, 0.24 * 10.0},
    {"ha-vital-manual", 40, 1.0 * kMilli, 20.0 * kMilli, 0.5 * 10.0},
    {"ha-vital-gun", 1000, 1.0 * kMilli, 1000 * 20.0, 20.0 / (2.0 * 2.0)},
    {"pn-face", 40, 2.0 * kMilli, 40.0 * kMilli, 1.0 * 10.0},
    {"prp-6x4", 24, 1.0 * kMilli, 1.0 * kMilli, 1.0 * kMilli / (60.0 * 40.0)},
    {"prp-grid", 60, 6.0 * kMilli, 6.0 * kMilli, 0.1 * 10.0},
    {"txa-4", 12, 12 * 0.05 * kMilli, 12 * 0.2 * kMilli, 0.2 * 10.0},
    {"meso-papule", 20, 2.0 * kMilli, 20.0 * kMilli, 1.0 * 10.0},
    {"meso-nappage", 80, 800.0, 8.0 * kMilli, 100.0 / (3.0 * 3.0)},
    {"meso-ppp", 6, 1.2 * kMilli, 12.0 * kMilli, 2.0 / 4.0 * 10.0},
    {"meso-idp-pain", 9, 0.9 * kMilli, 9.0 * kMilli, 1.0 / 4.0 * 10.0},
    {"meso-classic", 20, 0.6 * kMilli, 6.0 * kMilli, 0.3 * 10.0},
    {"pcdc", 20, 6.0 * kMilli, 60.0 * kMilli, 3.0 / 4.0 * 10.0},
};

Scenario read(const std::string& file) {
    const fs::path path = kLibrary / (file + ".toml");
    Params params(load_scenario_file(path, kLibrary));
    return read_scenario(params, models::catalogs(), path.string());
}

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// Sums of at most 1000 equal doubles: every addition may round by half a unit of 2^-53.
constexpr double kTolerance = 1e-12;

TEST(ProtocolLibrary, EveryFileAddsUpToItsPublishedFigures) {
    for (const Closure& closure : kClosures) {
        const Scenario scenario = read(closure.file);
        const std::vector<Puncture> punctures = plan(scenario);
        EXPECT_EQ(punctures.size(), closure.points) << closure.file;
        Volume volume;
        for (const Puncture& puncture : punctures) volume += puncture.volume_asked;
        EXPECT_NEAR(volume / units::uL / closure.volume, 1.0, kTolerance) << closure.file;
        const Solute& solute = scenario.product.solutes.at(scenario.prescribed_solute());
        const Amount amount = volume * solute.concentration.value;
        EXPECT_NEAR(amount.base() / closure.amount, 1.0, kTolerance) << closure.file;
        const double areal = amount.base() / scenario.target.outline.area();
        EXPECT_NEAR(areal / closure.areal_dose, 1.0, kTolerance) << closure.file;
        EXPECT_NEAR(scenario.prescription.threshold / closure.areal_dose, 1.0, kTolerance)
            << closure.file << ": the threshold is the dose asked per area";
    }
}

TEST(ProtocolLibrary, EveryFileHasAClosureAndEveryClosureAFile) {
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(kLibrary)) {
        const std::string name = entry.path().stem().string();
        if (entry.path().extension() == ".toml" && name != "base") files.insert(name);
    }
    std::set<std::string> closures;
    for (const Closure& closure : kClosures) closures.insert(closure.file);
    EXPECT_EQ(files, closures);
}

TEST(ProtocolLibrary, EveryFileOpensWithItsQuestionAndNamesItsSource) {
    for (const Closure& closure : kClosures) {
        const std::string text = text_of(kLibrary / (std::string(closure.file) + ".toml"));
        const std::string first = text.substr(0, text.find('\n'));
        EXPECT_EQ(first.rfind("# ", 0), 0U) << closure.file;
        EXPECT_EQ(first.back(), '?') << closure.file;
        EXPECT_TRUE(grade_in(read(closure.file).source)) << closure.file;
    }
}

TEST(ProtocolLibrary, WhatTheSourceDoesNotSayIsMarkedAsOursInTheResult) {
    for (const Closure& closure : kClosures) {
        const Scenario scenario = read(closure.file);
        const auto marked = [](const ResolvedValue& value) {
            return value.source.find("filled in") != std::string::npos && value.grade == Grade::e;
        };
        EXPECT_TRUE(std::any_of(scenario.resolved.begin(), scenario.resolved.end(), marked))
            << closure.file << ": every row of the table leaves something open";
    }
}

TEST(ProtocolLibrary, EveryRowOfTheTableIsAFileOrSaysWhatItLacks) {
    const std::string page = text_of(kLibrary / "README.md");
    for (const char* row : {"dca-label",      "dca-p2-07",        "dca-p2-dose",
                            "dca-anaes",      "la-perimeter",     "bont-axilla",
                            "bont-axilla-7",  "bont-palm",        "bont-axilla-dense",
                            "microbotox",     "microbotox-trial", "ha-cpm20g",
                            "ha-vyc12",       "ha-vital-manual",  "ha-vital-gun",
                            "profhilo-bap",   "pn-face",          "prp-6x4",
                            "prp-grid",       "hair-dut",         "txa-4",
                            "txa-100",        "meso-papule",      "meso-nappage",
                            "meso-epidermic", "meso-ppp",         "meso-linear",
                            "meso-deep",      "meso-idp-pain",    "meso-classic",
                            "meso-generic",   "meso-class",       "pcdc",
                            "tumescent",      "mna-100",          "injector-5",
                            "injector-9"}) {
        EXPECT_NE(page.find(std::string("`") + row), std::string::npos) << row;
    }
}

}  // namespace
}  // namespace mesogrid
