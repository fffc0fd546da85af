/// V21: turning the punctures by 30 degrees, or shifting the raster by half a cell, changes the map
/// between cell centres only by interpolation: the difference falls with the square of the cell.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

constexpr double kTurn = std::numbers::pi / 6.0;

Map solve(double h, double turn, double shift) {
    const int cells = static_cast<int>(std::lround(8.0 / h));
    support::TransportCase c({{3.0, 4e-4, 3e-4}},
                             support::raster_at(-4.0 + shift, -4.0 + shift, h, cells, cells),
                             Walls::open);
    c.uniform_cells(0.5);
    const auto shape = support::gaussian(1.0, 1.0, 3.0);
    c.add(shape, rotated({-1.0, 0.2}, turn, {}), 10.0);
    c.add(shape, rotated({1.1, 0.7}, turn, {}), 6.0);
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, 1.5, 3600.0);
    return c.solve().maps[0];
}

double bilinear(const Map& map, Point p) {
    const double u = (p.x - map.raster.origin.x) / map.raster.spacing - 0.5;
    const double v = (p.y - map.raster.origin.y) / map.raster.spacing - 0.5;
    const int i = static_cast<int>(std::floor(u));
    const int j = static_cast<int>(std::floor(v));
    const double a = u - i;
    const double b = v - j;
    const auto value = [&](int x, int y) { return map.values[map.raster.index(x, y)]; };
    return (1 - b) * ((1 - a) * value(i, j) + a * value(i + 1, j)) +
           b * ((1 - a) * value(i, j + 1) + a * value(i + 1, j + 1));
}

/// Places up to 2 mm from the middle, `step` apart.
std::vector<Point> places(double step) {
    const int reach = static_cast<int>(std::lround(2.0 / step));
    std::vector<Point> points;
    for (int j = -reach; j <= reach; ++j) {
        for (int i = -reach; i <= reach; ++i) points.push_back({step * i, step * j});
    }
    return points;
}

double mean_difference(const Map& a, const Map& b, double turn, double step) {
    double sum = 0.0;
    double norm = 0.0;
    for (const Point p : places(step)) {
        const double first = bilinear(a, p);
        const double second = bilinear(b, rotated(p, turn, {}));
        sum += (first - second) * (first - second);
        norm += first * first;
    }
    return std::sqrt(sum / norm);
}

TEST(V21RotationAndShift, HalfACellChangesTheMapBySecondOrder) {
    std::vector<double> differences;
    for (const double h : {1.0, 0.5, 0.25, 0.125}) {
        // corners of the coarsest cells are corners of all finer ones
        differences.push_back(
            mean_difference(solve(h, 0.0, 0.0), solve(h, 0.0, 0.5 * h), 0.0, 1.0));
    }
    support::expect_order(differences, 2.0);
}

TEST(V21RotationAndShift, AThirtyDegreeTurnChangesTheMapBySecondOrder) {
    // Many places at an odd distance, so that they fall evenly over the cells of every raster.
    std::vector<double> differences;
    for (const double h : {0.5, 0.25, 0.125, 0.0625}) {
        differences.push_back(
            mean_difference(solve(h, 0.0, 0.0), solve(h, kTurn, 0.0), kTurn, 0.0347));
    }
    support::expect_order(differences, 2.0);
}

}  // namespace
}  // namespace mesogrid
