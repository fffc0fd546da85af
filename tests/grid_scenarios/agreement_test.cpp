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

Map map_of(Scenario scenario, Solver solver, const Raster& raster) {
    scenario.numerics.solver = solver;
    scenario.numerics.step = Length::from_base(raster.spacing);
    scenario.numerics.tolerance = 1e-4;
    Formed formed;
    FormedSession session;
    session.planned = plan(scenario, 0);
    session.depots = form(scenario, session.planned);
    session.readings = depot_readings(scenario, session.planned);
    formed.raster = raster;
    formed.sessions = {session};
    ResponseStore responses;
    return carry_judged(scenario, formed, 0, responses, nullptr).map;
}

/// Cells twice as wide as those chosen, over `finer`.
Raster coarse_raster(Scenario scenario, double finer) {
    const auto chosen = [&] { return choose_raster(scenario, form(scenario, plan(scenario, 0))); };
    scenario.numerics.step = Length::from_base(2.0 / finer * chosen().spacing);
    return chosen();
}

/// Means of 2 x 2 cells.
std::vector<double> halved(const Map& fine) {
    std::vector<double> values;
    for (int j = 0; j < fine.raster.ny; j += 2) {
        for (int i = 0; i < fine.raster.nx; i += 2) {
            double sum = 0.0;
            for (const int y : {j, j + 1}) {
                for (const int x : {i, i + 1}) sum += fine.values[fine.raster.index(x, y)];
            }
            values.push_back(0.25 * sum);
        }
    }
    return values;
}

/// A scenario, and how much finer than the cells it chooses two maps must be to extrapolate.
struct Case {
    const char* file;
    double finer = 1.0;
};

class GridAgreement : public ::testing::TestWithParam<Case> {};

TEST_P(GridAgreement, ExtrapolatesToTheSpectralMap) {
    const Scenario scenario = read(GetParam().file);
    const Raster wide = coarse_raster(scenario, GetParam().finer);
    Raster narrow = wide;
    narrow.spacing *= 0.5;
    narrow.nx *= 2;
    narrow.ny *= 2;
    const std::vector<double> wanted = map_of(scenario, Solver::spectral, wide).values;
    const std::vector<double> coarse = map_of(scenario, Solver::grid, wide).values;
    const std::vector<double> fine = halved(map_of(scenario, Solver::grid, narrow));
    std::vector<double> extrapolated;
    for (std::size_t v = 0; v < wanted.size(); ++v) {
        extrapolated.push_back((4.0 * fine[v] - coarse[v]) / 3.0);
    }
    const double difference = support::relative_l2(extrapolated, wanted);
    RecordProperty("difference", std::to_string(difference));
    std::cout << GetParam().file << ": cells of " << narrow.spacing << " mm "
              << support::relative_l2(fine, wanted) << ", extrapolated " << difference << '\n';
    EXPECT_LE(difference, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Shipped,
                         GridAgreement,
                         ::testing::Values(Case{"lower-cheek/1-square.toml"},
                                           Case{"lower-cheek/2-hexagonal.toml", 2.0},
                                           Case{"lower-cheek/3-offset-rows.toml"},
                                           Case{"training/depth-2-beneath-it.toml"},
                                           Case{"training/overlap-2-on-top.toml"},
                                           Case{"training/volume-2-few-large.toml"},
                                           Case{"library/microbotox-20.toml", 4.0},
                                           Case{"library/own-forearm-papules.toml", 2.0},
                                           Case{"library/profhilo-bap.toml"},
                                           Case{"library/dca-label.toml"}));

}  // namespace
}  // namespace mesogrid::testing
