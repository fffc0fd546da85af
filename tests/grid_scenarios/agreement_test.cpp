/// The grid solver against the spectral one on shipped scenarios: two derivations of the same
/// equation that share the tissue, the depots and the planes, and nothing of how they solve.

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/units.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/carry.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/plan.hpp"

#include "models/catalogs.hpp"

#include "tests/support/transport_case.hpp"

namespace mesogrid::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kScenarios = fs::path(MESOGRID_SOURCE_DIR) / "scenarios";

/// The scenario with its target, product, punctures and depots; asked for the exposure of its layer
/// over an hour, for most shipped prescriptions ask for the dose as it was put.
Scenario read(const std::string& file) {
    Params params(load_scenario_file(kScenarios / file, kScenarios));
    Scenario scenario = read_scenario(params, models::catalogs(), file);
    scenario.prescription.quantity = ExposureQuantity::areal_exposure;
    scenario.prescription.reduction = Reduction::depth_integral;
    scenario.prescription.at = 1.0 * units::h;
    return scenario;
}

Map map_of(Scenario scenario, Solver solver, double step) {
    scenario.numerics.solver = solver;
    scenario.numerics.step = Length::from_base(step);
    Formed formed;
    FormedSession session;
    session.planned = plan(scenario, 0);
    session.depots = form(scenario, session.planned);
    session.readings = depot_readings(scenario, session.planned);
    formed.raster = choose_raster(scenario, session.depots);
    formed.sessions = {session};
    ResponseStore responses;
    return carry_judged(scenario, formed, 0, responses, nullptr).map;
}

double default_step(const Scenario& scenario) {
    return choose_raster(scenario, form(scenario, plan(scenario, 0))).spacing;
}

/// Means of 2 x 2 cells; a last row or column without a partner is left out.
std::vector<double> coarsened(const Map& fine, const Raster& coarse) {
    std::vector<double> values;
    for (int j = 0; j < coarse.ny; ++j) {
        for (int i = 0; i < coarse.nx; ++i) {
            double sum = 0.0;
            for (const int y : {2 * j, 2 * j + 1}) {
                for (const int x : {2 * i, 2 * i + 1}) {
                    sum += fine.values[fine.raster.index(std::min(x, fine.raster.nx - 1),
                                                         std::min(y, fine.raster.ny - 1))];
                }
            }
            values.push_back(0.25 * sum);
        }
    }
    return values;
}

class GridAgreement : public ::testing::TestWithParam<const char*> {};

TEST_P(GridAgreement, ExtrapolatesToTheSpectralMap) {
    const Scenario scenario = read(GetParam());
    const double h = default_step(scenario);
    const Map fine = map_of(scenario, Solver::grid, h);
    const Map coarse = map_of(scenario, Solver::grid, 2.0 * h);
    const Map exact = map_of(scenario, Solver::spectral, 2.0 * h);
    ASSERT_EQ(coarse.raster, exact.raster);
    // both rasters begin in the same corner, so cells pair off
    ASSERT_NEAR(fine.raster.origin.x, coarse.raster.origin.x, 1e-9);
    ASSERT_NEAR(fine.raster.origin.y, coarse.raster.origin.y, 1e-9);
    ASSERT_LE(std::abs(fine.raster.nx - 2 * coarse.raster.nx), 1);
    ASSERT_LE(std::abs(fine.raster.ny - 2 * coarse.raster.ny), 1);
    const std::vector<double> halved = coarsened(fine, coarse.raster);
    std::vector<double> extrapolated;
    std::vector<double> wanted;
    std::vector<double> plain;
    for (int j = 0; 2 * j + 1 < fine.raster.ny; ++j) {
        for (int i = 0; 2 * i + 1 < fine.raster.nx; ++i) {
            const std::size_t v = coarse.raster.index(i, j);
            extrapolated.push_back((4.0 * halved[v] - coarse.values[v]) / 3.0);
            plain.push_back(halved[v]);
            wanted.push_back(exact.values[v]);
        }
    }
    const double difference = support::relative_l2(extrapolated, wanted);
    RecordProperty("difference", std::to_string(difference));
    std::cout << GetParam() << ": cells of " << h << " mm " << support::relative_l2(plain, wanted)
              << ", extrapolated " << difference << '\n';
    EXPECT_LE(difference, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Shipped,
                         GridAgreement,
                         ::testing::Values("lower-cheek/1-square.toml",
                                           "lower-cheek/2-hexagonal.toml",
                                           "lower-cheek/3-offset-rows.toml",
                                           "training/depth-2-beneath-it.toml",
                                           "training/overlap-2-on-top.toml",
                                           "training/volume-2-few-large.toml",
                                           "library/microbotox-20.toml",
                                           "library/own-forearm-papules.toml",
                                           "library/profhilo-bap.toml",
                                           "library/dca-label.toml"));

}  // namespace
}  // namespace mesogrid::testing
