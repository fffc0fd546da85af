#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/toml.hpp"
#include "engine/io/result_file.hpp"
#include "engine/io/result_reader.hpp"
#include "engine/run/depot_responses.hpp"
#include "engine/run/simulate.hpp"
#include "engine/transport/spectral/radial_profiles.hpp"

#include "models/catalogs.hpp"

#include "tests/app/program.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

using ::testing::HasSubstr;

Scenario scenario_of(const std::string& text) {
    Params params(parse_toml(text, "small.toml"));
    return read_scenario(params, models::catalogs(), "small.toml");
}

DepotResponses responses_of(const std::string& text) {
    ResponseStore store;
    return depot_responses(scenario_of(text), store);
}

/// Mean of a normal density of variance v over [x - h/2, x + h/2].
double mean_of_normal(double x, double h, double variance) {
    const double scale = std::sqrt(2.0 * variance);
    return 0.5 * (std::erf((x + 0.5 * h) / scale) - std::erf((x - 0.5 * h) / scale)) / h;
}

TEST(RadialProfiles, AreCellMeansOfASpreadingGaussian) {
    // Uniform medium: the areal amount stays a Gaussian of variance s^2 + 2 D t, times exp(-k t).
    constexpr double sigma = 0.8;
    constexpr double diffusivity = 3e-4;
    constexpr double rate = 1e-3;
    constexpr double time = 1800.0;
    constexpr double cell = 0.2;
    constexpr double depth = 3.0;
    ProfileQuestions questions;
    questions.medium = support::medium_of({{depth, diffusivity, rate, 1.0}});
    questions.shapes = {support::gaussian(sigma, 1.0, depth)};
    questions.keys = {"gaussian"};
    questions.requests = {{.quantity = ExposureQuantity::areal_amount,
                           .reduction = Reduction::depth_integral,
                           .band = {Length{}, depth * units::mm},
                           .at = time * units::s}};
    questions.cell = cell * units::mm;
    for (double r = 0.0; r < 6.0; r += 0.5) questions.radii.push_back(r);
    ResponseStore store;
    const std::vector<double> profile = radial_profiles(questions, store);
    const double variance = sigma * sigma + 2.0 * diffusivity * time;
    const double peak = std::exp(-rate * time) * mean_of_normal(0.0, cell, variance) *
                        mean_of_normal(0.0, cell, variance);
    for (std::size_t i = 0; i < profile.size(); ++i) {
        const double exact = std::exp(-rate * time) *
                             mean_of_normal(questions.radii[i], cell, variance) *
                             mean_of_normal(0.0, cell, variance);
        // what depends on the direction of a cell is of fourth order: (h/s)^4/2880 = 5e-6 of the
        // peak at the initial width, less for the wider one
        EXPECT_NEAR(profile[i], exact, 2e-6 * peak) << questions.radii[i];
    }
}

TEST(DepotResponses, HoldAllOfTheSoluteAtTheStart) {
    const DepotResponses made = responses_of(testing::small_scenario());
    ASSERT_EQ(made.classes, 1U);
    ASSERT_EQ(made.no_fields, "");
    const std::size_t radii = made.radii.size();
    double amount = 0.0;
    for (std::size_t p = 0; p + 1 < made.faces.size(); ++p) {
        const double thickness = (made.faces[p + 1] - made.faces[p]).base();
        for (std::size_t r = 0; r + 1 < radii; ++r) {
            const double width = made.radii[r + 1] - made.radii[r];
            const double inner = made.radii[r] * made.concentration[p * radii + r];
            const double outer = made.radii[r + 1] * made.concentration[p * radii + r + 1];
            amount += thickness * std::numbers::pi * width * (inner + outer);
        }
    }
    // 100 ug per uL; the trapezoids err by width^2/12 f'', here below 0.3 %
    EXPECT_NEAR(amount, 100.0, 0.3);
}

