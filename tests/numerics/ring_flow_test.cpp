#include "engine/numerics/ring_flow.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "engine/numerics/ring_limited.hpp"

#include "tests/support/ring_case.hpp"

namespace mesogrid {
namespace {

TEST(GradedFaces, EndWhereTheyShouldAndFollowTheSize) {
    const std::vector<double> faces =
        graded_faces(0.5, 4.0, 3, [](double x) { return 0.1 + 0.2 * (x - 0.5); });
    EXPECT_EQ(faces.front(), 0.5);
    EXPECT_EQ(faces.back(), 4.0);
    for (std::size_t f = 0; f + 1 < faces.size(); ++f) {
        const double width = faces[f + 1] - faces[f];
        const double wanted = 0.1 + 0.2 * (0.5 * (faces[f] + faces[f + 1]) - 0.5);
        EXPECT_NEAR(width, wanted, 0.1 * wanted);
    }
    EXPECT_EQ(graded_faces(0.0, 1.0, 5, [](double) { return 9.0; }).size(), 6U);
}

TEST(RingGrid, VolumesSumToTheCylinder) {
    const RingGrid grid({0.0, 0.1, 0.4, 2.0}, {1.0, 1.5, 4.0});
    const std::vector<double> volumes = support::volumes(grid);
    EXPECT_NEAR(std::accumulate(volumes.begin(), volumes.end(), 0.0), 12.0 * M_PI, 1e-12);
}

TEST(RingFlow, BooksEveryFaceInBothOfItsCells) {
    const RingGrid grid({0.0, 0.5, 1.0, 2.0}, {0.0, 1.0, 1.5});
    const RingFaces conductance = support::uniform_conductances(grid, 0.3);
    const std::vector<double> pressure =
        support::at_centres(grid, [](double r, double z) { return r * r - 3.0 * z; });
    const std::vector<double> net = net_outflow(grid, face_fluxes(grid, conductance, pressure));
    EXPECT_NEAR(std::accumulate(net.begin(), net.end(), 0.0), 0.0, 1e-14);
}

TEST(RingFlow, LetsNothingThroughWhereACellLetsNothingThrough) {
    const RingGrid grid({0.0, 0.5, 1.0}, {0.0, 1.0, 1.5});
    const std::vector<double> mobility = {1.0, 0.0, 1.0, 1.0};
    const RingFaces faces = conductances(grid, {mobility, mobility});
    EXPECT_GT(faces.outer[0], 0.0);
    EXPECT_EQ(faces.outer[1], 0.0);
    EXPECT_EQ(faces.lower[0], 0.0);
    EXPECT_GT(faces.lower[2], 0.0);
}

/// A flow in a circle has no cell to begin with: it is solved by elimination, and loses nothing.
TEST(RingSolute, KeepsItsAmountWhereTheFlowRunsInACircle) {
    const RingGrid grid({0.0, 1.0, 2.0}, {0.0, 1.0, 2.0});
    RingFaces flux(grid);
    flux.outer[0] = 2.0;   // (0,0) -> (1,0)
    flux.lower[2] = 2.0;   // (1,0) -> (1,1)
    flux.outer[1] = -2.0;  // (1,1) -> (0,1)
    flux.lower[0] = -2.0;  // (0,1) -> (0,0)
    const std::vector<double> volume = support::volumes(grid);
    const std::vector<double> c =
        advance_solute(grid,
                       {.duration = 0.7, .flux = &flux, .before = volume, .after = volume},
                       std::vector<double>{1.0, 0.0, 0.0, 0.0});
    double amount = 0.0;
    for (std::size_t i = 0; i < 4; ++i) {
        amount += volume[i] * c[i];
        EXPECT_GT(c[i], 0.0);
        EXPECT_LT(c[i], 1.0);
    }
    EXPECT_NEAR(amount, volume[0], 1e-14 * volume[0]);
}

/// Fluid that swells some cells while it leaves others, in one long step: the amount and what left.
TEST(RingLimited, BooksWhatItMovesAndWhatLeaves) {
    const RingGrid grid({0.0, 0.5, 1.0, 2.0}, {0.0, 1.0, 1.5});
    const RingFaces conductance = support::uniform_conductances(grid, 0.3);
    const std::vector<double> pressure =
        support::at_centres(grid, [](double r, double z) { return 3.0 - r * r - z; });
    const RingFaces flux = face_fluxes(grid, conductance, pressure);
    const std::vector<double> net = net_outflow(grid, flux);
    const double dt = 0.8;
    const std::vector<double> leaves(grid.size(), 0.02);
    std::vector<double> before = support::volumes(grid);
    for (double& v : before) v *= 6.0;
    std::vector<double> after = before;
    for (std::size_t c = 0; c < grid.size(); ++c) after[c] -= dt * (net[c] + leaves[c]);
    const std::vector<double> c = {1.0, 0.4, 0.0, 0.9, 0.2, 0.0};
    const SoluteMoved moved = advance_solute_limited(
        grid,
        {.duration = dt, .flux = &flux, .before = before, .after = after, .leaves = leaves},
        c);
    double held = 0.0;
    double holds = moved.left;
    for (std::size_t i = 0; i < c.size(); ++i) {
        held += before[i] * c[i];
        holds += after[i] * moved.concentration[i];
        EXPECT_GE(moved.concentration[i], 0.0);
        EXPECT_LE(moved.concentration[i], 1.0);
    }
    EXPECT_GT(moved.left, 0.0);
    EXPECT_NEAR(holds, held, 1e-14 * held);
}

}  // namespace
}  // namespace mesogrid
