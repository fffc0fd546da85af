/// Tissue that varies from voxel to voxel and kinetics beyond first order: V10, V17, V18, V20 and
/// an oracle of tiny explicit steps.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/transport/grid/kinetics.hpp"
#include "engine/transport/grid/voxel_stepper.hpp"

#include "tests/support/convergence.hpp"
#include "tests/support/explicit_oracle.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/grid_media.hpp"

namespace mesogrid {
namespace {

using grid::VoxelMedium;
using grid::VoxelStepper;
using grid::VoxelTissue;

/// Coefficients by place; 1/(g D), g and kappa.
struct Varied {
    std::function<double(std::size_t, std::size_t, std::size_t)> diffusivity;
    std::function<double(std::size_t, std::size_t, std::size_t)> capacity;
    std::function<double(std::size_t, std::size_t, std::size_t)> clearance;
    double saturation = 0.0;
};

std::shared_ptr<const VoxelTissue<double>> tissue_of(std::size_t nx,
                                                     std::size_t ny,
                                                     std::vector<double> height,
                                                     double spacing,
                                                     const Varied& varied) {
    VoxelMedium medium{.nx = nx, .ny = ny, .spacing = spacing, .height = std::move(height)};
    for (std::size_t k = 0; k < medium.height.size(); ++k) {
        for (std::size_t j = 0; j < ny; ++j) {
            for (std::size_t i = 0; i < nx; ++i) {
                const double g = varied.capacity(i, j, k);
                medium.capacity.push_back(g);
                medium.resistivity.push_back(1.0 / (g * varied.diffusivity(i, j, k)));
                medium.clearance.push_back(varied.clearance(i, j, k));
                if (varied.saturation > 0.0) medium.saturation.push_back(varied.saturation);
            }
        }
    }
    return std::make_shared<const VoxelTissue<double>>(medium);
}

void set(VoxelStepper<double>& stepper, const std::vector<double>& values) {
    auto& field = stepper.field();
    std::size_t v = 0;
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) field.at(i, j, k) = values[v++];
        }
    }
}

/// A scar: diffusivity falls twentyfold and clearance fourfold towards its middle.
Varied scar(double saturation) {
    const auto depth_of_scar = [](std::size_t i, std::size_t j) {
        const double x = static_cast<double>(i) - 6.3;
        const double y = static_cast<double>(j) - 3.1;
        return std::exp(-0.08 * (x * x + y * y));
    };
    return {.diffusivity =
                [=](std::size_t i, std::size_t j, std::size_t k) {
                    return (k < 3 ? 4e-4 : 9e-4) / (1.0 + 19.0 * depth_of_scar(i, j));
                },
            .capacity = [](std::size_t, std::size_t, std::size_t k) { return k < 3 ? 0.4 : 0.15; },
            .clearance =
                [=](std::size_t i, std::size_t j, std::size_t k) {
                    return (k < 1 ? 0.0 : 2e-3) / (1.0 + 3.0 * depth_of_scar(i, j));
                },
            .saturation = saturation};
}

std::vector<double> smooth_start(std::size_t nx, std::size_t ny, std::size_t nz) {
    std::vector<double> values;
    for (std::size_t k = 0; k < nz; ++k) {
        for (std::size_t j = 0; j < ny; ++j) {
            for (std::size_t i = 0; i < nx; ++i) {
                const double x = static_cast<double>(i) - 4.0;
                const double y = static_cast<double>(j) - 5.0;
                values.push_back(
                    (k < 3 ? 0.4 : 0.15) *
                    (0.3 + std::exp(-0.1 * (x * x + y * y) - 0.1 * static_cast<double>(k))));
            }
        }
    }
    return values;
}

