#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

/// A field of 60 x 40 mm with 24 equal Gaussian depots (sigma 3.5 mm) at 10 mm, on average 1
/// ug/mm2, interior 10 mm from the border.
namespace mesogrid {
namespace {

using support::GaussianDepots;
using support::JudgedMap;
using units::mm;

constexpr double kWidth = 60.0;
constexpr double kHeight = 40.0;
constexpr double kMargin = 10.0;

/// How far every even and every odd row is shifted along x, mm.
struct RowShifts {
    double even;
    double odd;
};
constexpr RowShifts kSquare{0.0, 0.0};
constexpr RowShifts kOffset{-2.5, 2.5};
constexpr RowShifts kHalfPitch{0.0, 5.0};

GaussianDepots field(RowShifts shifts) {
    GaussianDepots depots{.centres = {}, .amount = kWidth * kHeight / 24.0, .sigma = 3.5};
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 6; ++column) {
            const double shift = row % 2 == 0 ? shifts.even : shifts.odd;
            depots.centres.push_back({-25.0 + 10.0 * column + shift, -15.0 + 10.0 * row});
        }
    }
    return depots;
}

Raster raster_of(double spacing) {
    return {{-0.5 * kWidth, -0.5 * kHeight},
            spacing,
            static_cast<int>(std::lround(kWidth / spacing)),
            static_cast<int>(std::lround(kHeight / spacing))};
}

JudgedMap judged(const GaussianDepots& depots, double spacing) {
    return JudgedMap(
        {.outline = Outline::rectangle(kWidth * mm, kHeight * mm), .margin = kMargin * mm},
        support::cell_averages(depots, raster_of(spacing)));
}

/// The values at the cells' centres in ascending order, as a program counts that takes every cell
/// for a point.
std::vector<double> counted(const GaussianDepots& depots, double spacing, Region region) {
    const Raster raster = raster_of(spacing);
    const Map map = support::point_values(depots, raster);
    std::vector<double> values;
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            const Point p = raster.centre(i, j);
            const double depth =
                std::min(0.5 * kWidth - std::abs(p.x), 0.5 * kHeight - std::abs(p.y));
            if (region == Region::interior && depth <= kMargin) continue;
            values.push_back(map.values[raster.index(i, j)]);
        }
    }
    std::sort(values.begin(), values.end());
    return values;
}

double counted_v80(const GaussianDepots& depots, double spacing, Region region) {
    const std::vector<double> values = counted(depots, spacing, region);
    const auto first = std::lower_bound(values.begin(), values.end(), 0.8);
    return 100.0 * static_cast<double>(values.end() - first) / static_cast<double>(values.size());
}

double counted_d95(const GaussianDepots& depots, double spacing, Region region) {
    const std::vector<double> values = counted(depots, spacing, region);
    return values[values.size() / 20];
}

/// One line of the published table and the converged values behind it.
struct Expected {
    RowShifts shifts;
    Region region;
    double printed_v80;  ///< counted at 0.25 mm
    double printed_d95;
    double v80;  ///< converged: planes per cell at 1/16 and 1/32 mm, extrapolated
    double d95;
    double du_lq;
    double cv;
};

constexpr std::array kTable = {
    Expected{kSquare, Region::whole, 74.02, 0.507, 73.795, 0.50671, 67.606, 0.24425},
    Expected{kOffset, Region::whole, 79.76, 0.446, 79.806, 0.44819, 66.527, 0.26078},
    Expected{kSquare, Region::interior, 85.50, 0.722, 85.049, 0.72002, 77.832, 0.17891},
    Expected{kOffset, Region::interior, 98.75, 0.810, 98.745, 0.80966, 82.545, 0.15925}};

std::string named(Region region, const std::string& measure) {
    return (region == Region::whole ? "" : "interior.") + measure;
}

TEST(FiniteField, CountedAtAQuarterMillimetreMeetsThePrintedDigits) {
    for (const Expected& line : kTable) {
        const GaussianDepots depots = field(line.shifts);
        EXPECT_NEAR(counted_v80(depots, 0.25, line.region), line.printed_v80, 0.0051);
        EXPECT_NEAR(counted_d95(depots, 0.25, line.region), line.printed_d95, 0.00051);
    }
    EXPECT_NEAR(counted_v80(field(kHalfPitch), 0.25, Region::whole), 78.65, 0.0051);
    EXPECT_NEAR(counted_d95(field(kHalfPitch), 0.25, Region::whole), 0.408, 0.00051);
}

