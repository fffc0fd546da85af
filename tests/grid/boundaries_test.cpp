/// V2, V3, V5 on the grid: columns against closed forms (mathematics.md 5.3).

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/grid_media.hpp"

namespace mesogrid {
namespace {

using grid::LayeredMedium;
using grid::LayeredStepper;

/// exp(x^2) erfc(x) (Numerical Recipes' continued fraction is not needed for x below 5).
double scaled_erfc(double x) {
    return std::exp(x * x) * std::erfc(x);
}

std::vector<double> run(LayeredStepper<double>& stepper, double time, int steps) {
    for (int s = 0; s < steps; ++s) {
        stepper.step(time / steps, s < 2 ? SweepMode::damped : SweepMode::second_order);
    }
    stepper.settle();
    return support::values_of(stepper.field());
}

double relative_l2(const std::vector<double>& a, const std::vector<double>& b) {
    double away = 0.0;
    double norm = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        away += (a[i] - b[i]) * (a[i] - b[i]);
        norm += b[i] * b[i];
    }
    return std::sqrt(away / norm);
}

constexpr double kD = 1e-3;
constexpr double kTime = 400.0;
constexpr double kLength = 8.0;  ///< mm: 6.3 diffusion lengths 2 sqrt(D t)

TEST(V2FixedSurface, ConvergesWithSecondOrder) {
    const double kappa = 1e-3;
    std::vector<double> errors;
    std::vector<double> fluxes;
    for (const int n : {20, 40, 80, 160}) {
        const double h = kLength / n;
        LayeredMedium medium{
            .nx = 1,
            .ny = 1,
            .spacing = 1.0,
            .column = support::equal_column(static_cast<std::size_t>(n), h, kD, kappa)};
        medium.surface = kD / (0.5 * h);
        medium.ambient = 1.0;
        LayeredStepper<double> stepper(medium);
        // The half steps along z and clearance pull at a fixed surface in turn: the flux there
        // needs steps that fall with the square of the cell.
        const std::vector<double> found = run(stepper, kTime, n * n / 4);
        std::vector<double> exact;
        const double root = std::sqrt(kappa / kD);
        const double spread = 2.0 * std::sqrt(kD * kTime);
        const double loss = std::sqrt(kappa * kTime);
        for (int i = 0; i < n; ++i) {
            const double x = (i + 0.5) * h;
            exact.push_back(0.5 * (std::exp(-x * root) * std::erfc(x / spread - loss) +
                                   std::exp(x * root) * std::erfc(x / spread + loss)));
        }
        errors.push_back(relative_l2(found, exact));
        // flux at the surface: c0 sqrt(D kappa) (erf sqrt(kappa t) + e^(-kappa t)/sqrt(pi kappa t))
        const double flux = medium.surface * (1.0 - found[0]);
        const double wanted =
            std::sqrt(kD * kappa) *
            (std::erf(loss) + std::exp(-kappa * kTime) / (std::sqrt(std::numbers::pi) * loss));
        fluxes.push_back(std::abs(flux - wanted) / wanted);
    }
    support::expect_order(errors, 2.0);
    for (const double order : support::observed_orders(fluxes)) EXPECT_GE(order, 1.0);
}

std::vector<double> surface_clearance(int n, double exchange) {
    const double h = kLength / n;
    LayeredMedium medium{.nx = 1,
                         .ny = 1,
                         .spacing = 1.0,
                         .column = support::equal_column(static_cast<std::size_t>(n), h, kD, 0.0)};
    // the film and half a cell in a row
    medium.surface = exchange > 0.0 ? 1.0 / (1.0 / exchange + 0.5 * h / kD) : 0.0;
    LayeredStepper<double> stepper(medium);
    for (std::size_t k = 0; k < static_cast<std::size_t>(n); ++k) stepper.field().at(0, 0, k) = 1.0;
    return run(stepper, kTime, 4 * n);
}

TEST(V3SurfaceClearance, ConvergesWithSecondOrder) {
    const double exchange = 1.5e-3;
    std::vector<double> errors;
    for (const int n : {20, 40, 80, 160}) {
        const std::vector<double> found = surface_clearance(n, exchange);
        std::vector<double> exact;
        const double spread = 2.0 * std::sqrt(kD * kTime);
        for (int i = 0; i < n; ++i) {
            const double x = (i + 0.5) * kLength / n;
            const double u = x / spread;
            const double v = exchange * std::sqrt(kTime / kD);
            // e^(hx/D + h^2 t/D) erfc(u + v) = e^(-u^2) e^((u+v)^2) erfc(u + v)
            exact.push_back(std::erf(u) + std::exp(-u * u) * scaled_erfc(u + v));
        }
        errors.push_back(relative_l2(found, exact));
    }
    support::expect_order(errors, 2.0);
}

TEST(V3SurfaceClearance, BecomesClosedOrFixedInTheLimits) {
    for (const double value : surface_clearance(80, 0.0)) EXPECT_NEAR(value, 1.0, 1e-12);
    const std::vector<double> fixed = surface_clearance(80, 1e12);
    for (int i = 0; i < 80; ++i) {
        const double x = (i + 0.5) * kLength / 80;
        EXPECT_NEAR(fixed[static_cast<std::size_t>(i)],
                    std::erf(x / (2.0 * std::sqrt(kD * kTime))),
                    2e-3);  // second order at 80 cells: (h/(2 sqrt(D t)))^2/4
    }
}

/// Two half spaces with partition; `cut`: where in a cell the interface lies, 0 on a face.
double partition_error(int n, double cut) {
    const double d1 = 1e-3;
    const double d2 = 4e-4;
    const double g1 = 0.4;
    const double g2 = 0.15;
    const double b = g2 / g1 * std::sqrt(d2 / d1);
    const double h = 6.0 / n;
    CellColumn column = support::equal_column(2 * static_cast<std::size_t>(n), h, d1, 0.0, g1);
    for (auto k = static_cast<std::size_t>(n); k < column.size(); ++k) {
        column.diffusivity[k] = d2;
        column.capacity[k] = g2;
    }
    LayeredStepper<double> stepper({.nx = 1, .ny = 1, .spacing = 1.0, .column = column});
    for (std::size_t k = 0; k < static_cast<std::size_t>(n); ++k) stepper.field().at(0, 0, k) = 1.0;
    const std::vector<double> found = run(stepper, kTime, 4 * n);
    std::vector<double> exact;
    for (int k = 0; k < 2 * n; ++k) {
        const double x = 6.0 + cut * h - (k + 0.5) * h;  // positive in the first medium
        exact.push_back(x > 0.0
                            ? (1.0 + b * std::erf(x / std::sqrt(4.0 * d1 * kTime))) / (1.0 + b)
                            : g2 / g1 * std::erfc(-x / std::sqrt(4.0 * d2 * kTime)) / (1.0 + b));
    }
    return relative_l2(found, exact);
}

TEST(V5Partition, ConvergesWithSecondOrderWithTheInterfaceOnAFace) {
    std::vector<double> errors;
    for (const int n : {20, 40, 80, 160}) errors.push_back(partition_error(n, 0.0));
    support::expect_order(errors, 2.0);
}

TEST(V5Partition, ConvergesWithFirstOrderWhereTheInterfaceCutsACell) {
    // The voxel belongs to the layer that holds its centre; the interface lies 0.3 h beyond it.
    std::vector<double> errors;
    for (const int n : {40, 80, 160, 320}) errors.push_back(partition_error(n, 0.3));
    for (const double order : support::observed_orders(errors)) EXPECT_NEAR(order, 1.0, 0.25);
}

}  // namespace
}  // namespace mesogrid
