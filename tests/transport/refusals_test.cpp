#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/transport/spectral/checks.hpp"

#include "tests/support/transport_case.hpp"

/// What the plain spectral solver refuses, and what it says.
namespace mesogrid {
namespace {

using support::raster_at;
using support::TransportCase;
using testing::HasSubstr;
using enum ExposureQuantity;
using enum Reduction;

TransportCase one_depot() {
    TransportCase c({{3.0, 1e-3}}, raster_at(-2.0, -2.0, 0.5, 8, 8), Walls::open);
    c.add(support::gaussian(0.8, 1.0, 3.0), {0.0, 0.0}, 1.0);
    return c;
}

template <class Error, class Act>
int code_of(Act&& act, const std::string& words) {
    try {
        act();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr(words));
        return error.diagnostics().front().code;
    }
    ADD_FAILURE() << "nothing thrown";
    return 0;
}

TEST(SpectralTransport, RefusesADoseThatDoesNotDependOnThePlace) {
    TransportCase c = one_depot();
    c.ask(nominal_areal_dose, depth_integral, 0.0, 1.0, 60.0);
    EXPECT_EQ(code_of<InputError>([&] { c.solve(); }, "no map of transport"), 320);
}

TEST(SpectralTransport, RefusesAnIntegralThatDiverges) {
    constexpr double for_ever = std::numeric_limits<double>::infinity();
    TransportCase c = one_depot();  // nothing clears
    c.ask(auc, depth_mean, 0.0, 1.0, for_ever);
    EXPECT_EQ(code_of<InputError>([&] { c.solve(); }, "grows without end"), 608);
    // A clearing layer behind one in which nothing moves is out of reach.
    TransportCase walled({{1.0, 1e-3}, {0.2, 0.0}, {2.0, 1e-3, 1e-3}},
                         raster_at(-2.0, -2.0, 0.5, 8, 8),
                         Walls::open);
    walled.add(support::gaussian(0.8, 0.5, 3.2), {0.0, 0.0}, 1.0);
    walled.ask(areal_exposure, depth_integral, 0.0, 1.0, for_ever);
    EXPECT_EQ(code_of<InputError>([&] { walled.solve(); }, "between 0 and 1 mm"), 608);
}

TEST(SpectralTransport, RefusesAPeakWithoutEndAndOneOfVeryManyFormationTimes) {
    TransportCase c = one_depot();
    c.ask(peak, depth_mean, 0.0, 1.0, std::numeric_limits<double>::infinity());
    EXPECT_EQ(code_of<InputError>([&] { c.solve(); }, "needs an end"), 320);
    TransportCase many = one_depot();
    for (int i = 1; i < 70; ++i) {
        many.add(support::gaussian(0.8, 1.0, 3.0), {0.0, 0.0}, 1.0);
        many.problem.depots.back().formed_at = Duration::from_base(-i);
    }
    many.ask(peak, depth_mean, 0.0, 1.0, 60.0);
    EXPECT_EQ(code_of<InputError>([&] { many.solve(); }, "70 different times"), 320);
}

TEST(SpectralTransport, RefusesAWindowOfTooManyModes) {
    TransportCase c = one_depot();
    c.ask(auc, depth_mean, 0.0, 1.0, 1e9);  // nothing clears: 3 m of spreading
    EXPECT_EQ(code_of<RefusedError>([&] { c.solve(); }, "lateral modes"), 606);
}

TEST(CheckMap, NamesRequestAndCellOfANumberThatIsNotFinite) {
    Map map{raster_at(0.0, 0.0, 1.0, 3, 2), {1.0, 1.0, 1.0, 1.0, 1.0, 1.0}};
    map.values[4] = std::numeric_limits<double>::quiet_NaN();
    const ExposureRequest request{.quantity = auc, .at = 60.0 * units::s};
    EXPECT_EQ(code_of<SimulationError>([&] { spectral::check_map(map, request, 0.0); },
                                       "cell (1, 1) at x = 1.5 mm, y = 1.5 mm"),
              601);
}

TEST(CheckMap, ForgivesNegativesOfAMillionthOnly) {
    Map map{raster_at(0.0, 0.0, 1.0, 3, 1), {-0.9e-6, 1.0, 0.5}};
    spectral::check_map(map, {}, 0.0);
    EXPECT_EQ(map.values, (std::vector<double>{0.0, 1.0, 0.5}));
    map.values[0] = -1.1e-6;
    EXPECT_THROW(spectral::check_map(map, {}, 0.0), SimulationError);
}

TEST(CheckMap, ForgivesNoiseWhereNothingHasArrived) {
    Map map{raster_at(0.0, 0.0, 1.0, 3, 1), {-3e-18, -1e-17, 2e-18}};
    spectral::check_map(map, {}, 2e-17);
    EXPECT_EQ(map.values, (std::vector<double>{0.0, 0.0, 2e-18}));
}

TEST(PlainSpectral, AnswersWhereNothingHasArrived) {
    // 6 mm below a depot of 0.3 mm, after one second.
    TransportCase c({{9.0, 1e-4}}, raster_at(-2.0, -2.0, 0.25, 16, 16), Walls::open);
    c.add(support::gaussian(0.3, 1.0, 9.0), {0.0, 0.0}, 1.0);
    c.ask(concentration, depth_mean, 7.0, 8.0, 1.0);
    EXPECT_LE(support::peak(c.solve().maps[0].values), 1e-10);
}

TEST(CheckedProbe, RefusesWhatTheMapsRefuse) {
    EXPECT_EQ(spectral::checked_probe(-1e-9, 1.0, {}, 0.0), 0.0);
    EXPECT_THROW(spectral::checked_probe(-1e-5, 1.0, {}, 0.0), SimulationError);
    EXPECT_THROW(spectral::checked_probe(std::numeric_limits<double>::infinity(), 1.0, {}, 0.0),
                 SimulationError);
}

}  // namespace
}  // namespace mesogrid
