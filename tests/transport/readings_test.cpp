#include "engine/transport/spectral/readings.hpp"

#include <numeric>

#include <gtest/gtest.h>

namespace mesogrid::spectral {
namespace {

using units::mm;

const Medium kSkin{{{.thickness = 1.0 * mm,
                     .diffusivity = 1e-3 * units::mm2_per_s,
                     .clearance = {},
                     .capacity = 0.4},
                    {.thickness = 2.0 * mm,
                     .diffusivity = 2e-3 * units::mm2_per_s,
                     .clearance = {},
                     .capacity = 0.15}}};

LayeredGrid grid() {
    return layered_grid(thicknesses(kSkin),
                        {.finest = 0.1, .fine_depth = 0.5, .growth = 0.2, .coarsest = 0.4});
}

double value_of(const std::vector<double>& weights, const std::vector<double>& field) {
    return std::inner_product(field.begin(), field.end(), weights.begin(), 0.0);
}

TEST(SlabWeights, CountOverlapsTimesWeights) {
    const std::vector<double> ones(grid().size(), 1.0);
    EXPECT_NEAR(value_of(slab_weights(grid(), {{0.33, 1.77, 1.0}}), ones), 1.44, 1e-14);
    EXPECT_NEAR(
        value_of(slab_weights(grid(), {{0.33, 1.0, 2.0}, {1.0, 1.77, 0.5}}), ones), 1.725, 1e-14);
}

TEST(PointWeights, FollowsALineOfConstantFluxAcrossTheInterface) {
    // a(z) = A/g linear in each layer, flux g D a' = -6e-5 throughout
    const double flux = 6e-5;
    const auto activity = [flux](double z) {
        const double upper = flux / (0.4 * 1e-3);
        const double lower = flux / (0.15 * 2e-3);
        return z < 1.0 ? 3.0 - upper * z : 3.0 - upper - lower * (z - 1.0);
    };
    const LayeredGrid cells = grid();
    const LayerOperator layers(column_of(kSkin, cells));
    std::vector<double> field;
    for (std::size_t j = 0; j < cells.size(); ++j) {
        field.push_back(layers.column().capacity[j] * activity(cells.centre(j)));
    }
    const double first = cells.centre(0);
    const double last = cells.centre(cells.size() - 1);
    for (const double z : {first, 0.2, 0.631, 0.999, 1.0, 1.001, 2.2, last}) {
        const double capacity = z < 1.0 ? 0.4 : 0.15;
        EXPECT_NEAR(value_of(point_weights(cells, layers, z), field), capacity * activity(z), 1e-14)
            << z << " mm";
    }
}

TEST(PointWeights, IsConstantFromTheOutermostCentresToTheWalls) {
    const LayeredGrid cells = grid();
    const LayerOperator layers(column_of(kSkin, cells));
    std::vector<double> field(cells.size(), 0.0);
    field.front() = 2.0;
    field.back() = 5.0;
    EXPECT_EQ(value_of(point_weights(cells, layers, 0.0), field), 2.0);
    EXPECT_EQ(value_of(point_weights(cells, layers, 3.0), field), 5.0);
}

}  // namespace
}  // namespace mesogrid::spectral
