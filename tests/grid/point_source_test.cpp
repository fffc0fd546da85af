/// V7 on the grid: a source beside an interface, against its image.
///
/// The solver has no steady mode, and in a closed box without clearance there is no steady field.
/// What a depot's exposure until it is cleared satisfies is the steady equation with the depot as
/// source. With clearance in proportion to diffusivity, kappa = m^2 D, the field of a point source
/// S at distance d keeps its image, of the same strength at any m:
///
///     c1 = S/(4 pi D1) (Y(r) + (D1 - D2)/(D1 + D2) Y(r')),   c2 = S/(2 pi (D1 + D2)) Y(r)
///
/// Y(r) = exp(-m r)/r; m = 0 is the case without decay (Carslaw & Jaeger 1959, 16.1). A uniform
/// ball of radius a gives the same outside itself, times 3 (m a cosh m a - sinh m a)/(m a)^3.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

using std::numbers::pi;
using support::TransportCase;

constexpr double kDecay = 1.0;      ///< m, 1/mm
constexpr double kDistance = 0.8;   ///< of the source from the interface
constexpr double kBall = 0.4;       ///< radius
constexpr double kInterface = 6.4;  ///< depth of it: surface and bottom are out of sight
constexpr double kLateral = 3.2;    ///< of the quarter
constexpr double kClear =
    1.2;  ///< from the source: 3 cells of the coarsest grid whose order counts

struct TwoHalves {
    double d1 = 1e-3;  ///< of the half with the source, above
    double d2 = 4e-4;

    static double screened(double r) { return std::exp(-kDecay * r) / r; }
    /// Exposure at (x, y) and `z` below the interface, of a unit ball at the origin and its mirror
    /// images in the walls.
    double exact(double x, double y, double z) const {
        const double u = kDecay * kBall;
        const double ball = 3.0 * (u * std::cosh(u) - std::sinh(u)) / (u * u * u);
        const double image = (d1 - d2) / (d1 + d2);
        double sum = 0.0;
        for (int i = -2; i <= 2; ++i) {
            for (int j = -2; j <= 2; ++j) {
                const double across = std::hypot(x - 2.0 * i * kLateral, y - 2.0 * j * kLateral);
                const double direct = screened(std::hypot(across, z + kDistance));
                sum += z > 0.0 ? direct / (2.0 * pi * (d1 + d2))
                               : (direct + image * screened(std::hypot(across, z - kDistance))) /
                                     (4.0 * pi * d1);
            }
        }
        return ball * sum;
    }
};

/// Relative L2 over cells within 2.4 mm of the axis and 1.6 mm of the interface, 1.2 mm and more
/// from the source.
double error_of(const TwoHalves& halves, double h) {
    const int cells = static_cast<int>(std::lround(kLateral / h));
    const double m2 = kDecay * kDecay;
    TransportCase c(
        {{kInterface, halves.d1, m2 * halves.d1}, {kInterface, halves.d2, m2 * halves.d2}},
        support::raster_at(0.0, 0.0, h, cells, cells),
        Walls::mirrored);
    c.uniform_cells(h);
    c.add(std::make_shared<models::BallShape>(kBall, kInterface - kDistance, c.depth()), {}, 0.25);
    // e^-14 = 1e-6 is left
    const double cleared = 14.0 / (m2 * std::min(halves.d1, halves.d2));
    const auto planes = static_cast<std::ptrdiff_t>(std::lround(1.6 / h));
    for (std::ptrdiff_t k = -planes; k < planes; ++k) {
        const double top = kInterface + static_cast<double>(k) * h;
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, top, top + h, cleared);
    }
    const auto maps = support::solve_on_grid(c, {.tolerance = 1e-4}).maps;
    std::vector<double> found;
    std::vector<double> exact;
    for (std::ptrdiff_t k = -planes; k < planes; ++k) {
        const Map& map = maps[static_cast<std::size_t>(k + planes)];
        for (int v = 0; v < cells * cells; ++v) {
            const Point p = map.raster.centre(v % cells, v / cells);
            const double z = (static_cast<double>(k) + 0.5) * h;
            if (std::max(p.x, p.y) > 2.4 || std::hypot(p.x, p.y, z + kDistance) < kClear) continue;
            found.push_back(map.values[static_cast<std::size_t>(v)]);
            exact.push_back(halves.exact(p.x, p.y, z));
        }
    }
    return support::relative_l2(found, exact);
}

TEST(V7PointSource, ConvergesWithSecondOrderToItsImageInAnInterface) {
    for (const TwoHalves& halves : {TwoHalves{}, TwoHalves{.d1 = 4e-4, .d2 = 1e-3}}) {
        std::vector<double> errors;
        for (const double h : {0.8, 0.4, 0.2, 0.1}) errors.push_back(error_of(halves, h));
        support::expect_order(errors, 2.0);
    }
}

}  // namespace
}  // namespace mesogrid
