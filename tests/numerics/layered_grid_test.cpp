#include "engine/numerics/layered_grid.hpp"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

const std::vector<double> kSkin = {0.075, 1.3, 4.5};

TEST(LayeredGrid, PutsFacesOnTheFacesOfLayers) {
    const LayeredGrid grid = layered_grid(kSkin, {});
    EXPECT_EQ(grid.faces.front(), 0.0);
    EXPECT_EQ(grid.depth(), 0.075 + 1.3 + 4.5);
    EXPECT_THAT(grid.faces, testing::Contains(0.075));
    EXPECT_THAT(grid.faces, testing::Contains(0.075 + 1.3));
    for (std::size_t j = 0; j < grid.size(); ++j) EXPECT_GT(grid.height(j), 0.0);
}

TEST(LayeredGrid, FollowsTheAskedSizes) {
    const DepthResolution resolution;
    const LayeredGrid grid = layered_grid(kSkin, resolution);
    for (std::size_t j = 0; j < grid.size(); ++j) {
        const bool fine = grid.faces[j + 1] <= resolution.fine_depth;
        EXPECT_LE(grid.height(j), 1.000001 * (fine ? resolution.finest : resolution.coarsest));
        if (j == 0 || grid.layer[j] != grid.layer[j - 1]) continue;
        // size ratio of neighbours: growth times one cell, on either side
        EXPECT_LE(grid.height(j) / grid.height(j - 1), 1.0 + 1.2 * resolution.growth);
    }
    EXPECT_EQ(std::count(grid.layer.begin(), grid.layer.end(), 0U), resolution.fewest);
}

TEST(LayeredGrid, KeepsItsFacesWhenCellsAreCut) {
    const LayeredGrid coarse = layered_grid(kSkin, {});
    const LayeredGrid fine = layered_grid(kSkin, {.subdivisions = 3});
    ASSERT_EQ(fine.size(), 3 * coarse.size());
    for (std::size_t j = 0; j <= coarse.size(); ++j) {
        EXPECT_NEAR(fine.faces[3 * j], coarse.faces[j], 1e-14);
    }
}

TEST(LayeredGrid, IsUniformWithoutGrowth) {
    const std::vector<double> layer = {2.0};
    const LayeredGrid grid =
        layered_grid(layer, {.finest = 0.25, .fine_depth = 0.0, .growth = 0.0, .fewest = 1});
    ASSERT_EQ(grid.size(), 8U);
    for (std::size_t j = 0; j < 8; ++j) EXPECT_NEAR(grid.height(j), 0.25, 1e-15);
}

TEST(LayeredGrid, SharesABandAmongItsCells) {
    const LayeredGrid grid = layered_grid(kSkin, {});
    const std::vector<double> lengths = overlaps(grid, 0.1, 2.345);
    EXPECT_NEAR(std::accumulate(lengths.begin(), lengths.end(), 0.0), 2.245, 1e-14);
    EXPECT_EQ(lengths.front(), 0.0);
    EXPECT_EQ(lengths.back(), 0.0);
    for (std::size_t j = 0; j < grid.size(); ++j) EXPECT_LE(lengths[j], grid.height(j));
}

}  // namespace
}  // namespace mesogrid
