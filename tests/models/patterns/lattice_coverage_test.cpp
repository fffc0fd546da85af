#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "engine/geometry/edge_policy.hpp"
#include "engine/geometry/target_sampling.hpp"

#include "models/patterns/hexagonal_lattice.hpp"
#include "models/patterns/square_lattice.hpp"

#include "tests/support/disc_coverage.hpp"

/// Discs on lattices: the closed forms (Kershner 1939 for the thinnest covering), the exact areas
/// of the engine's own patterns and territories, and the raster path of the measures.
namespace mesogrid::models {
namespace {

using std::numbers::pi;
using std::numbers::sqrt2;
using std::numbers::sqrt3;
using units::mm;

constexpr double kPitch = 10.0;  // mm

std::vector<Point> field(const Pattern& pattern) {
    const Outline outline = Outline::rectangle(90.0 * mm, 90.0 * mm);
    return pattern.positions({.outline = outline, .overhang = 0.0 * mm, .anchor = Point{}});
}

std::size_t nearest_to_origin(const std::vector<Point>& points) {
    const auto nearest = std::min_element(
        points.begin(), points.end(), [](Point a, Point b) { return dot(a, a) < dot(b, b); });
    return static_cast<std::size_t>(nearest - points.begin());
}

/// Covered share of one point's Voronoi cell: a place is covered when its nearest point is within
/// the radius, so this is the covered share of the whole lattice.
double exact_coverage(const Pattern& pattern, double rho) {
    const std::vector<Point> points = field(pattern);
    const std::size_t middle = nearest_to_origin(points);
    const Outline cell = territories(points, Outline::rectangle(90.0 * mm, 90.0 * mm))[middle];
    return disc_coverage::disc_in_outline(points[middle], rho * kPitch, cell) / cell.area();
}

const std::vector<double> kRadii{
    0.1, 0.4, 0.5, 0.55, 1.0 / sqrt3, 0.6, 0.65, 0.7, 1.0 / sqrt2, 0.9};

TEST(LatticeCoverage, OfTheSquarePatternIsTheClosedForm) {
    for (const double rho : kRadii) {
        EXPECT_NEAR(exact_coverage(SquareLattice(kPitch * mm), rho),
                    disc_coverage::square_lattice(rho),
                    1e-12);
    }
}

TEST(LatticeCoverage, OfTheHexagonalPatternIsTheClosedForm) {
    for (const double rho : kRadii) {
        EXPECT_NEAR(exact_coverage(HexagonalLattice(kPitch * mm), rho),
                    disc_coverage::hexagonal_lattice(rho),
                    1e-12);
    }
}

TEST(LatticeCoverage, ClosedFormsGiveTheTabulatedValues) {
    struct Row {
        double rho, square, hexagonal;
    };
    for (const Row& row : {Row{0.40, 0.502655, 0.580416},
                           Row{0.50, 0.785398, 0.906900},
                           Row{0.55, 0.888653, 0.990517},
                           Row{1.0 / sqrt3, 0.926416, 1.0},
                           Row{0.60, 0.950911, 1.0},
                           Row{0.65, 0.986545, 1.0},
                           Row{1.0 / sqrt2, 1.0, 1.0}}) {
        EXPECT_NEAR(disc_coverage::square_lattice(row.rho), row.square, 5e-7);
        EXPECT_NEAR(disc_coverage::hexagonal_lattice(row.rho), row.hexagonal, 5e-7);
    }
    // At equal density: a hexagonal cell of area 1 has the pitch sqrt(2/sqrt3).
    EXPECT_NEAR(disc_coverage::hexagonal_lattice(0.60 / std::sqrt(2.0 / sqrt3)), 0.9955, 5e-5);
}

TEST(LatticeCoverage, TheHexagonalPatternCoversMostThinly) {
    // Discs per area times their own area where coverage just becomes whole: 2 pi/sqrt27 and pi/2.
    const double hexagonal = 2.0 / sqrt3 * pi / 3.0;
    EXPECT_NEAR(hexagonal, 2.0 * pi / std::sqrt(27.0), 1e-15);
    const double just_less = 1.0 - 1e-6;
    EXPECT_LT(exact_coverage(HexagonalLattice(kPitch * mm), just_less / sqrt3), 1.0 - 1e-13);
    EXPECT_LT(exact_coverage(SquareLattice(kPitch * mm), just_less / sqrt2), 1.0 - 1e-13);
}

/// The raster path: an indicator map of the union of discs, interpolated and judged at 1/2 over
/// whole unit cells of the lattice.
double raster_coverage(const Pattern& pattern, Length cell_height, double rho, double spacing) {
    const std::vector<Point> points = field(pattern);
    const Point middle = points[nearest_to_origin(points)];
    const Outline cell = Outline::rectangle(kPitch * mm, cell_height, middle);
    const int half = static_cast<int>(std::ceil(10.0 / spacing));
    // Off the symmetry of the lattice, so that no row of cells lies on a tie.
    const Raster raster{
        {-half * spacing + 0.0137, -half * spacing - 0.0071}, spacing, 2 * half, 2 * half};
    Map map{raster, std::vector<double>(raster.size())};
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            const Point c = raster.centre(i, j);
            map.values[raster.index(i, j)] =
                std::any_of(points.begin(), points.end(), [&](Point p) {
                    return distance(c, p) <= rho * kPitch;
                });
        }
    }
    const TargetSampling sampling(cell, 0.0 * mm, raster);
    const std::vector<double> values = sampling.interpolate(map);
    double covered = 0.0;
    double total = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        total += sampling.samples()[k].area;
        if (values[k] >= 0.5) covered += sampling.samples()[k].area;
    }
    return covered / total;
}

