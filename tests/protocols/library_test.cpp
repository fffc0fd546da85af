#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/run/plan.hpp"

#include "tests/protocols/library_files.hpp"

namespace mesogrid::testing {
namespace {

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
        if (closure.areal_dose == 0.0) continue;
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

/// The names in backticks that begin the rows of a section's table, and those of its second column.
struct NamedRows {
    std::set<std::string> first;
    std::set<std::string> second;
};

std::set<std::string> names_in(const std::string& cell) {
    std::set<std::string> names;
    const std::regex quoted("`([^`]+)`");
    for (std::sregex_iterator at(cell.begin(), cell.end(), quoted), end; at != end; ++at) {
        names.insert((*at)[1]);
    }
    return names;
}

NamedRows rows_under(const std::string& page, const std::string& heading) {
    NamedRows rows;
    const std::size_t at_heading = page.find("## " + heading);
    EXPECT_NE(at_heading, std::string::npos) << heading;
    if (at_heading == std::string::npos) return rows;
    std::istringstream lines(page.substr(at_heading + 3));
    for (std::string line; std::getline(lines, line) && line.rfind("## ", 0) != 0;) {
        const std::size_t middle = line.find(" | ");
        if (line.rfind("| `", 0) != 0 || middle == std::string::npos) continue;
        rows.first.merge(names_in(line.substr(0, middle)));
        rows.second.merge(names_in(line.substr(middle)));
    }
    return rows;
}

const std::set<std::string> kRows = {"dca-label",      "dca-p2-07",        "dca-p2-dose",
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
                                     "injector-9"};

TEST(ProtocolLibrary, EveryRowOfTheTableIsAFileOrSaysWhatItLacks) {
    const std::string page = text_of(kLibrary / "README.md");
    const NamedRows runs = rows_under(page, "Files");
    const NamedRows lacks = rows_under(page, "Rows that cannot run");
    std::set<std::string> told = runs.first;
    for (const std::string& row : lacks.first) {
        EXPECT_TRUE(told.insert(row).second) << row << " runs and cannot run";
        EXPECT_FALSE(fs::exists(kLibrary / (row + ".toml"))) << row;
    }
    EXPECT_EQ(told, kRows);
}

TEST(ProtocolLibrary, ThePageNamesEveryFileAndNoOther) {
    const std::string page = text_of(kLibrary / "README.md");
    std::set<std::string> named = rows_under(page, "Files").second;
    named.merge(rows_under(page, "The lay articles").first);
    std::set<std::string> files;
    for (const Closure& closure : kClosures) files.insert(std::string(closure.file) + ".toml");
    named.merge(rows_under(page, "Written from the pages alone").first);
    EXPECT_EQ(named, files);
}

}  // namespace
}  // namespace mesogrid::testing
