/// V10 on the grid: a manufactured solution with every term on.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/voxel_media.hpp"

namespace mesogrid {
namespace {

using grid::VoxelStepper;

TEST(V10Manufactured, ConvergesWithSecondOrderWithEveryTermOn) {
    // c = e^(-t) (2 + cos pi x cos pi y cos pi z) between closed walls, D(z) and k(x) smooth; the
    // source is what the equation leaves over, added in halves before and after each step.
    using std::numbers::pi;
    const auto d = [](double z) { return 0.05 * (1.0 + 0.4 * std::sin(2.0 * z)); };
    const auto slope = [](double z) { return 0.05 * 0.8 * std::cos(2.0 * z); };
    const auto k_of = [](double x) { return 0.5 + 0.3 * x; };
    const auto exact = [](double x, double y, double z, double t) {
        return std::exp(-t) * (2.0 + std::cos(pi * x) * std::cos(pi * y) * std::cos(pi * z));
    };
    const auto source = [&](double x, double y, double z, double t) {
        const double wave = std::cos(pi * x) * std::cos(pi * y) * std::cos(pi * z);
        const double by_z = -pi * std::cos(pi * x) * std::cos(pi * y) * std::sin(pi * z);
        return std::exp(-t) * (-(2.0 + wave) + 3.0 * pi * pi * d(z) * wave - slope(z) * by_z +
                               k_of(x) * (2.0 + wave));
    };
    std::vector<double> l2;
    std::vector<double> largest;
    for (const std::size_t n : {6U, 12U, 24U, 48U}) {
        const double h = 1.0 / static_cast<double>(n);
        const auto at = [h](std::size_t i) { return (static_cast<double>(i) + 0.5) * h; };
        const support::Varied varied{
            .diffusivity = [&](std::size_t, std::size_t, std::size_t k) { return d(at(k)); },
            .capacity = [](std::size_t, std::size_t, std::size_t) { return 1.0; },
            .clearance = [&](std::size_t i, std::size_t, std::size_t) { return k_of(at(i)); }};
        VoxelStepper<double> stepper(
            support::voxels_of(n, n, std::vector<double>(n, h), h, varied));
        auto& field = stepper.field();
        const auto for_each = [&](const auto& use) {
            for (std::size_t k = 0; k < n; ++k) {
                for (std::size_t j = 0; j < n; ++j) {
                    for (std::size_t i = 0; i < n; ++i) use(field.at(i, j, k), at(i), at(j), at(k));
                }
            }
        };
        for_each([&](double& c, double x, double y, double z) { c = exact(x, y, z, 0.0); });
        // kinetics that change towards the walls cost Strang splitting its order there, so steps
        // are short enough for cells to decide
        const int steps = static_cast<int>(4 * n);
        const double dt = 0.5 / steps;
        for (int s = 0; s < steps; ++s) {
            const double t = s * dt;
            for_each([&](double& c, double x, double y, double z) {
                c += 0.5 * dt * source(x, y, z, t + 0.25 * dt);
            });
            stepper.step(dt, SweepMode::second_order);
            stepper.settle();
            for_each([&](double& c, double x, double y, double z) {
                c += 0.5 * dt * source(x, y, z, t + 0.75 * dt);
            });
        }
        std::vector<double> found;
        std::vector<double> wanted;
        for_each([&](double& c, double x, double y, double z) {
            found.push_back(c);
            wanted.push_back(exact(x, y, z, 0.5));
        });
        l2.push_back(support::relative_l2(found, wanted));
        largest.push_back(support::largest_difference(found, wanted) / support::peak(wanted));
    }
    support::expect_order(l2, 2.0);
    support::expect_order(largest, 2.0);
}

}  // namespace
}  // namespace mesogrid
