#include <cmath>
#include <numbers>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

/// Endless lattices of equal Gaussian depots, judged over one period by the shipped metrics.
namespace mesogrid {
namespace {

using std::numbers::pi;
using support::GaussianDepots;
using support::JudgedMap;
using units::mm;

constexpr double kPitch = 10.0;  ///< of the square lattice, mm
/// Beyond this many sigma a depot adds less than 1e-17 of its peak.
constexpr double kReach = 9.0;

enum class LatticeKind { square, hexagonal };

/// A rectangle that repeats itself, with its depots at the centre and, hexagonal, the corners.
struct Period {
    double width;
    double height;
    std::vector<Point> centres;
};

/// Both lattices have one depot per kPitch^2.
Period period(LatticeKind kind) {
    if (kind == LatticeKind::square) return {kPitch, kPitch, {{0.0, 0.0}}};
    const double pitch = kPitch * std::sqrt(2.0 / std::sqrt(3.0));
    return {
        pitch, pitch * std::sqrt(3.0), {{0.0, 0.0}, {0.5 * pitch, 0.5 * pitch * std::sqrt(3.0)}}};
}

/// Mean dose 1 ug/mm2 over one period, cells of a hundredth of the pitch.
JudgedMap judged_lattice(LatticeKind kind, double sigma) {
    const Period one = period(kind);
    const double spacing = 0.01 * kPitch;
    const auto cells = [&](double extent) {
        // Two cells more than needed: the border of the period is no border of the map.
        return 2 * (static_cast<int>(std::ceil(0.5 * extent / spacing)) + 2);
    };
    const Raster raster{{-0.5 * spacing * cells(one.width), -0.5 * spacing * cells(one.height)},
                        spacing,
                        cells(one.width),
                        cells(one.height)};
    GaussianDepots depots{.centres = {}, .amount = kPitch * kPitch, .sigma = sigma};
    const int along_x = static_cast<int>(std::ceil(kReach * sigma / one.width)) + 1;
    const int along_y = static_cast<int>(std::ceil(kReach * sigma / one.height)) + 1;
    for (int j = -along_y; j <= along_y; ++j) {
        for (int i = -along_x; i <= along_x; ++i) {
            for (const Point centre : one.centres) {
                depots.centres.push_back(centre + Point{i * one.width, j * one.height});
            }
        }
    }
    return JudgedMap(
        {.outline = Outline::rectangle(one.width * mm, one.height * mm), .refinement = 2},
        support::cell_averages(depots, raster));
}

/// CV^2 = sum over reciprocal vectors G other than 0 of exp(-sigma^2 |G|^2) (Parseval); hexagonal
/// of pitch p: |G|^2 = (16 pi^2/3)(m^2 + n^2 + m n)/p^2.
double reciprocal_variation(LatticeKind kind, double sigma) {
    const double per_area = sigma * sigma / (kPitch * kPitch);
    double sum = 0.0;
    for (int m = -12; m <= 12; ++m) {
        for (int n = -12; n <= 12; ++n) {
            if (m == 0 && n == 0) continue;
            const double square = 4.0 * pi * pi * (m * m + n * n);
            const double hexagonal =
                16.0 * pi * pi / 3.0 * (std::sqrt(3.0) / 2.0) * (m * m + n * n + m * n);
            sum += std::exp(-per_area * (kind == LatticeKind::square ? square : hexagonal));
        }
    }
    return std::sqrt(sum);
}

/// One line of the table, as printed: square then hexagonal.
struct Line {
    double sigma_over_pitch;
    double variation[2];
    double uniformity[2];      ///< CU, %
    double lowest_quarter[2];  ///< DU_lq, %
    double near_minimum[2];    ///< D95 over the mean
    double over_coldest[2];    ///< mean over the mean of the lowest 5 % of the area
};

void PrintTo(const Line& line, std::ostream* out) {
    *out << "sigma/L = " << line.sigma_over_pitch;
}

class GaussianLattice : public testing::TestWithParam<Line> {};

constexpr LatticeKind kKinds[] = {LatticeKind::square, LatticeKind::hexagonal};

/// Half a unit of the last printed digit, and the rounding of that half itself.
constexpr double half_unit(int digits) {
    double unit = 1.0;
    for (int i = 0; i < digits; ++i) unit /= 10.0;
    return 0.5 * unit * (1.0 + 1e-9);
}

TEST_P(GaussianLattice, MeetsEveryPrintedDigitOfTheTable) {
    const Line& line = GetParam();
    for (const std::size_t k : {0U, 1U}) {
        SCOPED_TRACE(k == 0 ? "square" : "hexagonal");
        const JudgedMap judged = judged_lattice(kKinds[k], line.sigma_over_pitch * kPitch);
        EXPECT_NEAR(judged.value("CV"), line.variation[k], half_unit(3));
        EXPECT_NEAR(judged.value("CU"), line.uniformity[k], half_unit(1));
        EXPECT_NEAR(judged.value("DU_lq"), line.lowest_quarter[k], half_unit(1));
        EXPECT_NEAR(judged.value("D95"), line.near_minimum[k], half_unit(2));
        EXPECT_NEAR(judged.value("mean_dose") / judged.doses().mean_of_lowest(0.05),
                    line.over_coldest[k],
                    half_unit(2));
    }
}

TEST_P(GaussianLattice, VariesAsTheReciprocalSumSays) {
    for (const LatticeKind kind : kKinds) {
        const double sigma = GetParam().sigma_over_pitch * kPitch;
        EXPECT_NEAR(
            judged_lattice(kind, sigma).value("CV"), reciprocal_variation(kind, sigma), 1e-5);
    }
}

TEST_P(GaussianLattice, HasTheMeanDoseOfItsDensity) {
    // One period holds whole depots; what is missing is the tail beyond kReach and rounding.
    const double sigma = GetParam().sigma_over_pitch * kPitch;
    EXPECT_NEAR(judged_lattice(LatticeKind::square, sigma).value("mean_dose"), 1.0, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    GaussianLattice,
    testing::Values(
        Line{0.25, {0.607, 0.590}, {50.0, 50.9}, {36.8, 44.8}, {0.26, 0.40}, {4.49, 2.67}},
        Line{0.30, {0.343, 0.315}, {71.8, 73.5}, {60.0, 69.3}, {0.51, 0.66}, {2.11, 1.56}},
        Line{0.35, {0.179, 0.150}, {85.4, 87.4}, {77.8, 85.2}, {0.72, 0.83}, {1.43, 1.21}},
        Line{0.40, {0.085, 0.064}, {93.1, 94.6}, {89.1, 93.7}, {0.86, 0.93}, {1.18, 1.08}},
        Line{0.50, {0.014, 0.008}, {98.8, 99.3}, {98.1, 99.2}, {0.98, 0.99}, {1.03, 1.01}}));

TEST(NearlyNormalDose, TiesUniformityToVariation) {
    // For a normal distribution mean|q - m| = 0.80 CV m, and the lowest quarter lies 1.27 CV m
    // below the mean; at CV = 0.085 the square lattice is that near to normal.
    const JudgedMap judged = judged_lattice(LatticeKind::square, 0.40 * kPitch);
    const double variation = judged.value("CV");
    EXPECT_NEAR(judged.value("CU"), 100.0 * (1.0 - 0.80 * variation), 0.2);
    EXPECT_NEAR(judged.value("DU_lq"), 100.0 * (1.0 - 1.27 * variation), 0.2);
}

}  // namespace
}  // namespace mesogrid