TEST(FiniteField, MeetsTheConvergedValues) {
    // The measures' own error at 0.25 mm, a fourteenth of sigma, is below 0.005 points (see the
    // convergence test); the converged values are rounded to half a unit of their last digit.
    for (const Expected& line : kTable) {
        const JudgedMap map = judged(field(line.shifts), 0.25);
        EXPECT_NEAR(map.value(named(line.region, "V80")), line.v80, 0.005);
        EXPECT_NEAR(map.value(named(line.region, "D95")), line.d95, 5e-5);
        EXPECT_NEAR(map.value(named(line.region, "DU_lq")), line.du_lq, 0.005);
        EXPECT_NEAR(map.value(named(line.region, "CV")), line.cv, 2e-5);
    }
}

TEST(FiniteField, KnowsTheOtherEdgeOfRowsShiftedToOneSide) {
    const JudgedMap map = judged(field(kHalfPitch), 0.25);
    EXPECT_NEAR(map.value("V80"), 78.690, 0.005);
    EXPECT_NEAR(map.value("D95"), 0.40814, 5e-5);
}

TEST(FiniteField, BarelyDependsOnTheSpacingOfTheMap) {
    // Interior V80 moves by less than 0.3 points between maps of 1 mm and 0.25 mm, where counting
    // cells moves by 2.5 (and what it converges to is half a point away again).
    for (const RowShifts shifts : {kSquare, kOffset}) {
        const double fine = judged(field(shifts), 0.25).value("interior.V80");
        EXPECT_NEAR(judged(field(shifts), 1.0).value("interior.V80"), fine, 0.3);
    }
    EXPECT_EQ(counted_v80(field(kSquare), 1.0, Region::interior), 88.0);
    EXPECT_EQ(counted_v80(field(kOffset), 1.0, Region::interior), 100.0);
}

TEST(FiniteField, ConvergesAtLeastToSecondOrderInTheSpacing) {
    // From 1 mm to 0.25 mm second order is a factor of 16; half of it is left to the change of the
    // constant, and the converged values are known to the last term only.
    const JudgedMap coarse = judged(field(kSquare), 1.0);
    const JudgedMap fine = judged(field(kSquare), 0.25);
    for (const Expected& line : {kTable[0], kTable[2]}) {
        const auto improves = [&](const std::string& measure, double converged, double known_to) {
            const std::string name = named(line.region, measure);
            EXPECT_LT(std::abs(fine.value(name) - converged),
                      std::abs(coarse.value(name) - converged) / 8.0 + known_to)
                << name;
        };
        improves("V80", line.v80, 1e-3);
        improves("D95", line.d95, 1e-5);
        improves("DU_lq", line.du_lq, 1e-3);
        improves("CV", line.cv, 1e-5);
    }
}

TEST(FiniteField, LosesMostWhereAnInnerDepotIsLeftOut) {
    const double all = judged(field(kSquare), 0.25).value("V80");
    const auto loss = [&](std::size_t left_out) {
        GaussianDepots depots = field(kSquare);
        depots.centres.erase(depots.centres.begin() + static_cast<std::ptrdiff_t>(left_out));
        return all - judged(depots, 0.25).value("V80");
    };
    // Difference of two values each within 0.005. Counting at 0.25 mm gives 3.47, 4.58 and 5.98.
    EXPECT_NEAR(loss(0), 3.4643, 0.01);
    EXPECT_NEAR(loss(1), 4.5459, 0.01);
    EXPECT_NEAR(loss(7), 5.8815, 0.01);
}

TEST(FiniteField, CountedLossesMeetThePrintedDigits) {
    const double all = counted_v80(field(kSquare), 0.25, Region::whole);
    const auto loss = [&](std::size_t left_out) {
        GaussianDepots depots = field(kSquare);
        depots.centres.erase(depots.centres.begin() + static_cast<std::ptrdiff_t>(left_out));
        return all - counted_v80(depots, 0.25, Region::whole);
    };
    EXPECT_NEAR(loss(0), 3.47, 0.0051);
    EXPECT_NEAR(loss(1), 4.58, 0.0051);
    EXPECT_NEAR(loss(8), 5.98, 0.0051);
}

}  // namespace
}  // namespace mesogrid
