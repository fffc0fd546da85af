/// Tissue that varies along the skin against numbers made by another program.

#include <cmath>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

/// Concentration at 600 s and exposure over 900 s of tests/reference/grid_scar.csv, which
/// tests/reference/grid_scar.py made (scipy; its own error below 6.1e-4 by the change of its last
/// extrapolation).
std::vector<std::vector<double>> reference() {
    std::ifstream file(std::string(MESOGRID_SOURCE_DIR) + "/tests/reference/grid_scar.csv");
    std::vector<std::vector<double>> maps(2);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto last = line.rfind(',');
        const auto middle = line.rfind(',', last - 1);
        maps[0].push_back(std::stod(line.substr(middle + 1, last - middle - 1)));
        maps[1].push_back(std::stod(line.substr(last + 1)));
    }
    return maps;
}

Map factors() {
    Map factor{support::raster_at(-2.0, -2.0, 0.25, 16, 16), {}};
    for (int j = 0; j < 16; ++j) {
        for (int i = 0; i < 16; ++i) {
            const Point p = factor.raster.centre(i, j);
            factor.values.push_back(0.2 + 0.8 / (1.0 + std::exp(-4.0 * (p.x + 0.5 * p.y))));
        }
    }
    return factor;
}

const Raster kCoarse = support::raster_at(-2.0, -2.0, 0.25, 16, 16);

/// The maps on cells of 0.25/refinement mm, averaged to 0.25 mm.
std::vector<std::vector<double>> solved(int refinement) {
    const int n = 16 * refinement;
    support::TransportCase c({{0.4, 3e-4, 0.0, 0.4}, {1.2, 5e-4, 2e-3, 0.2}},
                             support::raster_at(-2.0, -2.0, 0.25 / refinement, n, n),
                             Walls::mirrored);
    c.options.resolution = support::uniform_depth(0.1 / refinement);
    c.problem.medium.maps = {{1, TissueMap::What::diffusivity, factors()}};
    c.ask(ExposureQuantity::concentration, Reduction::depth_mean, 0.4, 1.6, 600.0);
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.4, 1.6, 900.0);
    c.problem.balance_at = Duration::from_base(900.0);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {-0.8, 0.3}, 3.0);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {0.6, -0.7}, 5.0);
    std::vector<std::vector<double>> coarse;
    for (const Map& map : support::solve_on_grid(c, {.step = 2.5}).maps) {
        auto& mean = coarse.emplace_back(256, 0.0);
        for (int j = 0; j < n; ++j) {
            for (int i = 0; i < n; ++i) {
                mean[kCoarse.index(i / refinement, j / refinement)] +=
                    map.values[map.raster.index(i, j)] / (refinement * refinement);
            }
        }
    }
    return coarse;
}

TEST(ScarReference, GridSolverAgreesWithAnotherProgram) {
    const auto wanted = reference();
    ASSERT_EQ(wanted[0].size(), 256U);
    const auto coarse = solved(2);
    const auto fine = solved(3);
    for (std::size_t r = 0; r < 2; ++r) {
        std::vector<double> extrapolated;
        for (std::size_t v = 0; v < 256; ++v) {
            extrapolated.push_back((9.0 * fine[r][v] - 4.0 * coarse[r][v]) / 5.0);
        }
        // The reference extrapolates from as many cells, so both share what that leaves (6.1e-4 at
        // most); what tells them apart is time, 3.3e-5 at steps of 2.5 s.
        EXPECT_LE(support::relative_l2(extrapolated, wanted[r]), 4e-5);
        const double error = support::relative_l2(coarse[r], wanted[r]);
        EXPECT_LE(error, 1e-2);
        EXPECT_NEAR(
            std::log(error / support::relative_l2(fine[r], wanted[r])) / std::log(1.5), 2.0, 0.1);
    }
}

}  // namespace
}  // namespace mesogrid
