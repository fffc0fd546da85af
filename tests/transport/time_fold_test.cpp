#include "engine/transport/time_fold.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

/// A course of one cell through the fold.
double folded(TimeFold fold,
              double level,
              const std::vector<double>& formed,
              double first,
              double end,
              const std::function<double(const Instant&)>& course) {
    CourseFold cells(fold, level, 1);
    for (const Instant& instant : instants_until(formed, first, end)) {
        const double value = course(instant);
        cells.accept(instant, {&value, 1});
    }
    return cells.finish().front();
}

/// Concentration beside a Gaussian depot of unit amount, sigma 1 mm, D 1e-3 mm2/s, half-life 1 h.
double heat_kernel(double r, double t) {
    const double variance = 1.0 + 2e-3 * t;
    return std::pow(2.0 * std::numbers::pi * variance, -1.5) *
           std::exp(-0.5 * r * r / variance - std::numbers::ln2 / 3600.0 * t);
}

/// The largest value and the time above a level by brute force.
struct Truth {
    double peak = 0.0;
    double above = 0.0;
};
Truth truth(double r, double level, double end) {
    Truth found;
    constexpr int kSteps = 400000;
    for (int i = 0; i < kSteps; ++i) {
        const double value = heat_kernel(r, end * (i + 0.5) / kSteps);
        found.peak = std::max(found.peak, value);
        if (value >= level) found.above += end / kSteps;
    }
    found.peak = std::max(found.peak, heat_kernel(r, 0.0));
    return found;
}

TEST(InstantsUntil, SamplesEveryStretchFromItsStartToItsEnd) {
    const std::vector<double> formed = {0.0, 600.0};
    const auto instants = instants_until(formed, 1.0, 86400.0);
    EXPECT_EQ(instants.front().time, 0.0);
    EXPECT_EQ(instants.back().time, 86400.0);
    EXPECT_EQ(instants.back().since, 85800.0);
    int starts = 0;
    for (std::size_t i = 0; i < instants.size(); ++i) {
        starts += instants[i].since == 0.0 ? 1 : 0;
        if (i == 0 || instants[i].since == 0.0) continue;
        EXPECT_GT(instants[i].time, instants[i - 1].time);
        if (instants[i - 1].since > 0.0) {
            EXPECT_LE(instants[i].since / instants[i - 1].since, std::pow(10.0, 1.5 / 16) + 1e-12);
        }
    }
    EXPECT_EQ(starts, 2);
    const auto end_of_first = std::find_if(
        instants.begin(), instants.end(), [](const Instant& i) { return i.time == 600.0; });
    EXPECT_FALSE(end_of_first->formed_included);
    EXPECT_TRUE((end_of_first + 1)->formed_included);
    EXPECT_EQ((end_of_first + 1)->since, 0.0);
}

TEST(CourseFold, FindsPeaksToFiveTenThousandths) {
    for (const double r : {0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0}) {
        const auto course = [r](const Instant& instant) { return heat_kernel(r, instant.time); };
        const double found = folded(TimeFold::peak, 0.0, {0.0}, 6.0, 86400.0, course);
        const double expected = truth(r, 0.0, 86400.0).peak;
        EXPECT_NEAR(found / expected, 1.0, 5e-4) << r << " mm";
    }
}

TEST(CourseFold, TakesTheTimeAboveALevelToOneHundredthOfTheCrossing) {
    for (const double r : {0.0, 1.0, 2.5, 3.0, 4.0}) {
        for (const double share : {0.05, 0.3, 0.9}) {
            const double level = share * truth(r, 0.0, 86400.0).peak;
            const Truth expected = truth(r, level, 86400.0);
            const auto course = [r](const Instant& instant) {
                return heat_kernel(r, instant.time);
            };
            const double found = folded(TimeFold::time_above, level, {0.0}, 6.0, 86400.0, course);
            // one or two crossings, none later than 4 times the time above
            EXPECT_NEAR(found, expected.above, 0.01 * 4.0 * expected.above) << r << " mm " << share;
        }
    }
}

TEST(CourseFold, CountsTheTimeAboveOverEveryStretch) {
    // Doses of 1 at 0 and at 1000 s that decay with half-life 100 s; above 1/4 for 200 s each, and
    // what is left of the first adds 100 log2(1 + 4 * 2^-10) ~ 0.28 s... counted exactly below.
    const auto decayed = [](double t) { return t < 0.0 ? 0.0 : std::exp2(-t / 100.0); };
    const auto course = [&](const Instant& instant) {
        const double second = instant.time - 1000.0;
        const bool formed = second > 0.0 || (second == 0.0 && instant.formed_included);
        return decayed(instant.time) + (formed ? decayed(second) : 0.0);
    };
    const double found = folded(TimeFold::time_above, 0.25, {0.0, 1000.0}, 1.0, 5000.0, course);
    const double second = 100.0 * std::log2((1.0 + std::exp2(-10.0)) / 0.25);
    EXPECT_NEAR(found, 200.0 + second, 0.01 * 400.0);
    const double peak = folded(TimeFold::peak, 0.0, {0.0, 1000.0}, 1.0, 5000.0, course);
    EXPECT_EQ(peak, 1.0 + std::exp2(-10.0));
}

TEST(CourseFold, CountsEqualityAsAbove) {
    const auto constant = [](const Instant&) { return 2.0; };
    EXPECT_EQ(folded(TimeFold::time_above, 2.0, {0.0}, 1.0, 500.0, constant), 500.0);
    EXPECT_EQ(folded(TimeFold::time_above, 2.1, {0.0}, 1.0, 500.0, constant), 0.0);
    EXPECT_EQ(folded(TimeFold::value, 0.0, {0.0}, 1.0, 500.0, constant), 2.0);
}

}  // namespace
}  // namespace mesogrid
