#include <cmath>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/run/deposit_of.hpp"
#include "engine/run/deposit_within.hpp"

#include "models/depots/gaussian_shape.hpp"
#include "models/metrics/spill.hpp"

#include "tests/support/gaussian_field.hpp"

/// How much product lies in the target, beside it and in other layers.
namespace mesogrid {
namespace {

using units::mm;
using units::uL;

constexpr double kSigma = 1.5;
/// The table and the rule along an edge: see DepositWithin.
constexpr double kShare = 1e-5;

/// In a slab of 40 mm, 20 mm deep: the whole Gaussian, none of it mirrored.
models::GaussianShape gaussian() {
    return models::GaussianShape(kSigma, kSigma, 20.0, 40.0);
}
const DepthBand kAll{0.0 * mm, 40.0 * mm};

TEST(DepositWithin, OverARectangleIsAProductOfErrorFunctions) {
    const auto shape = gaussian();
    const DepositWithin within(shape, kAll);
    const Outline outline = Outline::rectangle(10.0 * mm, 6.0 * mm);
    for (const Point axis : {Point{0.0, 0.0},
                             Point{4.0, 2.5},
                             Point{4.99, 0.3},
                             Point{5.0, 1.0},
                             Point{5.0, 3.0},
                             Point{5.0001, -2.0},
                             Point{7.0, 4.0},
                             Point{30.0, 0.0}}) {
        const double expected = support::gaussian_share(-5.0 - axis.x, 5.0 - axis.x, kSigma) *
                                support::gaussian_share(-3.0 - axis.y, 3.0 - axis.y, kSigma);
        EXPECT_NEAR(within.over(outline, axis), expected, kShare) << axis.x << ' ' << axis.y;
    }
}

TEST(DepositWithin, TakesHolesOff) {
    const auto shape = gaussian();
    const DepositWithin within(shape, kAll);
    const Outline hole = Outline::rectangle(2.0 * mm, 1.0 * mm, {0.5, 0.2});
    const Outline outer = Outline::rectangle(10.0 * mm, 6.0 * mm);
    const Point axis{0.9, 0.4};
    EXPECT_NEAR(within.over(outer.without(hole), axis),
                within.over(outer, axis) - within.over(hole, axis),
                kShare);
}

TEST(DepositWithin, OverADiscAboutTheAxisIsWhatTheShapeEncloses) {
    const auto shape = gaussian();
    const DepositWithin within(shape, kAll);
    // A polygon of the disc's area with 720 edges: its radius varies by 1e-5 of itself.
    const Outline disc = Outline::ellipse(4.0 * mm, 4.0 * mm);
    EXPECT_NEAR(
        within.over(disc, {0.0, 0.0}), 1.0 - std::exp(-0.5 * 4.0 / (kSigma * kSigma)), 2 * kShare);
}

Tissue layers() {
    return {{{.name = "epidermis", .thickness = 1.0 * mm},
             {.name = "dermis", .thickness = 2.0 * mm},
             {.name = "hypodermis", .thickness = 37.0 * mm}}};
}

Deposit deposit(const std::vector<Point>& axes, Volume leaked, Volume absorbed, Volume beneath) {
    const Target target{.site = "",
                        .outline = Outline::rectangle(10.0 * mm, 6.0 * mm),
                        .layer = "dermis",
                        .band = {1.0 * mm, 3.0 * mm},
                        .interior_margin = 1.0 * mm};
    const auto shape = std::make_shared<const models::GaussianShape>(kSigma, 0.5, 2.2, 40.0);
    std::vector<Puncture> punctures;
    std::vector<Depot> depots;
    std::vector<DepotReading> readings;
    for (const Point axis : axes) {
        punctures.push_back({.position = axis, .volume_asked = 10.0 * uL, .volume_leaked = leaked});
        depots.push_back({.puncture = depots.size(),
                          .axis = axis,
                          .fluid = 10.0 * uL - leaked - absorbed - beneath,
                          .shape = shape,
                          .class_key = "one"});
        readings.push_back({.wrong_layer = beneath});
    }
    return deposit_of(
        target, layers(), punctures, depots, readings, static_cast<double>(axes.size()) * absorbed);
}

double value(const MetricResult& result, const std::string& name) {
    for (const Measured& measured : result.measures) {
        if (measured.name == name) return measured.value.value_or(std::nan(""));
    }
    return std::nan("");
}

MetricResult spill(const Deposit& deposit) {
    const Target target{};
    const Raster raster{{0.0, 0.0}, 1.0, 1, 1};
    const TargetSampling sampling(Outline::rectangle(1.0 * mm, 1.0 * mm), 0.0 * mm, raster);
    const Prescription prescription;
    const auto evaluation = models::Spill().begin({.target = target,
                                                   .sampling = sampling,
                                                   .prescription = prescription,
                                                   .punctures = {},
                                                   .deposit = &deposit});
    return evaluation->finish(nullptr);
}

TEST(Spill, OfHalfADepotOnTheBorderIsHalfOfItsLayer) {
    // The axis on the middle of the left border, 10 mm wide: half of it, and of y within 3 mm.
    const MetricResult result = spill(deposit({{-5.0, 0.0}}, 0.0 * uL, 0.0 * uL, 0.0 * uL));
    const double in_layer = support::gaussian_share(1.0 - 2.2, 3.0 - 2.2, 0.5);
    const double over = 0.5 * support::gaussian_share(-3.0, 3.0, kSigma);
    EXPECT_NEAR(value(result, "target_share"), 100.0 * in_layer * over, 100.0 * kShare);
    EXPECT_NEAR(value(result, "spill_lateral"), 100.0 * in_layer * (1.0 - over), 100.0 * kShare);
    // Mirrored at the surface, 4.4 sigma away: 1e-5.
    EXPECT_NEAR(value(result, "spill_wrong_layer"), 100.0 * (1.0 - in_layer), 2e-3);
    EXPECT_EQ(value(result, "spill_surface_leak"), 0.0);
}

TEST(Spill, HasPiecesThatSumToAll) {
    const MetricResult result =
        spill(deposit({{-5.0, 0.0}, {1.0, 2.0}, {4.0, 8.0}}, 2.0 * uL, 0.5 * uL, 1.0 * uL));
    EXPECT_NEAR(value(result, "spill_surface_leak"), 20.0, 1e-12);
    EXPECT_NEAR(value(result, "spill_absorbed"), 5.0, 1e-12);
    EXPECT_GT(value(result, "spill_wrong_layer"), 10.0);
    EXPECT_NEAR(value(result, "spill_residual"), 0.0, 1e-9);
    double sum = value(result, "target_share");
    for (const char* piece : {"lateral", "wrong_layer", "surface_leak", "absorbed", "residual"}) {
        sum += value(result, std::string("spill_") + piece);
    }
    EXPECT_NEAR(sum, 100.0, 1e-9);
    EXPECT_NEAR(value(result, "spill"), 100.0 - value(result, "target_share"), 1e-12);
    const double layers = value(result, "deposited_epidermis") + value(result, "deposited_dermis") +
                          value(result, "deposited_hypodermis");
    EXPECT_NEAR(layers, 65.0, 1e-9);
}

TEST(Spill, LeavesWhatItCannotPlaceAsResidual) {
    Deposit known = deposit({{0.0, 0.0}}, 0.0 * uL, 0.0 * uL, 0.0 * uL);
    known.asked += 10.0 * uL;
    EXPECT_NEAR(value(spill(known), "spill_residual"), 50.0, 1e-9);
}

TEST(Spill, HasNoShareOfNothing) {
    const MetricResult result = spill({});
    for (const Measured& measured : result.measures) {
        EXPECT_FALSE(measured.value);
        EXPECT_EQ(measured.reason, "no product was asked for");
    }
}

}  // namespace
}  // namespace mesogrid
