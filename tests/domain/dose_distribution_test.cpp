#include "engine/domain/dose_distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace mesogrid {
namespace {

/// Sums of some hundred areas of order 1.
constexpr double kRounding = 1e-12;

double uniform(unsigned index, unsigned use) {
    return uniform_random({.seed = 7, .puncture = index, .index = use});
}

/// 400 pieces of unlike area, dose and rise; every fourth is flat.
std::vector<DosePiece> pieces() {
    std::vector<DosePiece> list;
    for (unsigned k = 0; k < 400; ++k) {
        const double rise = k % 4 == 0 ? 0.0 : 0.3;
        list.push_back({1.0 + 5.0 * uniform(k, 0),
                        rise * uniform(k, 1),
                        rise * uniform(k, 2),
                        0.5 + uniform(k, 3)});
    }
    std::sort(
        list.begin(), list.end(), [](const auto& a, const auto& b) { return a.dose < b.dose; });
    return list;
}

std::vector<DosePiece> flat(const std::vector<double>& doses) {
    std::vector<DosePiece> list;
    for (const double dose : doses) list.push_back({.dose = dose, .area = 1.0});
    return list;
}

/// Every piece asked, none left out: what the quick sums must give.
double naive_area_at_least(const std::vector<DosePiece>& list, double threshold) {
    double area = 0.0;
    for (const DosePiece& piece : list) area += piece.area * piece.share_at_least(threshold);
    return area;
}

TEST(DosePiece, CountsWhatOfAPlaneLiesAtOrAboveTheThreshold) {
    // A midpoint sum over 400 x 400 points of a plane counts each line of points to one point.
    const DosePiece piece{.dose = 2.0, .rise_x = 0.6, .rise_y = 0.25, .area = 1.0};
    for (const double threshold : {1.5, 1.6, 1.7, 1.9, 2.0, 2.05, 2.2, 2.4, 2.5}) {
        int reached = 0;
        for (int j = 0; j < 400; ++j) {
            for (int i = 0; i < 400; ++i) {
                const double u = (i + 0.5) / 400.0 - 0.5;
                const double v = (j + 0.5) / 400.0 - 0.5;
                reached += 2.0 + 0.6 * u + 0.25 * v >= threshold ? 1 : 0;
            }
        }
        EXPECT_NEAR(piece.share_at_least(threshold), reached / 160000.0, 1.0 / 400.0) << threshold;
    }
}

TEST(DosePiece, CountsWhollyWhenFlatAndEqualToTheThreshold) {
    const DosePiece piece{.dose = 2.0, .area = 1.0};
    EXPECT_EQ(piece.share_at_least(2.0), 1.0);
    EXPECT_EQ(piece.share_at_least(std::nextafter(2.0, 3.0)), 0.0);
}

TEST(DosePiece, IsCutInHalfByItsMean) {
    EXPECT_EQ((DosePiece{.dose = 2.0, .rise_x = 0.1, .rise_y = 0.1}.share_at_least(2.0)), 0.5);
    EXPECT_EQ((DosePiece{.dose = 2.0, .rise_y = 0.1}.share_at_least(2.0)), 0.5);
}

TEST(DoseDistribution, SumsAreasAsANaiveSumDoes) {
    const std::vector<DosePiece> list = pieces();
    const DoseDistribution doses(list);
    std::vector<double> thresholds;
    for (int n = 0; n <= 80; ++n) thresholds.push_back(0.08 * n);
    const std::vector<double> together = doses.areas_at_least(thresholds);
    for (std::size_t n = 0; n < thresholds.size(); ++n) {
        const double expected = naive_area_at_least(list, thresholds[n]);
        EXPECT_NEAR(doses.area_at_least(thresholds[n]), expected, 400 * kRounding);
        EXPECT_NEAR(together[n], expected, 400 * kRounding);
    }
}

TEST(DoseDistribution, CountsEqualityAndAllOfItExactly) {
    const DoseDistribution doses(flat({0.1, 0.3, 0.3, 0.7}));
    EXPECT_EQ(doses.area_at_least(0.3), 3.0);
    EXPECT_EQ(doses.area_at_least(0.7), 1.0);
    EXPECT_EQ(doses.area_at_least(0.1), doses.total_area());
    EXPECT_EQ(doses.area_at_least(0.71), 0.0);
}

TEST(DoseDistribution, FindsTheLargestDoseThatAShareGets) {
    const std::vector<DosePiece> list = pieces();
    const DoseDistribution doses(list);
    for (const double share : {0.01, 0.02, 0.05, 0.3, 0.5, 0.75, 0.95, 0.98, 1.0}) {
        const double dose = doses.dose_of_hottest(share);
        const double wanted = share * doses.total_area();
        EXPECT_GE(naive_area_at_least(list, dose), wanted * (1.0 - 1e-11)) << share;
        EXPECT_LT(naive_area_at_least(list, dose + 1e-9), wanted) << share;
    }
}

TEST(DoseDistribution, FindsDosesOfFlatPiecesByTheirDefinition) {
    // sup{d : H(d) >= v}: the upper of two values where the share is met exactly.
    const DoseDistribution doses(flat({1.0, 2.0, 3.0, 4.0}));
    EXPECT_EQ(doses.dose_of_hottest(1.0), 1.0);
    EXPECT_EQ(doses.dose_of_hottest(0.76), 1.0);
    EXPECT_EQ(doses.dose_of_hottest(0.75), 2.0);
    EXPECT_EQ(doses.dose_of_hottest(0.5), 3.0);
    EXPECT_EQ(doses.dose_of_hottest(0.25), 4.0);
    EXPECT_EQ(doses.dose_of_hottest(0.01), 4.0);
}

TEST(DoseDistribution, FindsAPlateauAmongSlopes) {
    std::vector<DosePiece> list = flat({2.0, 2.0, 2.0, 2.0});
    list.insert(list.begin(), {.dose = 1.9, .rise_x = 0.6, .rise_y = 0.0, .area = 1.0});
    const DoseDistribution doses(list);
    EXPECT_NEAR(doses.dose_of_hottest(0.5), 2.0, 1e-14);
    EXPECT_NEAR(doses.dose_of_hottest(0.8), 2.0, 1e-14);
}

TEST(DoseDistribution, SplitsThePieceAtTheLimitOfTheLowest) {
    const DoseDistribution doses(flat({1.0, 2.0, 3.0}));
    EXPECT_DOUBLE_EQ(doses.mean_of_lowest(0.25), 1.0);
    EXPECT_DOUBLE_EQ(doses.mean_of_lowest(0.5), (1.0 + 0.5 * 2.0) / 1.5);
    EXPECT_DOUBLE_EQ(doses.mean_of_lowest(1.0), 2.0);
}

TEST(DoseDistribution, WeighsItsMomentsByArea) {
    const DoseDistribution doses({{.dose = 1.0, .area = 3.0}, {.dose = 5.0, .area = 1.0}});
    EXPECT_DOUBLE_EQ(doses.mean(), 2.0);
    EXPECT_DOUBLE_EQ(doses.standard_deviation(), std::sqrt((3.0 * 1.0 + 9.0) / 4.0));
    EXPECT_DOUBLE_EQ(doses.mean_absolute_deviation(), (3.0 * 1.0 + 3.0) / 4.0);
}

TEST(DoseDistribution, KnowsTheVariationWithinAPiece) {
    // A plane over a rectangle: sd^2 = (a^2 + b^2)/12.
    const DoseDistribution doses({{.dose = 1.0, .rise_x = 0.3, .rise_y = 0.4, .area = 2.0}});
    EXPECT_DOUBLE_EQ(doses.standard_deviation(), 0.5 / std::sqrt(12.0));
}

TEST(DoseDistribution, HasTheMeanAsTheAreaUnderItsCurve) {
    // mean = integral of H from 0 on; the trapezoid rule with a step of 1/1000 of the range is out
    // by the step at jumps, smoothed over 400 pieces.
    const DoseDistribution doses(pieces());
    std::vector<double> thresholds;
    const int steps = 20000;
    for (int n = 0; n <= steps; ++n) thresholds.push_back(doses.highest() * n / steps);
    const std::vector<double> areas = doses.areas_at_least(thresholds);
    const double inner = std::accumulate(areas.begin() + 1, areas.end() - 1, 0.0);
    const double integral =
        (inner + 0.5 * (areas.front() + areas.back())) * doses.highest() / steps;
    EXPECT_NEAR(integral / doses.total_area(), doses.mean(), doses.highest() / steps);
}

TEST(DoseDistribution, IsEmptyWithoutPieces) {
    const DoseDistribution doses;
    EXPECT_TRUE(doses.empty());
    EXPECT_EQ(doses.total_area(), 0.0);
    EXPECT_EQ(doses.area_at_least(1.0), 0.0);
    EXPECT_EQ(doses.mean(), 0.0);
    EXPECT_EQ(doses.standard_deviation(), 0.0);
}

}  // namespace
}  // namespace mesogrid
