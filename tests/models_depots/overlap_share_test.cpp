#include "models/depots/overlap_share.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace mesogrid::models {
namespace {

/// True when another footprint than `own` covers the point.
bool covered_by_another(const std::vector<Footprint>& all, const Footprint& own, Point p) {
    return std::any_of(all.begin(), all.end(), [&](const Footprint& other) {
        return &other != &own && distance(p, other.middle) < other.radius;
    });
}

/// The same integral on a fine raster, all footprints against all.
double by_raster(const std::vector<Footprint>& footprints, double step) {
    double shared = 0.0;
    double all = 0.0;
    for (const Footprint& own : footprints) {
        const auto side = 2 * static_cast<int>(own.radius / step) + 1;
        for (int cell = 0; cell < side * side; ++cell) {
            const int column = cell % side - side / 2;
            const int row = cell / side - side / 2;
            const Point off{(column + 0.31) * step, (row + 0.43) * step};
            const double u = dot(off, off) / (own.radius * own.radius);
            if (u >= 1.0) continue;
            const double w = own.fluid / (own.radius * own.radius) * std::sqrt(1.0 - u);
            all += w;
            if (covered_by_another(footprints, own, own.middle + off)) shared += w;
        }
    }
    return shared / all;
}

std::vector<Footprint> square_lattice(double pitch, double radius, int side) {
    std::vector<Footprint> lattice;
    for (int j = 0; j < side; ++j) {
        for (int i = 0; i < side; ++i) {
            lattice.push_back(
                {.middle = {i * pitch, j * pitch}, .half = {}, .radius = radius, .fluid = 20.0});
        }
    }
    return lattice;
}

TEST(OverlappedShare, IsTheIntegralOfItsDefinition) {
    for (const double pitch : {2.2, 3.0, 4.0, 4.6, 4.95}) {
        const std::vector<Footprint> lattice = square_lattice(pitch, 2.5, 4);
        EXPECT_NEAR(overlapped_share(lattice), by_raster(lattice, 0.02), 3e-3) << pitch;
    }
    std::vector<Footprint> uneven = square_lattice(3.7, 2.5, 3);
    uneven[4].radius = 1.2;
    uneven[4].fluid = 3.0;
    EXPECT_NEAR(overlapped_share(uneven), by_raster(uneven, 0.02), 3e-3);
}

TEST(OverlappedShare, IsNothingApartAndAllInOnePlace) {
    EXPECT_EQ(overlapped_share(square_lattice(5.0, 2.5, 3)), 0.0);
    EXPECT_EQ(overlapped_share(square_lattice(0.0, 2.5, 2)), 1.0);
    EXPECT_EQ(overlapped_share({}), 0.0);
}

TEST(OverlappedShare, SeesLinesByTheirWholeLength) {
    const Footprint line{.middle = {}, .half = {5.0, 0.0}, .radius = 1.0, .fluid = 20.0};
    Footprint beside = line;
    beside.middle = {0.0, 2.01};
    EXPECT_EQ(overlapped_share(std::vector{line, beside}), 0.0);
    // Half of each line, and beyond its middle what lies under the round end of the other: per mm
    // of path (3 c - c^3)/2 of a section's fluid, c = (1 - x^2)^(1/2), over 1 mm: 9 pi/32 of 10 mm.
    beside.middle = {5.0, 0.0};
    EXPECT_NEAR(
        overlapped_share(std::vector{line, beside}), 0.5 + 9.0 * std::numbers::pi / 320.0, 3e-3);
    // lines that cross far from a middle: found though their middles are 8 mm apart
    const Footprint far{.middle = {4.5, 4.9}, .half = {0.0, 5.0}, .radius = 1.0, .fluid = 20.0};
    EXPECT_GT(overlapped_share(std::vector{line, far}), 0.1);
}

}  // namespace
}  // namespace mesogrid::models
