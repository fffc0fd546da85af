#include <cmath>

#include <gtest/gtest.h>

#include "engine/numerics/ring_limited.hpp"

#include "tests/support/convergence.hpp"
#include "tests/support/ring_case.hpp"

/// V11: a solute carried and spread along a column (Ogata & Banks 1961), by the transport that the
/// flow of an injection uses.
namespace mesogrid {
namespace {

constexpr double kSpeed = 1.0;
constexpr double kLength = 8.0;
constexpr double kEnd = 1.5;

/// c = (erfc((x - v t)/(2 sqrt(D t))) + e^(v x/D) erfc((x + v t)/(2 sqrt(D t))))/2; the second term
/// by its asymptotic series where its factors leave the doubles.
double exact(double x, double diffusivity, double t) {
    const double width = 2.0 * std::sqrt(diffusivity * t);
    const double a = (x - kSpeed * t) / width;
    const double b = (x + kSpeed * t) / width;
    const double second = b < 20.0 ? std::exp(kSpeed * x / diffusivity) * std::erfc(b)
                                   : std::exp(-a * a) / (b * std::sqrt(M_PI)) *
                                         (1.0 - 0.5 / (b * b) + 0.75 / std::pow(b, 4.0));
    return 0.5 * (std::erfc(a) + second);
}

struct Carried {
    double error = 0.0;
    double most = 0.0;
    double least = 0.0;
};

/// The two ways in which a solute can be carried through one step.
enum class Order { first, second };

std::vector<double> carried_on(Order order,
                               const RingGrid& grid,
                               const SoluteStep& step,
                               const std::vector<double>& c) {
    if (order == Order::first) return advance_solute(grid, step, c);
    return advance_solute_limited(grid, step, c).concentration;
}

/// From `begin`, at 0 from nothing and else from the exact solution, to kEnd.
Carried carry(Order order, std::size_t cells, double diffusivity, double begin = 0.0) {
    const RingGrid grid({0.0, 1.0}, support::even_faces(0.0, kLength, cells));
    const double h = kLength / static_cast<double>(cells);
    const double area = grid.plan_area(0);
    RingFaces flux(grid);
    RingFaces spread(grid);
    for (std::size_t j = 0; j + 1 < cells; ++j) {
        flux.lower[j] = kSpeed * area;
        spread.lower[j] = diffusivity * area / h;
    }
    // c = 1 is held at the face x = 0: what enters by flow and by diffusion, less what diffuses
    // back
    std::vector<double> enters(cells, 0.0);
    std::vector<double> leaves(cells, 0.0);
    enters[0] = area * (kSpeed + 2.0 * diffusivity / h);
    leaves[0] = area * 2.0 * diffusivity / h;
    leaves[cells - 1] += kSpeed * area;
    const std::vector<double> volume = support::volumes(grid);
    const std::size_t steps = 2 * cells;
    std::vector<double> c(cells, 0.0);
    for (std::size_t j = 0; begin > 0.0 && j < cells; ++j) {
        c[j] = exact(grid.mid_depth(j), diffusivity, begin);
    }
    for (std::size_t s = 0; s < steps; ++s) {
        c = carried_on(order,
                       grid,
                       {.duration = (kEnd - begin) / static_cast<double>(steps),
                        .flux = &flux,
                        .before = volume,
                        .after = volume,
                        .enters = enters,
                        .leaves = leaves,
                        .diffusion = &spread},
                       c);
    }
    Carried carried{.most = -1.0, .least = 2.0};
    double sum = 0.0;
    for (std::size_t j = 0; j < cells; ++j) {
        sum += std::abs(c[j] - exact(grid.mid_depth(j), diffusivity, kEnd)) * h;
        carried.most = std::max(carried.most, c[j]);
        carried.least = std::min(carried.least, c[j]);
    }
    carried.error = sum / (kSpeed * kEnd);
    return carried;
}

TEST(V11OgataBanks, ConvergesWithFirstOrder) {
    std::vector<double> errors;
    for (const std::size_t cells : {512U, 1024U, 2048U, 4096U}) {
        errors.push_back(carry(Order::first, cells, 0.1).error);
    }
    support::expect_order(errors, 1.0);
}

/// mathematics.md V11: the limited form has an order of at least 1.7 where the solute is smooth,
/// with steps in proportion to the cells.
TEST(V11OgataBanks, ConvergesWithSecondOrderOfTheLimitedForm) {
    for (const double diffusivity : {0.1, 0.02}) {
        std::vector<double> errors;
        for (const std::size_t cells : {128U, 256U, 512U, 1024U}) {
            errors.push_back(carry(Order::second, cells, diffusivity, 0.5).error);
        }
        for (const double order : support::observed_orders(errors)) {
            EXPECT_GE(order, 1.7) << "D = " << diffusivity << ", finest " << errors.back();
        }
        EXPECT_LT(errors.back(), 0.1 * carry(Order::first, 1024U, diffusivity, 0.5).error);
    }
}

TEST(V11OgataBanks, NeverOvershootsFromSmallToLargePecletNumbers) {
    for (const Order order : {Order::first, Order::second}) {
        for (const double peclet : {0.1, 1.0, 2.0, 10.0, 50.0}) {
            const double diffusivity = kSpeed * (kLength / 64.0) / peclet;
            const Carried carried = carry(order, 64, diffusivity);
            EXPECT_LE(carried.most, 1.0 + 1e-13) << "Peclet " << peclet;
            EXPECT_GE(carried.least, -1e-15) << "Peclet " << peclet;
        }
    }
}

}  // namespace
}  // namespace mesogrid