void expect_oracle(double saturation) {
    const std::size_t nx = 13;
    const std::size_t ny = 11;
    const std::vector<double> height = {0.1, 0.12, 0.15, 0.2, 0.25, 0.3};
    const Varied varied = scar(saturation);
    const std::vector<double> start = smooth_start(nx, ny, height.size());
    const double time = 300.0;
    const support::ExplicitOracle oracle{
        .nx = nx,
        .ny = ny,
        .height = height,
        .spacing = 0.25,
        .diffusivity = varied.diffusivity,
        .capacity = varied.capacity,
        .reaction = [&](std::size_t i, std::size_t j, std::size_t k, double a) {
            return -varied.clearance(i, j, k) * a / (1.0 + a * saturation);
        }};
    // D dt/h^2 below 0.03 and fourth order: 1e-9 of the field
    const std::vector<double> exact = oracle.run(start, time, 400);
    std::vector<double> errors;
    for (const int steps : {64, 128, 256, 512}) {
        VoxelStepper<double> stepper(tissue_of(nx, ny, height, 0.25, varied));
        set(stepper, start);
        for (int s = 0; s < steps; ++s) stepper.step(time / steps, SweepMode::second_order);
        stepper.settle();
        EXPECT_EQ(stepper.tally().lines_fallen, 0U);
        errors.push_back(support::relative_l2(support::values_of(stepper.field()), exact));
    }
    EXPECT_LE(errors.back(), 1e-5);
    const std::vector<double> orders = support::observed_orders(errors);
    EXPECT_NEAR(orders[1], 2.0, 0.05);
    EXPECT_NEAR(orders[2], 2.0, 0.05);
}

TEST(VoxelStepper, ConvergesToTheExplicitOracleInAScar) {
    expect_oracle(0.0);
}

TEST(V22Splitting, IsOfSecondOrderInAScarWhoseClearanceSaturates) {
    expect_oracle(3.0);
}

TEST(V18SaturableClearance, FollowsTheLambertFunction) {
    // c + K ln c = c0 + K ln c0 - V t, solved by bisection: an oracle of its own
    for (const double c0 : {1e-6, 0.02, 1.0, 50.0}) {
        for (const double k_m : {0.05, 1.0, 30.0}) {
            for (const double vt : {0.0, 0.3, 5.0, 80.0}) {
                const double wanted = c0 + k_m * std::log(c0) - vt;
                double low = -800.0;
                double high = std::log(c0);
                for (int i = 0; i < 200; ++i) {
                    const double y = 0.5 * (low + high);
                    (std::exp(y) + k_m * y < wanted ? low : high) = y;
                }
                const double exact = std::exp(0.5 * (low + high));
                const double found = grid::after_clearance(c0, 1.0 / k_m, 1.0 / k_m, vt);
                EXPECT_GE(found, 0.0);
                // an error of the logarithm is one of the value
                EXPECT_NEAR(found, exact, 1e-12 * exact * (1.0 + vt / k_m))
                    << c0 << ' ' << k_m << ' ' << vt;
            }
        }
    }
}

TEST(V18SaturableClearance, StaysAboveZeroAndIsFirstOrderAtLowConcentration) {
    EXPECT_EQ(grid::after_clearance(0.0, 1.0, 2.0, 1.0), 0.0);
    EXPECT_GE(grid::after_clearance(1.0, 1e6, 2.0, 1.0), 0.0);
    EXPECT_NEAR(grid::after_clearance(1e-9, 0.7, 1.0, 1.0) / 1e-9, std::exp(-0.7), 1e-9);
}

TEST(V17Binding, RelaxesToItsBalanceAndKeepsItsMass) {
    // well mixed, no clearance: b = b_inf (1 - exp(-(k_on + k_off) t))
    VoxelMedium medium{.nx = 3, .ny = 2, .spacing = 0.5, .height = {0.2, 0.3}};
    medium.resistivity.assign(medium.size(), 1e3);
    medium.capacity.assign(medium.size(), 1.0);
    medium.clearance.assign(medium.size(), 0.0);
    medium.binding.assign(medium.size(), 3e-3);
    medium.release.assign(medium.size(), 1e-3);
    VoxelStepper<double> stepper(std::make_shared<const VoxelTissue<double>>(medium));
    set(stepper, std::vector<double>(medium.size(), 2.0));
    const double before = stepper.amount();
    for (int s = 0; s < 40; ++s) {
        stepper.step(20.0, SweepMode::second_order);
        EXPECT_EQ(stepper.tally().lines_fallen, 0U);
    }
    stepper.settle();
    const double bound = 2.0 * 0.75 * (1.0 - std::exp(-4e-3 * 800.0));
    EXPECT_NEAR(stepper.field().at(1, 1, 1), 2.0 - bound, 1e-12);
    EXPECT_NEAR(stepper.total().at(1, 1, 1), 2.0, 1e-12);
    EXPECT_NEAR(stepper.amount(), before, 1e-13 * before);
}