/// The cubic through the four radii about r.
double read_at(const std::vector<double>& radii, const double* profile, double r) {
    std::size_t first = 0;
    while (first + 4 < radii.size() && radii[first + 2] < r) ++first;
    double value = 0.0;
    for (std::size_t i = first; i < first + 4; ++i) {
        double weight = profile[i];
        for (std::size_t j = first; j < first + 4; ++j) {
            if (j != i) weight *= (r - radii[j]) / (radii[i] - radii[j]);
        }
        value += weight;
    }
    return value;
}

/// What the depots of one session of `made` sum up to at a point, at one of its times, in one
/// plane.
double concentration_at(const DepotResponses& made,
                        Point point,
                        std::size_t plane,
                        std::size_t time,
                        std::size_t session = 0) {
    const std::size_t radii = made.radii.size();
    const std::size_t planes = made.faces.size() - 1;
    double sum = 0.0;
    for (const DepotResponses::Placed& depot : made.depots) {
        if (depot.session != session) continue;
        const double r = std::hypot(point.x - depot.axis.x, point.y - depot.axis.y);
        if (r >= made.radii.back()) continue;
        const double* profile =
            made.concentration.data() +
            ((depot.depot_class * made.times.size() + time) * planes + plane) * radii;
        sum += depot.fluid.base() * read_at(made.radii, profile, r);
    }
    return sum;
}

TEST(DepotResponses, SumUpToTheConcentrationsOfTheRun) {
    // the last time of the responses is that of the prescription, 2 h; 0.75 mm is the middle of a
    // plane of the dermis (9 planes from 0.1 to 1.4 mm)
    std::string text =
        testing::with(testing::small_scenario(), R"(["10 min", "1 h"])", R"(["2 h"])");
    text = testing::with(text,
                         R"([["0 mm", "0 mm", "1 mm"]])",
                         R"([["0 mm", "0 mm", "0.75 mm"], ["2 mm", "1.5 mm", "0.75 mm"]])");
    text = testing::with(text, R"(step = "0.5 mm")", R"(step = "0.2 mm")");
    const Scenario scenario = scenario_of(text);
    ResponseStore store;
    const RunResult result = simulate(scenario, store, nullptr);
    const DepotResponses made = depot_responses(scenario, store);
    std::size_t plane = 0;
    while (made.faces[plane + 1] < 0.75 * units::mm) ++plane;
    ASSERT_NEAR((0.5 * (made.faces[plane] + made.faces[plane + 1])).base(), 0.75, 1e-9);
    for (const ProbeSeries& probe : result.probes) {
        const double exact = probe.values.front().value.base();
        // a cell mean is off by h^2/24 of the Laplacian, a plane by less: with s^2 = 2.8 mm2 1e-3
        EXPECT_NEAR(concentration_at(made, probe.position, plane, made.times.size() - 1),
                    exact,
                    3e-3 * exact);
    }
}

TEST(DepotResponses, HoldEverySessionOfACourseThatMoves) {
    // an hour takes away more than nine tenths, so that four hours later 1e-4 of the first session
    // is left and probes see one session at a time
    std::string text =
        testing::with(testing::small_scenario(),
                      R"([["0 mm", "0 mm", "1 mm"]])",
                      R"([["0 mm", "0 mm", "0.75 mm"], ["2 mm", "1.5 mm", "0.75 mm"]])");
    text = testing::with(text, R"(step = "0.5 mm")", R"(step = "0.2 mm")");
    Scenario scenario = scenario_of(text + R"(
[schedule]
sessions = 2
interval = "4 h"
shifts = [["0 mm", "0 mm"], ["1.5 mm", "1 mm"]]
)");
    ResponseStore store;
    const DepotResponses made = depot_responses(scenario, store);
    ASSERT_EQ(made.no_fields, "");
    ASSERT_EQ(made.session_ends.size(), 2U);
    std::size_t time = 0;
    while (made.times[time] < 120.0 * units::min) ++time;  // tolerance as above
    std::size_t plane = 0;
    while (made.faces[plane + 1] < 0.75 * units::mm) ++plane;
    scenario.times = {made.times[time], made.session_ends[1] + made.times[time]};
    const RunResult result = simulate(scenario, store, nullptr);
    ASSERT_EQ(result.probes.size(), 2U);
    for (const ProbeSeries& probe : result.probes) {
        for (const std::size_t session : {1U, 2U}) {
            const double exact = probe.values[session - 1].value.base();
            EXPECT_NEAR(
                concentration_at(made, probe.position, plane, time, session), exact, 3e-3 * exact)
                << session;
        }
    }
    EXPECT_EQ(made.no_kernels, "") << "judged one by one, the first session can be edited";
}

