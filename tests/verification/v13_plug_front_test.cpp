#include <cmath>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/numerics/ring_limited.hpp"

#include "tests/support/ring_case.hpp"

/// V13: a plug displaced from a point injector in a porous medium, R^3 = 3 Q t/(4 pi phi).
namespace mesogrid {
namespace {

using std::numbers::pi;

constexpr double kPorosity = 0.25;
constexpr double kRate = 2.0;
constexpr double kReach = 3.0;

struct Plug {
    double front_error = 0.0;   ///< of the largest and the mean radius where c = 1/2, mm
    double volume_error = 0.0;  ///< relative
    double most = 0.0;
    double least = 0.0;
    double smeared = 0.0;  ///< fluid where 0.05 < c < 0.95, over what was injected
};

/// Half of the medium: the injector lies in the corner of the grid, the plane z = 0 is a mirror;
/// far cells let everything out.
struct Radial {
    RingGrid grid;
    RingFaces flux;
    std::vector<double> source;
    std::vector<double> leaves;
    std::vector<double> fluid;
};

Radial radial_flow(std::size_t cells) {
    const RingGrid grid(support::even_faces(0.0, kReach, cells),
                        support::even_faces(0.0, kReach, cells));
    const RingFaces conductance = support::uniform_conductances(grid, 1.0);
    std::vector<double> slope(grid.size(), 0.0);
    std::vector<double> source(grid.size(), 0.0);
    source[0] = 0.5 * kRate;
    for (std::size_t n = 0; n < cells; ++n) {
        slope[grid.index(cells - 1, n)] = 1e6;
        slope[grid.index(n, cells - 1)] = 1e6;
    }
    RingPressure solver(grid);
    solver.set(conductance, slope);
    const std::vector<double> pressure = solver.solve(source);
    std::vector<double> leaves(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) leaves[c] = slope[c] * pressure[c];
    std::vector<double> fluid = support::volumes(grid);
    for (double& v : fluid) v *= kPorosity;
    return {grid, face_fluxes(grid, conductance, pressure), source, leaves, fluid};
}

Plug displace(std::size_t cells, std::size_t steps) {
    const Radial flow = radial_flow(cells);
    const double end = 4.0 / 3.0 * pi * std::pow(0.6 * kReach, 3.0) * kPorosity / kRate;
    const double dt = end / static_cast<double>(steps);
    std::vector<double> c(flow.grid.size(), 0.0);
    double amount = 0.0;  // what has left, then what is there
    for (std::size_t s = 0; s < steps; ++s) {
        SoluteMoved moved = advance_solute_limited(flow.grid,
                                                   {.duration = dt,
                                                    .flux = &flow.flux,
                                                    .before = flow.fluid,
                                                    .after = flow.fluid,
                                                    .enters = flow.source,
                                                    .leaves = flow.leaves},
                                                   c);
        c = std::move(moved.concentration);
        amount += moved.left;
    }
    Plug plug;
    double within = 0.0;
    for (std::size_t i = 0; i < c.size(); ++i) {
        amount += flow.fluid[i] * c[i];
        if (c[i] >= 0.5) within += flow.fluid[i];
        plug.most = std::max(plug.most, c[i]);
        plug.least = std::min(plug.least, c[i]);
        if (c[i] > 0.05 && c[i] < 0.95) plug.smeared += flow.fluid[i] / (0.5 * kRate * end);
    }
    const double radius = std::cbrt(3.0 * 2.0 * within / (4.0 * pi * kPorosity));
    plug.front_error = std::abs(radius - 0.6 * kReach);
    plug.volume_error = std::abs(amount - 0.5 * kRate * end) / (0.5 * kRate * end);
    return plug;
}

TEST(V13PlugFront, LiesWithinACellOfTheDisplacedVolumeAndLosesNothing) {
    for (const std::size_t cells : {20U, 40U, 80U}) {
        SCOPED_TRACE(std::to_string(cells) + " cells");
        const Plug plug = displace(cells, 8 * cells);
        EXPECT_LE(plug.front_error, kReach / static_cast<double>(cells));
        EXPECT_LE(plug.volume_error, 1e-12);
        EXPECT_LE(plug.most, 1.0 + 1e-12);
        // fluid in a shell of four cells about the front, 3 width/radius of the plug
        EXPECT_LE(plug.smeared, 3.0 * 4.0 / (0.6 * static_cast<double>(cells)));
    }
}

/// Steps in which the fluid of a cell is exchanged thousands of times are less sharp, never wrong.
TEST(V13PlugFront, StaysWithinItsBoundsForAnyStep) {
    for (const std::size_t steps : {1U, 2U, 7U, 40U}) {
        SCOPED_TRACE(std::to_string(steps) + " steps");
        const Plug plug = displace(40, steps);
        EXPECT_LE(plug.volume_error, 1e-12);
        EXPECT_LE(plug.most, 1.0 + 1e-12);
        EXPECT_GE(plug.least, 0.0);
    }
}

}  // namespace
}  // namespace mesogrid
