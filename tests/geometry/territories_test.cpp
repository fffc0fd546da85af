#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "engine/geometry/edge_policy.hpp"

#include "tests/geometry/sample_outlines.hpp"

namespace mesogrid {
namespace {

using units::mm;

/// Points without order over and a little beyond the box of an outline.
std::vector<Point> scattered(const Outline& outline, int count) {
    const Box box = outline.bounding_box().enlarged(2.0);
    std::vector<Point> points;
    for (int k = 1; k <= count; ++k) {
        points.push_back({box.low.x + std::fmod(0.7548776662466927 * k, 1.0) * box.width(),
                          box.low.y + std::fmod(0.5698402909980532 * k, 1.0) * box.height()});
    }
    return points;
}

double total_area(const std::vector<Outline>& parts) {
    double sum = 0.0;
    for (const Outline& part : parts) sum += part.area();
    return sum;
}

TEST(Territories, OfASquareLatticeAreItsSquares) {
    const Outline outline = Outline::rectangle(50.0 * mm, 40.0 * mm);
    std::vector<Point> points;
    for (int k = 0; k < 20; ++k) points.push_back({(k % 5 - 2) * 10.0, (k / 5 - 1.5) * 10.0});
    for (const Outline& cell : territories(points, outline)) EXPECT_NEAR(cell.area(), 100.0, 1e-11);
}

TEST(Territories, ShareOutAConvexAreaToRounding) {
    const Outline outline = Outline::ellipse(40.0 * mm, 27.0 * mm, {3.0, 1.0});
    const auto cells = territories(scattered(outline, 200), outline);
    EXPECT_NEAR(total_area(cells), outline.area(), 1e-12 * outline.area());
}

TEST(Territories, ShareOutAnyAreaToTheMicrometre) {
    for (const Outline& outline : sample_outlines::all()) {
        const std::vector<Point> points = scattered(outline, 50);
        const auto cells = territories(points, outline);
        // Corners are rounded by 0.3 um (root mean square), here on sides of about 1 mm: over some
        // 500 corners a random walk of 0.3e-3 mm x 1 mm x sqrt(500) = 7e-3 mm2, of 300 mm2 or more.
        EXPECT_NEAR(total_area(cells), outline.area(), 2.3e-5 * outline.area());
    }
}

TEST(Territories, HoldThePlacesNearestToTheirPoint) {
    for (const Outline& outline : sample_outlines::all()) {
        const std::vector<Point> points = scattered(outline, 50);
        const auto cells = territories(points, outline);
        int inside = 0;
        for (const Point p : scattered(outline, 397)) {
            if (!outline.contains(p) || outline.distance_to_border(p) < 3e-3) continue;
            ++inside;
            std::size_t nearest = 0;
            for (std::size_t i = 1; i < points.size(); ++i) {
                if (distance(points[i], p) < distance(points[nearest], p)) nearest = i;
            }
            EXPECT_TRUE(cells[nearest].contains(p) || cells[nearest].distance_to_border(p) < 2e-3);
        }
        EXPECT_GT(inside, 100);
    }
}

TEST(Territories, OfCoincidentPointsGoToTheFirst) {
    const Outline outline = Outline::rectangle(20.0 * mm, 10.0 * mm);
    const auto cells = territories({{-5, 0}, {5, 0}, {5, 0}}, outline);
    EXPECT_NEAR(cells[0].area(), 100.0, 1e-12);
    EXPECT_NEAR(cells[1].area(), 100.0, 1e-12);
    EXPECT_TRUE(cells[2].empty());
}

TEST(Territories, OfOnePointAreTheWholeAreaEvenFromOutside) {
    const Outline outline = sample_outlines::l_shape();
    EXPECT_NEAR(territories({{500, 900}}, outline)[0].area(), outline.area(), 1e-10);
}

TEST(Territories, OfAPointThatIsNowhereNearestAreEmpty) {
    const Outline outline = Outline::rectangle(20.0 * mm, 10.0 * mm);
    const auto cells = territories({{0, 0}, {100, 0}}, outline);
    EXPECT_NEAR(cells[0].area(), 200.0, 1e-12);
    EXPECT_TRUE(cells[1].empty());
}

TEST(Territories, OfPointsOnALineAreStrips) {
    const Outline outline = Outline::rectangle(40.0 * mm, 10.0 * mm);
    std::vector<Point> points;
    for (int k = 0; k < 400; ++k) points.push_back({-19.95 + 0.1 * k, 1.0});
    for (const Outline& cell : territories(points, outline)) EXPECT_NEAR(cell.area(), 1.0, 1e-11);
}

TEST(Territories, OfNoPointsAreNone) {
    EXPECT_TRUE(territories({}, Outline::rectangle(1.0 * mm, 1.0 * mm)).empty());
}

}  // namespace
}  // namespace mesogrid
