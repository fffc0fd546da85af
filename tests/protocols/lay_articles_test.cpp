#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "engine/run/plan.hpp"

#include "tests/protocols/library_files.hpp"

/// The lay articles (protocols.md 2) state no spacing, volume or dose; what they name must occur.
namespace mesogrid::testing {
namespace {

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
}  // namespace mesogrid::testing
