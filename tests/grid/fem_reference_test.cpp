/// Tissue that varies along the skin against finite elements.

#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

using Quantities = std::map<std::string, std::vector<double>>;

constexpr std::array kTimes = {60.0, 300.0, 900.0};

/// One case of tests/reference/grid_fem.csv, which tests/reference/grid_fem.py made (dolfinx 0.5.2,
/// Debian 12): values and their own errors, in the order of the file.
struct Reference {
    Quantities values;
    Quantities errors;
};

Reference reference(const std::string& wanted) {
    std::ifstream file(std::string(MESOGRID_SOURCE_DIR) + "/tests/reference/grid_fem.csv");
    Reference found;
    std::string line;
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
        if (cells.at(0) != wanted) continue;
        found.values[cells.at(1)].push_back(std::stod(cells.at(4)));
        found.errors[cells.at(1)].push_back(std::stod(cells.at(5)));
    }
    return found;
}

/// A picture of 8 x 8 cells as the script draws it.
template <class Factor>
Map picture(Factor factor) {
    Map map{support::raster_at(-2.0, -2.0, 0.5, 8, 8), {}};
    for (int j = 0; j < 8; ++j) {
        for (int i = 0; i < 8; ++i) {
            const Point p = map.raster.centre(i, j);
            map.values.push_back(factor(p.x, p.y));
        }
    }
    return map;
}

/// The script's tissue and depots on cells of 0.25/refinement mm, 0.1/refinement mm in depth.
support::TransportCase scar(int refinement, bool saturable) {
    const int n = 16 * refinement;
    support::TransportCase c(
        {{0.2, 3e-4, 0.0, 0.4}, {1.0, 5e-4, 2e-3, 0.4}, {1.2, 9e-4, 5e-4, 0.15}},
        support::raster_at(-2.0, -2.0, 0.25 / refinement, n, n),
        Walls::mirrored);
    c.options.resolution = support::uniform_depth(0.1 / refinement);
    const auto spread = [](double x, double y) {
        return 0.2 + 0.8 / (1.0 + std::exp(-4.0 * (x + 0.5 * y)));
    };
    const auto clear = [](double x, double y) {
        return 1.0 + 2.0 * std::exp(-(y - 0.4 * x) * (y - 0.4 * x) / 0.5);
    };
    c.problem.medium.maps = {{1, TissueMap::What::diffusivity, picture(spread)},
                             {1, TissueMap::What::clearance, picture(clear)}};
    if (saturable) c.problem.medium.layers[1].half_saturation = Concentration::from_base(0.5);
    c.add(support::gaussian(0.5, 0.7, c.depth()), {-0.8, 0.3}, 3.0);
    c.add(support::gaussian(0.5, 0.7, c.depth()), {0.6, -0.7}, 5.0);
    return c;
}

void ask(support::TransportCase& c) {
    c.probe({-1.0, 0.5}, 0.6);
    c.probe({0.5, -0.5}, 0.8);
    c.probe({0.0, 0.0}, 0.1);
    c.probe({1.0, 0.0}, 1.5);
    c.probe({-0.5, -0.5}, 1.0);
    c.probe({0.25, 0.75}, 1.8);
    constexpr std::array kFaces = {0.0, 0.2, 1.2, 2.4};
    for (const double time : kTimes) {
        c.problem.probe_times.push_back(Duration::from_base(time));
        for (std::size_t layer = 0; layer < 3; ++layer) {
            c.ask(ExposureQuantity::areal_amount,
                  Reduction::depth_integral,
                  kFaces[layer],
                  kFaces[layer + 1],
                  time);
        }
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.2, 1.2, 900.0);
    c.problem.balance_at = Duration::from_base(900.0);
}

/// Means over cells of 0.5 mm.
std::vector<double> coarsened(const Map& map) {
    const int per = map.raster.nx / 8;
    std::vector<double> coarse(64, 0.0);
    for (int j = 0; j < map.raster.ny; ++j) {
        for (int i = 0; i < map.raster.nx; ++i) {
            coarse[static_cast<std::size_t>(j / per) * 8 + static_cast<std::size_t>(i / per)] +=
                map.values[map.raster.index(i, j)] / (per * per);
        }
    }
    return coarse;
}

/// What the reference holds, as the grid solver finds it.
Quantities solved(int refinement, bool saturable) {
    support::TransportCase c = scar(refinement, saturable);
    ask(c);
    const auto answer = support::solve_on_grid(c, {.step = 2.5});
    Quantities found;
    for (std::size_t t = 0; t < kTimes.size(); ++t) {
        for (const auto& series : answer.result.probes) {
            found["concentration"].push_back(series[t].value.base());
        }
    }
    for (std::size_t r = 0; r < 9; ++r) found["amount"].push_back(support::total(answer.maps[r]));
    found["exposure"] = coarsened(answer.maps[9]);
    return found;
}

double norm(const std::vector<double>& values) {
    return std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
}

/// Cells of 1/2 and 1/3 of 0.25 mm fall towards the reference with the square of the cell;
/// extrapolated, they agree to what the reference itself may err.
void expect_agreement(const std::string& name, bool saturable) {
    const Reference wanted = reference(name);
    ASSERT_EQ(wanted.values.size(), 3U);
    const Quantities coarse = solved(2, saturable);
    const Quantities fine = solved(3, saturable);
    for (const auto& [quantity, values] : wanted.values) {
        const std::vector<double>& low = coarse.at(quantity);
        const std::vector<double>& high = fine.at(quantity);
        ASSERT_EQ(low.size(), values.size()) << quantity;
        std::vector<double> extrapolated;
        for (std::size_t v = 0; v < values.size(); ++v) {
            extrapolated.push_back((9.0 * high[v] - 4.0 * low[v]) / 5.0);
        }
        const double own = norm(wanted.errors.at(quantity)) / norm(values);
        const double away = support::relative_l2(extrapolated, values);
        const double order =
            std::log(support::relative_l2(low, values) / support::relative_l2(high, values)) /
            std::log(1.5);
        std::cout << name << ' ' << quantity << ": differs by " << away
                  << ", the reference errs by less than " << own << "; order " << order << '\n';
        EXPECT_LE(own, 3e-4) << quantity;
        EXPECT_LE(away, own) << quantity;
        EXPECT_NEAR(order, 2.0, 0.1) << quantity;
    }
}

TEST(FiniteElementReference, AgreesInAScarWithAVesselAcross) {
    expect_agreement("linear", false);
}

TEST(FiniteElementReference, AgreesWhereClearanceSaturates) {
    expect_agreement("saturable", true);
}

}  // namespace
}  // namespace mesogrid
