#include "engine/numerics/box_flow.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/numerics/box_solute.hpp"

#include "tests/support/ring_case.hpp"

namespace mesogrid {
namespace {

using support::even_faces;

std::vector<double> over_cells(const BoxGrid& grid,
                               const std::function<double(double, double, double)>& f) {
    std::vector<double> values;
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            values.push_back(f(grid.mid_x(i), grid.mid_y(i), grid.mid_depth(j)));
        }
    }
    return values;
}

BoxFaces uniform(const BoxGrid& grid, double mobility) {
    const std::vector<double> everywhere(grid.size(), mobility);
    return conductances(grid, {everywhere, everywhere});
}

BoxGrid uneven_box() {
    return {{0.0, 0.3, 0.7, 1.5, 2.0}, {-1.0, -0.2, 0.5}, {0.0, 0.4, 1.0, 1.1}};
}

TEST(BoxGrid, VolumesSumToTheBoxAndColumnsAreFound) {
    const BoxGrid grid = uneven_box();
    double sum = 0.0;
    for (std::size_t c = 0; c < grid.size(); ++c) {
        sum += grid.volume(c / grid.rows(), c % grid.rows());
    }
    EXPECT_NEAR(sum, 2.0 * 1.5 * 1.1, 1e-14);
    EXPECT_EQ(grid.column_at(0.8, 0.0), 4U + 2U);
    EXPECT_EQ(grid.column_at(-9.0, -9.0), 0U);
    EXPECT_EQ(grid.column_at(9.0, 9.0), 7U);
}

TEST(BoxFlow, BooksEveryFaceInBothOfItsCells) {
    const BoxGrid grid = uneven_box();
    const std::vector<double> pressure =
        over_cells(grid, [](double x, double y, double z) { return x * x - 3.0 * y * z; });
    const std::vector<double> net =
        net_outflow(grid, face_fluxes(grid, uniform(grid, 0.3), pressure));
    EXPECT_NEAR(std::accumulate(net.begin(), net.end(), 0.0), 0.0, 1e-14);
}

TEST(BoxFlow, LetsNothingThroughWhereACellLetsNothingThrough) {
    const BoxGrid grid({0.0, 1.0, 2.0}, {0.0, 1.0, 2.0}, {0.0, 1.0, 2.0});
    std::vector<double> mobility(grid.size(), 1.0);
    mobility[1] = 0.0;  // (0, 0), row 1
    const BoxFaces faces = conductances(grid, {mobility, mobility});
    EXPECT_EQ(faces.lower[0], 0.0);
    EXPECT_EQ(faces.sides[0][1], 0.0);
    EXPECT_EQ(faces.sides[1][1], 0.0);
    EXPECT_GT(faces.sides[0][0], 0.0);
    EXPECT_GT(faces.sides[1][0], 0.0);
}

/// A contrast of a million between an open and an intact part, as in a depot: the sum of what the
/// solution leaves unplaced is what was allowed, whatever it began with.
TEST(BoxPressure, PlacesAllFluidButWhatItMayLeave) {
    const BoxGrid grid(even_faces(0.0, 2.0, 12), even_faces(0.0, 1.5, 9), even_faces(0.0, 1.0, 7));
    const std::vector<double> mobility = over_cells(grid, [](double x, double y, double) {
        return std::hypot(x - 0.8, y - 0.7) < 0.5 ? 1e3 : 1e-3;
    });
    const BoxFaces conductance = conductances(grid, {mobility, mobility});
    BoxPressure solver(grid);
    const std::vector<double> diagonal(grid.size(), 1e-3);
    solver.set(conductance, diagonal);
    std::vector<double> right(grid.size(), 1e-5);
    right[grid.index(grid.column_at(0.8, 0.7), 3)] = 4.0;
    const double whole = std::accumulate(right.begin(), right.end(), 0.0);
    for (const double guess : {0.0, 30.0}) {
        const std::vector<double> p =
            solver.solve(right, std::vector<double>(grid.size(), guess), 1e-9);
        const std::vector<double> net = net_outflow(grid, face_fluxes(grid, conductance, p));
        double unplaced = 0.0;
        for (std::size_t c = 0; c < p.size(); ++c) {
            unplaced += std::abs(right[c] - diagonal[c] * p[c] - net[c]);
        }
        // twice: the residual of the iteration differs from this one by the rounding of T p
        EXPECT_LE(unplaced, 2e-9 * whole);
    }
    EXPECT_LT(solver.iterations(), 200U);  // of two solutions of 756 unknowns
}

/// Cells that are held have their pressure exactly, and it drives the others.
TEST(BoxPressure, SolvesForTheOthersWhereCellsAreHeld) {
    const BoxGrid grid(even_faces(0.0, 2.0, 12), even_faces(0.0, 1.5, 9), even_faces(0.0, 1.0, 7));
    const std::vector<double> mobility = over_cells(grid, [](double x, double y, double z) {
        return std::hypot(x - 0.8, y - 0.7) < 0.5 ? 1e3 : 1e-3 * (1.0 + z);
    });
    const BoxFaces conductance = conductances(grid, {mobility, mobility});
    const std::vector<double> diagonal(grid.size(), 1e-3);
    std::vector<char> held(grid.size(), 0);
    std::vector<double> at(grid.size(), 0.0);
    for (const std::size_t column : {std::size_t{0}, grid.column_at(1.2, 0.7), grid.columns() - 1})
        for (std::size_t j = 2; j < 5; ++j) {
            held[grid.index(column, j)] = 1;
            at[grid.index(column, j)] = 30.0 + static_cast<double>(j);
        }
    const std::vector<double> right(grid.size(), 1e-5);
    BoxPressure solver(grid);
    solver.set(conductance, diagonal, {held, at});
    const std::vector<double> p = solver.solve(right, std::vector<double>(grid.size(), 5.0), 1e-9);
    const std::vector<double> net = net_outflow(grid, face_fluxes(grid, conductance, p));
    double unplaced = 0.0;
    double driven = 0.0;
    for (std::size_t c = 0; c < p.size(); ++c) {
        if (held[c]) {
            EXPECT_EQ(p[c], at[c]);
            driven += std::abs(net[c]);
        } else {
            unplaced += std::abs(right[c] - diagonal[c] * p[c] - net[c]);
        }
    }
    EXPECT_LE(unplaced, 1e-9 * driven);
    EXPECT_GT(*std::min_element(p.begin(), p.end()), 0.0);
    EXPECT_LE(*std::max_element(p.begin(), p.end()), 34.0);
}

