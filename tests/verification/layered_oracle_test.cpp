/// Three layers unlike in diffusivity, clearance and porosity, against an independent
/// finite-volume solver on (r, z), extrapolated to zero cell and step.

#include <iostream>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/axisymmetric_oracle.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

const support::OracleCase kCase{
    .layers = {{2, 3e-4, 0.0, 0.4}, {6, 1e-3, 2e-3, 0.4}, {8, 1.5e-3, 5e-4, 0.15}},
    .coarse_cell = 0.25,
    .coarse_radius = 20,
    .sigma = 0.6,
    .centre = 1.3,
    .end = 250.0,
    .coarse_steps = 10};

support::TransportCase spectral_case() {
    std::vector<support::RawLayer> layers;
    for (const support::OracleLayer& layer : kCase.layers) {
        layers.push_back({layer.coarse_cells * kCase.coarse_cell,
                          layer.diffusivity,
                          layer.clearance,
                          layer.capacity});
    }
    // One row of cells of a fifth of the oracle's, whose centres hold the oracle's.
    support::TransportCase c(
        layers, support::raster_at(0.0, -0.025, 0.05, 5 * kCase.coarse_radius, 1), Walls::open);
    c.options.resolution = DepthResolution{
        .finest = 0.05, .fine_depth = 2.2, .growth = 0.1, .coarsest = 0.1, .fewest = 10};
    c.options.image_tolerance = 1e-7;
    c.add(support::gaussian(kCase.sigma, kCase.centre, c.depth()), {0.0, 0.0}, 1.0);
    return c;
}

TEST(LayeredOracle, AgreesOnConcentrationAndExposureToAThousandth) {
    const support::OracleAnswer oracle = support::extrapolated_oracle(kCase);
    RecordProperty("oracle_concentration_error", std::to_string(oracle.concentration_error));
    RecordProperty("oracle_auc_error", std::to_string(oracle.auc_error));
    // Its own error must leave room for the comparison.
    EXPECT_LE(oracle.concentration_error, 1e-3);
    EXPECT_LE(oracle.auc_error, 1e-3);

    support::TransportCase c = spectral_case();
    const int rows = 16;
    c.problem.probe_times = {Duration::from_base(kCase.end)};
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < kCase.coarse_radius; ++i) {
            c.probe({(i + 0.5) * kCase.coarse_cell, 0.0}, (j + 0.5) * kCase.coarse_cell);
        }
    }
    double top = 0.0;
    for (const support::OracleLayer& layer : kCase.layers) {
        const double bottom = top + layer.coarse_cells * kCase.coarse_cell;
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, top, bottom, kCase.end);
        top = bottom;
    }
    const auto solved = c.solve();
    std::vector<double> concentration;
    for (const auto& series : solved.result.probes) concentration.push_back(series[0].value.base());
    std::vector<double> auc;
    for (const Map& map : solved.maps) {
        for (int i = 0; i < kCase.coarse_radius; ++i) {
            auc.push_back(map.values[static_cast<std::size_t>(5 * i + 2)]);
        }
    }
    EXPECT_LE(support::relative_l2(concentration, oracle.fields.concentration), 1e-3);
    EXPECT_LE(support::relative_l2(auc, oracle.fields.auc), 1e-3);
    std::cout << "oracle's own error " << oracle.concentration_error << ", " << oracle.auc_error
              << "; difference " << support::relative_l2(concentration, oracle.fields.concentration)
              << ", " << support::relative_l2(auc, oracle.fields.auc) << '\n';
}

}  // namespace
}  // namespace mesogrid
