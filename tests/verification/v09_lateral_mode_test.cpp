/// V9: every lateral cosine mode of a uniform layer decays as exp(-(kappa + D k^2) t).

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/verification/two_solvers.hpp"

namespace mesogrid {
namespace {

/// sum over cells of map cos(m pi (x + 2)/4) cos(n pi (y + 2)/4), the discrete cosine transform
double amplitude(const Map& map, int m, int n) {
    double sum = 0.0;
    for (int j = 0; j < map.raster.ny; ++j) {
        for (int i = 0; i < map.raster.nx; ++i) {
            const Point p = map.raster.centre(i, j);
            sum += map.values[map.raster.index(i, j)] *
                   std::cos(m * std::numbers::pi * (p.x + 2.0) / 4.0) *
                   std::cos(n * std::numbers::pi * (p.y + 2.0) / 4.0) * map.raster.cell_area();
        }
    }
    return sum;
}

TEST(V9LateralMode, DecaysAtItsOwnRate) {
    const double diffusivity = 2e-3;
    const double clearance = 1e-3;
    // 40 cells carry 40 modes: none of those up to 1e-12 (k = 7.4, m = 9) folds back.
    support::TransportCase c({{3.0, diffusivity, clearance}},
                             support::raster_at(-2.0, -2.0, 0.1, 40, 40),
                             Walls::mirrored);
    c.uniform_cells(0.25);
    c.add(support::gaussian(1.0, 1.0, 3.0), {0.3, -0.5}, 1.0);
    for (const double time : {1.0, 201.0}) {
        c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, 3.0, time);
    }
    for (const support::SolvedBy& by : support::solve_by_both(c)) {
        const double largest = amplitude(by.maps[0], 0, 0);
        for (int m = 0; m <= 6; ++m) {
            for (int n = 0; n <= 6; ++n) {
                const double k_squared =
                    (m * m + n * n) * std::numbers::pi * std::numbers::pi / 16.0;
                const double rate = clearance + diffusivity * k_squared;
                EXPECT_NEAR(amplitude(by.maps[1], m, n),
                            amplitude(by.maps[0], m, n) * std::exp(-rate * 200.0),
                            (1e-13 + by.answer_error) * largest)
                    << by.name << " " << m << ", " << n;
            }
        }
    }
}

}  // namespace
}  // namespace mesogrid