TEST(BoxPressure, RefusesWhatIsNotPositive) {
    const BoxGrid grid = uneven_box();
    BoxPressure solver(grid);
    std::vector<double> diagonal(grid.size(), 1.0);
    diagonal[5] = -1e9;
    EXPECT_THROW(solver.set(uniform(grid, 1.0), diagonal), SimulationError);
}

/// p = (4 pi D t)^(-3/2) exp(-r^2/4 D t) from t = 0.1 to 0.2 s by steps in proportion to h^2:
/// second order in h (models.md 3.6: o = 0, m = 0, instantaneous source).
double heat_kernel_error(std::size_t cells) {
    constexpr double kDiffusivity = 1.0;
    const std::vector<double> faces = even_faces(-3.0, 3.0, cells);
    const BoxGrid grid(faces, faces, faces);
    const auto kernel = [&](double t) {
        return over_cells(grid, [t](double x, double y, double z) {
            const double spread = 4.0 * kDiffusivity * t;
            return std::exp(-(x * x + y * y + z * z) / spread) /
                   std::pow(std::numbers::pi * spread, 1.5);
        });
    };
    const std::size_t steps = cells * cells / 32;
    const double dt = 0.1 / static_cast<double>(steps);
    const double volume = grid.volume(0, 0);
    BoxPressure solver(grid);
    solver.set(uniform(grid, kDiffusivity), std::vector<double>(grid.size(), volume / dt));
    std::vector<double> p = kernel(0.1);
    for (std::size_t s = 0; s < steps; ++s) {
        std::vector<double> right = p;
        for (double& value : right) value *= volume / dt;
        p = solver.solve(right, p, 1e-9);
    }
    const std::vector<double> exact = kernel(0.2);
    double wrong = 0.0;
    double all = 0.0;
    for (std::size_t c = 0; c < p.size(); ++c) {
        wrong += (p[c] - exact[c]) * (p[c] - exact[c]);
        all += exact[c] * exact[c];
    }
    return std::sqrt(wrong / all);
}

TEST(BoxPressure, SpreadsAsTheHeatKernelWithSecondOrder) {
    const double coarse = heat_kernel_error(16);
    const double fine = heat_kernel_error(32);
    const double order = std::log2(coarse / fine);
    EXPECT_NEAR(order, 2.0, 0.2) << coarse << " " << fine;
    EXPECT_LT(fine, 0.05);
}

/// Downstream of a source into empty tissue: all that enters is there, nothing is above what
/// enters, and each of two solutes is moved as if it were alone.
TEST(BoxSolute, KeepsAmountsAndOvershootsNothing) {
    const BoxGrid grid(even_faces(0.0, 2.0, 8), even_faces(0.0, 2.0, 9), even_faces(0.0, 1.0, 5));
    const std::size_t source = grid.index(grid.column_at(0.9, 1.1), 2);
    const BoxFaces conductance = uniform(grid, 0.5);
    BoxPressure solver(grid);
    constexpr double kStep = 0.5;
    std::vector<double> fluid(grid.size());
    std::vector<double> diagonal(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const double volume = grid.volume(c / grid.rows(), c % grid.rows());
        fluid[c] = 0.4 * volume;
        diagonal[c] = 0.2 * volume / kStep;
    }
    solver.set(conductance, diagonal);
    std::vector<double> p(grid.size(), 0.0);
    std::vector<double> solute(grid.size(), 0.0);
    for (int step = 1; step <= 5; ++step) {
        std::vector<double> enters(grid.size(), 0.0);
        enters[source] = 0.3;
        std::vector<double> right = enters;
        for (std::size_t c = 0; c < grid.size(); ++c) right[c] += diagonal[c] * p[c];
        p = solver.solve(right, p, 1e-6);
        const BoxFaces flux = face_fluxes(grid, conductance, p);
        const std::vector<double> net = net_outflow(grid, flux);
        std::vector<double> after = fluid;
        for (std::size_t c = 0; c < grid.size(); ++c) after[c] += kStep * (enters[c] - net[c]);
        advance_solute(grid,
                       {.duration = kStep, .flux = &flux, .before = fluid, .after = after},
                       downstream(p),
                       enters,
                       solute);
        fluid = after;
        double amount = 0.0;
        for (std::size_t c = 0; c < grid.size(); ++c) {
            amount += fluid[c] * solute[c];
            EXPECT_GE(solute[c], 0.0);
            EXPECT_LE(solute[c], 1.0 + 1e-12);
        }
        EXPECT_NEAR(amount, 0.3 * kStep * step, 1e-13);
    }
}

}  // namespace
}  // namespace mesogrid