TEST(V17Binding, SlowsDiffusionByTheBoundShareWhenItIsFast) {
    // D_eff = D/(1 + k_on/k_off): the second moment of all amount grows by 2 D_eff t
    const double d = 1e-3;
    const double ratio = 3.0;
    VoxelMedium medium{.nx = 101, .ny = 1, .spacing = 0.2, .height = {1.0}};
    medium.resistivity.assign(medium.size(), 1.0 / d);
    medium.capacity.assign(medium.size(), 1.0);
    medium.clearance.assign(medium.size(), 0.0);
    medium.binding.assign(medium.size(), 3.0);
    medium.release.assign(medium.size(), 1.0);
    VoxelStepper<double> stepper(std::make_shared<const VoxelTissue<double>>(medium));
    const auto moment = [&] {
        double sum = 0.0;
        double all = 0.0;
        for (std::size_t i = 0; i < 101; ++i) {
            const double x = 0.2 * (static_cast<double>(i) - 50.0);
            sum += x * x * stepper.total().at(i, 0, 0);
            all += stepper.total().at(i, 0, 0);
        }
        return sum / all;
    };
    for (std::size_t i = 0; i < 101; ++i) {
        const double x = 0.2 * (static_cast<double>(i) - 50.0);
        stepper.field().at(i, 0, 0) = std::exp(-x * x / 0.5);
    }
    // Damkohler number k L^2/D with L = 1 mm: 4e3
    for (int s = 0; s < 200; ++s) stepper.step(1.0, SweepMode::second_order);
    const double first = moment();
    for (int s = 0; s < 600; ++s) stepper.step(1.0, SweepMode::second_order);
    EXPECT_NEAR(
        (moment() - first) / 600.0, 2.0 * d / (1.0 + ratio), 0.01 * 2.0 * d / (1.0 + ratio));
}

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
        const Varied varied{
            .diffusivity = [&](std::size_t, std::size_t, std::size_t k) { return d(at(k)); },
            .capacity = [](std::size_t, std::size_t, std::size_t) { return 1.0; },
            .clearance = [&](std::size_t i, std::size_t, std::size_t) { return k_of(at(i)); }};
        VoxelStepper<double> stepper(tissue_of(n, n, std::vector<double>(n, h), h, varied));
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

/// A layered case with a scar and, where asked, saturable clearance.
support::TransportCase scar_case(double half_saturation) {
    support::TransportCase c({{0.4, 3e-4, 0.0, 0.4}, {1.2, 5e-4, 2e-3, 0.2}},
                             support::raster_at(-2.0, -2.0, 0.25, 16, 16),
                             Walls::mirrored);
    c.options.resolution = support::uniform_depth(0.1);
    Map factor{c.problem.raster, {}};
    for (int j = 0; j < 16; ++j) {
        for (int i = 0; i < 16; ++i) {
            const Point p = c.problem.raster.centre(i, j);
            factor.values.push_back(0.2 + 0.8 / (1.0 + std::exp(-4.0 * (p.x + 0.5 * p.y))));
        }
    }
    c.problem.medium.maps = {{1, TissueMap::What::diffusivity, factor}};
    if (half_saturation > 0.0) {
        c.problem.medium.layers[1].half_saturation = Concentration::from_base(half_saturation);
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.4, 1.6, 900.0);
    c.ask(ExposureQuantity::concentration, Reduction::depth_mean, 0.4, 1.6, 600.0);
    c.problem.balance_at = Duration::from_base(900.0);
    return c;
}

std::vector<Map> solve_doses(double half_saturation, double first, double second) {
    support::TransportCase c = scar_case(half_saturation);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {-0.8, 0.3}, first);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {0.6, -0.7}, second);
    return support::solve_on_grid(c, {.step = 10.0}).maps;
}

