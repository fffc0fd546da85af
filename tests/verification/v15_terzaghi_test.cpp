#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/ring_case.hpp"

/// V15: Terzaghi's column, drained at the top, closed beneath.
namespace mesogrid {
namespace {

using std::numbers::pi;

constexpr double kHeight = 2.0;
constexpr double kMobility = 0.3;
constexpr double kModulus = 5.0;
constexpr double kFactor = 0.2;  ///< T_v = c t/H^2 at the end

double exact_pressure(double z) {
    double sum = 0.0;
    for (int m = 0; m < 60; ++m) {
        const double odd = (2.0 * m + 1.0) * pi;
        sum +=
            4.0 / odd * std::sin(0.5 * odd * z / kHeight) * std::exp(-0.25 * odd * odd * kFactor);
    }
    return sum;
}

double exact_settled() {
    double sum = 1.0;
    for (int m = 0; m < 60; ++m) {
        const double odd = (2.0 * m + 1.0) * pi;
        sum -= 8.0 / (odd * odd) * std::exp(-0.25 * odd * odd * kFactor);
    }
    return sum;
}

struct Column {
    double error = 0.0;
    double settled = 0.0;
};

Column consolidate(std::size_t cells) {
    const RingGrid grid({0.0, 1.0}, support::even_faces(0.0, kHeight, cells));
    std::vector<double> slope(cells, 0.0);
    slope[0] = kMobility * grid.plan_area(0) / (0.5 * grid.height(0));  // to p = 0 at the top face
    const std::vector<double> none(cells, 0.0);
    const double end = kFactor * kHeight * kHeight / (kMobility * kModulus);
    const std::size_t steps = cells * cells;
    const std::vector<double> pressure =
        support::march(grid,
                       support::uniform_conductances(grid, kMobility),
                       kModulus,
                       std::vector<double>(cells, 1.0),
                       none,
                       slope,
                       end / static_cast<double>(steps),
                       steps);
    const std::vector<double> reference =
        support::at_centres(grid, [](double, double z) { return exact_pressure(z); });
    Column column;
    column.error =
        support::relative_error(grid, pressure, reference, [](double, double) { return true; });
    double left = 0.0;
    for (const double p : pressure) left += p / static_cast<double>(cells);
    column.settled = 1.0 - left;
    return column;
}

TEST(V15Terzaghi, ConvergesWithSecondOrderAndSettlesAsTheSeriesSays) {
    std::vector<double> errors;
    for (const std::size_t cells : {8U, 16U, 32U, 64U}) errors.push_back(consolidate(cells).error);
    support::expect_order(errors, 2.0);
    EXPECT_NEAR(consolidate(64).settled, exact_settled(), 1e-3 * exact_settled());
}

}  // namespace
}  // namespace mesogrid