/// A sample errs only where the four centres around it see both sides of an arc, so within sqrt2
/// spacing of it, or where an arc crosses its own quarter cell: a band on both sides of the discs'
/// border, which is no longer than 2 pi r per disc.
double raster_bound(double rho, double spacing, double area_per_disc) {
    const double band = (sqrt2 + 0.25 * sqrt2) * spacing;
    return 2.0 * band * 2.0 * pi * rho * kPitch / area_per_disc;
}

void expect_raster_near(const Pattern& pattern,
                        double cell_height,
                        double area_per_disc,
                        double (*closed_form)(double)) {
    for (const double rho : {0.4, 0.55, 0.60, 0.65}) {
        for (const double spacing : {0.4, 0.2, 0.1}) {
            const double coverage = raster_coverage(pattern, cell_height * mm, rho, spacing);
            EXPECT_LE(coverage, 1.0);
            EXPECT_NEAR(coverage, closed_form(rho), raster_bound(rho, spacing, area_per_disc))
                << "radius " << rho << ", spacing " << spacing;
        }
    }
}

TEST(LatticeCoverage, OnTheRasterIsWithinFirstOrderOfTheClosedForm) {
    expect_raster_near(
        SquareLattice(kPitch * mm), kPitch, kPitch * kPitch, disc_coverage::square_lattice);
    expect_raster_near(HexagonalLattice(kPitch * mm),
                       kPitch * sqrt3,
                       0.5 * sqrt3 * kPitch * kPitch,
                       disc_coverage::hexagonal_lattice);
}

TEST(LatticeCoverage, OnTheRasterIsWholeExactlyWhereTheDiscsCoverThePlane) {
    const SquareLattice square(kPitch * mm);
    const HexagonalLattice hexagonal(kPitch * mm);
    for (const double spacing : {0.5, 0.25}) {
        EXPECT_EQ(raster_coverage(square, kPitch * mm, 1.0 / sqrt2, spacing), 1.0);
        EXPECT_EQ(raster_coverage(square, kPitch * mm, 0.9, spacing), 1.0);
        EXPECT_EQ(raster_coverage(hexagonal, kPitch * sqrt3 * mm, 1.0 / sqrt3, spacing), 1.0);
        EXPECT_LT(raster_coverage(square, kPitch * mm, 0.65, spacing), 1.0);
        EXPECT_LT(raster_coverage(hexagonal, kPitch * sqrt3 * mm, 0.53, spacing), 1.0);
    }
}

}  // namespace
}  // namespace mesogrid::models