double superposition_error(double half_saturation) {
    const auto both = solve_doses(half_saturation, 3.0 * 0.37, 5.0 * 2.9);
    const auto first = solve_doses(half_saturation, 3.0, 0.0);
    const auto second = solve_doses(half_saturation, 0.0, 5.0);
    double worst = 0.0;
    for (std::size_t r = 0; r < both.size(); ++r) {
        std::vector<double> sum;
        for (std::size_t i = 0; i < both[r].values.size(); ++i) {
            sum.push_back(0.37 * first[r].values[i] + 2.9 * second[r].values[i]);
        }
        worst =
            std::max(worst, support::largest_difference(both[r].values, sum) / support::peak(sum));
    }
    return worst;
}

TEST(V19Superposition, HoldsOnTheGridInAScar) {
    EXPECT_LE(superposition_error(0.0), 1e-13);
}

TEST(V19Superposition, FailsWhereClearanceSaturates) {
    EXPECT_GT(superposition_error(0.5), 1e-3);
}

TEST(GridTransport, HasNoSharesWhereClearanceSaturates) {
    support::TransportCase c = scar_case(0.5);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {0.0, 0.0}, 1.0);
    const auto solved = support::solve_on_grid(c, {.step = 10.0});
    EXPECT_EQ(solved.result.contributions, nullptr);
    EXPECT_NEAR(solved.result.present.base() + solved.result.cleared.base(), 1.0, 1e-12);
    EXPECT_THROW(c.solve(), InputError);
}

TEST(GridTransport, SharesAddUpInAScar) {
    support::TransportCase c = scar_case(0.0);
    c.add(support::gaussian(0.5, 0.8, c.depth()), {-0.8, 0.3}, 2.0);
    c.add(support::gaussian(0.5, 0.8, c.depth()), {0.6, -0.7}, 3.0);
    const auto solved = support::solve_on_grid(c);
    std::vector<double> sum(c.problem.raster.size(), 0.0);
    for (std::size_t p = 0; p < 2; ++p) {
        const Patch patch = solved.result.contributions->patch(p, 0);
        for (int j = 0; j < patch.ny; ++j) {
            for (int i = 0; i < patch.nx; ++i) {
                sum[c.problem.raster.index(patch.i0 + i, patch.j0 + j)] +=
                    patch.values[static_cast<std::size_t>(j) * static_cast<std::size_t>(patch.nx) +
                                 static_cast<std::size_t>(i)];
            }
        }
    }
    EXPECT_LE(support::largest_difference(sum, solved.maps[0].values),
              2e-5 * support::peak(solved.maps[0].values));
}

TEST(VoxelMedium, MixesWhereAThicknessCutsAVoxel) {
    support::TransportCase c = scar_case(0.0);
    c.problem.medium.maps = {{0, TissueMap::What::thickness, {c.problem.raster, {}}}};
    c.problem.medium.maps[0].factor.values.assign(c.problem.raster.size(), 1.125);
    grid::GridBox box{
        .raster = c.problem.raster,
        .z = layered_grid(std::vector<double>{0.4, 1.2}, support::uniform_depth(0.1))};
    const VoxelMedium medium = grid::voxel_medium_of(c.problem.medium, box);
    const std::size_t cut = medium.index(3, 5, 4);  // 0.4 to 0.5 mm, cut at 0.45
    EXPECT_NEAR(medium.capacity[cut], 0.5 * 0.4 + 0.5 * 0.2, 1e-12);
    EXPECT_NEAR(medium.resistivity[cut], 0.5 / (0.4 * 3e-4) + 0.5 / (0.2 * 5e-4), 1e-6);
    EXPECT_NEAR(medium.clearance[cut] * medium.capacity[cut], 0.5 * 0.2 * 2e-3, 1e-12);
    EXPECT_NEAR(medium.capacity[medium.index(3, 5, 3)], 0.4, 1e-12);
    EXPECT_NEAR(medium.capacity[medium.index(3, 5, 5)], 0.2, 1e-12);
}

}  // namespace
}  // namespace mesogrid