TEST(DepotResponses, HaveEveryPunctureAmongTheirVariants) {
    const Scenario scenario = scenario_of(testing::small_scenario());
    ResponseStore store;
    const DepotResponses made = depot_responses(scenario, store);
    ASSERT_EQ(made.no_kernels, "");
    EXPECT_EQ(made.depth_of.size(), 12U);
    for (const std::size_t depth : made.depth_of) {
        EXPECT_EQ(made.depths[depth], scenario.delivery.depth);
    }
    for (const std::size_t volume : made.volume_of) {
        EXPECT_EQ(made.volumes[volume], scenario.delivery.volume);
    }
    EXPECT_EQ(made.parts.size(), made.depths.size() * made.volumes.size());
    EXPECT_GE(made.depths.size(), 5U);
    EXPECT_GE(made.volumes.size(), 5U);
}

TEST(DepotResponses, SayWhyNothingCanBeEdited) {
    const std::string peak = testing::with(testing::small_scenario(), R"("auc")", R"("peak")");
    const std::string text = testing::with(peak, "10000 ug s/mm3", "10 ug/mm3");
    EXPECT_THAT(responses_of(text).no_kernels, HasSubstr("do not add up"));
    EXPECT_TRUE(responses_of(text).kernels.empty());
    EXPECT_EQ(responses_of(text).no_fields, "");
}

TEST(DepotResponses, ComeBackFromAFileBitForBit) {
    const testing::ScratchFolder folder;
    const std::filesystem::path path = folder.path() / "r.h5";
    const Scenario scenario = scenario_of(testing::small_scenario());
    ResponseStore store;
    RunResult result = simulate(scenario, store, nullptr);
    result.responses = depot_responses(scenario, store);
    {
        ResultFile file(path, Overwrite::allow);
        file.commit(result);
    }
    const StoredResult stored = read_result(path);
    ASSERT_TRUE(stored.comparison.protocols.front().responses);
    const DepotResponses& read = *stored.comparison.protocols.front().responses;
    const DepotResponses& written = *result.responses;
    EXPECT_EQ(read.concentration, written.concentration);
    EXPECT_EQ(read.exposure, written.exposure);
    EXPECT_EQ(read.radii, written.radii);
    EXPECT_EQ(read.times, written.times);
    EXPECT_EQ(read.faces, written.faces);
    EXPECT_EQ(read.layers, written.layers);
    EXPECT_EQ(read.session_ends, written.session_ends);
    EXPECT_EQ(read.kernels, written.kernels);
    EXPECT_EQ(read.kernel_step, written.kernel_step);
    EXPECT_EQ(read.depth_of, written.depth_of);
    ASSERT_EQ(read.parts.size(), written.parts.size());
    for (std::size_t i = 0; i < read.parts.size(); ++i) {
        EXPECT_EQ(read.parts[i].kernel, written.parts[i].kernel);
        EXPECT_EQ(read.parts[i].fluid, written.parts[i].fluid);
    }
    ASSERT_EQ(read.depots.size(), written.depots.size());
    EXPECT_EQ(read.depots.back().axis.x, written.depots.back().axis.x);
    EXPECT_EQ(read.depots.back().session, written.depots.back().session);
}

TEST(DepotResponses, AreNotNeededInAFile) {
    const testing::ScratchFolder folder;
    const std::filesystem::path path = folder.path() / "r.h5";
    const Scenario scenario = scenario_of(testing::small_scenario());
    {
        ResultFile file(path, Overwrite::allow);
        file.commit(simulate(scenario));
    }
    EXPECT_FALSE(read_result(path).comparison.protocols.front().responses);
}

}  // namespace
}  // namespace mesogrid
