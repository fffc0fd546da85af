#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
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
    {"profhilo-bap", 2 * 5, 2.0 * kMilli, 64.0 * kMilli, 64.0 * kMilli / (140.0 * 120.0)},
    // The lay articles state no volume and no area: these add up to our own figures.
    {"lay-face-gun", 15, 15.0, 15 * 50.0, 15 * 50.0 / (50.0 * 30.0)},
    {"lay-neck-line", 12, 240.0, 240 * 50.0, 240 * 50.0 / (48.0 * 30.0)},
    {"lay-decollete-head-5", 15, 75.0, 75.0, 75.0 / (39.0 * 13.0)},
    {"lay-hand-head-9", 18, 54.0, 54 * 50.0, 54 * 50.0 / (30.0 * 15.0)},
    {"lay-eyelid-motorised", 10, 20.0, 200.0, 200.0 / (25.0 * 10.0)},
    {"lay-abdomen", 12, 600.0, 6000.0, 6000.0 / (80.0 * 60.0)},
    {"lay-buttock-nappage", 15, 150.0, 1500.0, 1500.0 / (20.0 * 15.0)},
    {"lay-thigh-cocktail", 12, 600.0, 600 * 20.0, 600 * 20.0 / (60.0 * 45.0)},
    {"lay-hips", 13, 260.0, 2600.0, 2600.0 / (40.0 * 40.0)},
    {"lay-legs", 12, 240.0, 2400.0, 2400.0 / (60.0 * 40.0)},
    {"lay-arm-gun", 12, 12.0, 600.0, 600.0 / (40.0 * 30.0)},
    {"lay-inner-knees-fan", 13, 260.0, 2600.0, 2600.0 / (40.0 * 30.0)},
    {"lay-scalp-forehead", 14, 280.0, 280.0, 280.0 / (70.0 * 20.0)},
    {"lay-scalp-temples", 12, 240.0, 240.0, 240.0 / (40.0 * 30.0)},
    {"lay-scalp-back-of-head", 13, 260.0, 260.0, 260.0 / (40.0 * 40.0)},
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
    std::istringstream lines(page.substr(page.find("## " + heading) + 3));
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
    named.merge(rows_under(page, "Written from the pages alone").first);
    std::set<std::string> files;
    for (const Closure& closure : kClosures) files.insert(std::string(closure.file) + ".toml");
    EXPECT_EQ(named, files);
}

/// The scenarios after the lay articles (protocols.md 2).
std::vector<Scenario> lay_scenarios() {
    std::vector<Scenario> scenarios;
    for (const Closure& closure : kClosures) {
        if (std::string(closure.file).rfind("lay-", 0) == 0)
            scenarios.push_back(read(closure.file));
    }
    return scenarios;
}

TEST(LayArticles, EveryAreaTechniqueAndDeviceOccurs) {
    std::set<std::string> sites;
    std::set<std::string> places;
    std::set<std::string> techniques;
    std::set<std::string> devices;
    for (const Scenario& scenario : lay_scenarios()) {
        sites.insert(scenario.target.site);
        places.insert(scenario.name);
        techniques.emplace(to_text(scenario.delivery.technique));
        devices.insert(scenario.delivery.device);
    }
    for (const char* site : {"face",
                             "neck",
                             "decollete",
                             "hand",
                             "eyelid",
                             "abdomen",
                             "buttock",
                             "thigh",
                             "hips",
                             "legs",
                             "arm",
                             "inner knees",
                             "scalp"}) {
        EXPECT_EQ(sites.count(site), 1U) << site;
    }
    for (const char* place :
         {"lay-scalp-forehead", "lay-scalp-temples", "lay-scalp-back-of-head"}) {
        EXPECT_EQ(places.count(place), 1U) << place;
    }
    for (const TechniqueRow& row : models::catalogs().library.techniques) {
        EXPECT_EQ(techniques.count(row.name), 1U) << row.name;
    }
    for (const DeviceRow& row : models::catalogs().library.devices) {
        EXPECT_EQ(devices.count(row.name), 1U) << row.name;
    }
}

TEST(LayArticles, DepthPuncturesAndSessionsLieInTheirRanges) {
    for (const Scenario& scenario : lay_scenarios()) {
        EXPECT_GE(scenario.delivery.depth, 1.0 * units::mm) << scenario.name;
        EXPECT_LE(scenario.delivery.depth, 4.0 * units::mm) << scenario.name;
        EXPECT_GE(scenario.schedule.sessions(), 3U) << scenario.name;
        EXPECT_LE(scenario.schedule.sessions(), 15U) << scenario.name;
        const std::size_t count = plan(scenario).size();
        EXPECT_GE(count, 10U) << scenario.name;
        // Two shots of nine needles are 18: the file says so.
        EXPECT_LE(count, scenario.delivery.device == "head-9" ? 18U : 15U) << scenario.name;
    }
}

/// Days from session to session.
std::vector<double> intervals_of(const Scenario& scenario) {
    std::vector<double> days;
    for (std::size_t s = 1; s < scenario.schedule.sessions(); ++s) {
        days.push_back((scenario.schedule.ends[s] - scenario.schedule.ends[s - 1]) / units::day);
    }
    return days;
}

bool within(double day, double least, double most) {
    return day >= least && day <= most;
}

TEST(LayArticles, EveryScheduleOccurs) {
    std::set<std::string> found;
    for (const Scenario& scenario : lay_scenarios()) {
        const std::vector<double> days = intervals_of(scenario);
        if (days.size() + 1 == 3) found.insert("3 sessions");
        if (days.size() + 1 == 15) found.insert("15 sessions");
        if (within(days.front(), 7, 10) && within(days.back(), 28, 31)) {
            found.insert("7 to 10 days, then monthly");
        }
        if (days.size() == 5 && within(days[0], 7, 14) && within(days[1], 7, 14) &&
            within(days[2], 7, 14) && days[3] == 28.0 && days[4] == 28.0) {
            found.insert("4 at 1 to 2 weeks, 2 more after 4 weeks each");
        }
        if (within(days.back(), 90, 183)) found.insert("again after 3 to 6 months");
    }
    EXPECT_EQ(found.size(), 5U);
}

}  // namespace
}  // namespace mesogrid
