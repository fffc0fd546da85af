#include "models/depots/swollen_lens.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "tests/support/formation.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;
using support::Formation;
using support::puncture_at;
using support::read_table;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using units::deg;
using units::mm;
using units::uL;

SwollenLensDepot model(const std::string& text = "bevel = \"0.5 mm\"") {
    return read_table<SwollenLensDepot>(text);
}

std::vector<Depot> formed(const Formation& skin, double depth, double volume) {
    const Puncture puncture = puncture_at({}, depth, volume);
    return model().form({&puncture, 1}, 0, skin.context());
}

DepotReading reading(const Formation& skin, double depth, double volume) {
    return model().reading(puncture_at({}, depth, volume), skin.context());
}

Formation with_line(double length, double angle = 0.0, double direction = 0.0) {
    Formation skin;
    skin.delivery.technique = Technique::line;
    skin.delivery.length = length * mm;
    skin.delivery.angle = angle * deg;
    skin.delivery.direction = direction * deg;
    return skin;
}

double total_fluid(const std::vector<Depot>& depots) {
    double sum = 0.0;
    for (const Depot& depot : depots) sum += depot.fluid.base();
    return sum;
}

/// Fluid per area at a point of the skin, all layers, from the concentration at 400 depths: exact
/// where every depot fills a slab evenly, else within 1/400.
double areal_density(const std::vector<Depot>& depots, Point p, double depth) {
    double sum = 0.0;
    for (const Depot& depot : depots) {
        const double r = distance(depot.axis, p);
        for (int i = 0; i < 400; ++i) {
            sum +=
                depot.fluid.base() * depot.shape->density(r, depth * (i + 0.5) / 400) * depth / 400;
        }
    }
    return sum;
}

/// Fluid column of lenses at a point: what they hold in a small square about it.
double column(const std::vector<Depot>& depots, Point p) {
    double sum = 0.0;
    for (const Depot& depot : depots) {
        const double a = depot.shape->support_radius();
        const double u = distance(depot.axis, p) / a;
        if (u < 1.0) sum += depot.fluid.base() * 1.5 / (pi * a * a) * std::sqrt(1.0 - u * u);
    }
    return sum;
}

/// Depots of one puncture hold all of its fluid, and each lies in the tissue.
void expect_exact(const std::vector<Depot>& depots, double volume, double bottom) {
    EXPECT_NEAR(total_fluid(depots), volume, 1e-12 * volume);
    for (const Depot& depot : depots) {
        double sum = 0.0;
        for (int j = 0; j < 101; ++j) {
            sum += depot.shape->share(bottom * j / 101, bottom * (j + 1) / 101);
        }
        EXPECT_NEAR(sum, 1.0, 1e-12);
        EXPECT_NEAR(depot.shape->enclosed(1e3, 0.0, bottom), 1.0, 1e-14);
    }
}

TEST(SwollenLens, HoldsItsFluidExactlyInAnyLayer) {
    for (const double thickness : {0.3, 0.6, 1.3, 2.4, 10.0}) {
        Formation skin;
        skin.tissue.layers[1].thickness = thickness * mm;
        skin.tissue.layers[2].thickness = (10.3 - thickness) * mm;
        const double bottom = skin.tissue.thickness().base();
        for (const double volume : {1.0, 7.3, 20.0, 150.0, 1000.0}) {
            for (const double depth : {0.4, 0.075 + thickness, 0.9 * bottom}) {
                SCOPED_TRACE(std::to_string(volume) + " uL at " + std::to_string(depth) + " mm");
                expect_exact(formed(skin, depth, volume), volume, bottom);
            }
        }
    }
}

TEST(SwollenLens, GivesTheMeasuredWheals) {
    Formation skin;
    skin.tissue.layers[1].porosity = 0.4;
    EXPECT_NEAR(reading(skin, 0.7, 20.0).wheal_diameter->base(), 5.0, 1e-12);
    EXPECT_NEAR(reading(skin, 0.7, 100.0).wheal_diameter->base(), 8.55, 5e-4);
    EXPECT_NEAR(reading(skin, 0.7, 20.0).wheal_height->base(), 1.528, 5e-4);
    EXPECT_NEAR(reading(skin, 0.7, 20.0).depot_volume->base(), 44.31, 5e-3);
}

TEST(SwollenLens, PutsItsWindowAboutTheOutletWithinTheDermis) {
    Formation skin;
    skin.tissue.layers[1].thickness = 6.0 * mm;  // 0.075 to 6.075; window of 20 uL: 3.5 mm
    const auto window = [&](double depth) {
        const DepotShape& lens = *formed(skin, depth, 20.0).front().shape;
        double top = 0.0;
        while (lens.density(0.0, top) == 0.0) top += 1e-3;
        double bottom = top;
        while (lens.density(0.0, bottom) > 0.0) bottom += 1e-3;
        return std::pair(top, bottom);
    };
    const auto [middle_top, middle_bottom] = window(3.0);
    EXPECT_NEAR(middle_top, 1.25, 2e-3);
    EXPECT_NEAR(middle_bottom, 4.75, 2e-3);
    EXPECT_NEAR(window(0.5).first, 0.075, 2e-3);
    EXPECT_NEAR(window(5.8).second, 6.075, 2e-3);
}

TEST(SwollenLens, GivesEachLayerTheFluidOfItsSpan) {
    const Formation skin;
    const DepotReading border = reading(skin, 1.325, 50.0);  // 60 % above the border
    EXPECT_NEAR(border.deposited[1].base(), 30.0, 1e-12);
    EXPECT_NEAR(border.deposited[2].base(), 20.0, 1e-12);
    EXPECT_NEAR(border.wheal_diameter->base(), 5.0 * std::cbrt(1.5), 1e-12);
    const std::vector<Depot> depots = formed(skin, 1.325, 50.0);
    ASSERT_EQ(depots.size(), 2U);
    EXPECT_NEAR(depots[1].fluid.base(), 20.0, 1e-12);
    EXPECT_EQ(depots[1].shape->share(0.0, 1.375), 0.0);
    EXPECT_FALSE(reading(skin, 3.0, 50.0).wheal_diameter.has_value());
    EXPECT_NEAR(reading(skin, 3.0, 50.0).depot_volume->base(), 250.0, 1e-10);  // V/phi
}

TEST(SwollenLens, BooksWhatNoLayerTakes) {
    const Formation skin;
    const DepotReading high = reading(skin, 0.1, 20.0);
    EXPECT_NEAR(high.surface_loss.base(), 6.0, 1e-12);  // 0.15 of 0.5 mm above the skin
    EXPECT_NEAR(high.deposited[1].base(), 14.0, 1e-12);
    EXPECT_EQ(high.deposited[0], Volume{});  // the epidermis's share lies in the dermis
    const DepotReading deep = reading(skin, 5.775, 20.0);
    EXPECT_NEAR(deep.wrong_layer.base(), 6.0, 1e-12);
    EXPECT_NEAR(total_fluid(formed(skin, 5.775, 20.0)), 14.0, 1e-12);
}

TEST(SwollenLens, LetsASliverJoinTheOtherDepot) {
    const Formation skin;
    // 0.8 % of the span is below the border at 1.375: one depot, all of the fluid
    EXPECT_EQ(formed(skin, 1.129, 20.0).size(), 1U);
    EXPECT_NEAR(total_fluid(formed(skin, 1.129, 20.0)), 20.0, 1e-13);
    EXPECT_EQ(formed(skin, 1.131, 20.0).size(), 2U);  // 1.2 %
}

TEST(SwollenLens, FormsAGelAsABolus) {
    Formation skin;
    skin.product.forms_as = FormsAs::gel;
    const Formation liquid;
    EXPECT_EQ(formed(skin, 0.7, 20.0).front().class_key,
              formed(liquid, 0.7, 20.0).front().class_key);
    EXPECT_NEAR(reading(skin, 0.7, 20.0).depot_volume->base(), 20.0, 1e-12);
    const DepotShape& ball = *formed(skin, 3.5, 20.0).front().shape;
    EXPECT_NEAR(ball.support_radius(), std::cbrt(15.0 / pi), 1e-12);
    EXPECT_NEAR(ball.vertical_scale(), std::cbrt(15.0 / pi), 1e-12);
    EXPECT_NEAR(reading(skin, 3.5, 20.0).depot_volume->base(), 20.0, 1e-12);
}

TEST(SwollenLens, FormsABallInNamedMuscle) {
    Formation skin;
    skin.tissue.layers.push_back(
        {.name = "muscle", .kind = LayerKind::muscle, .thickness = 20.0 * mm});
    const std::vector<Depot> depots = formed(skin, 12.0, 20.0);
    ASSERT_EQ(depots.size(), 1U);
    EXPECT_NEAR(depots[0].shape->support_radius(), std::cbrt(75.0 / pi), 1e-12);  // 20/0.2 uL
    EXPECT_NEAR(depots[0].shape->vertical_scale(), std::cbrt(75.0 / pi), 1e-12);
    EXPECT_NEAR(reading(skin, 12.0, 20.0).deposited[3].base(), 20.0, 1e-12);
}

/// Where `more` lays less than `less`, in parts of the latter's peak, along y (across a line).
double largest_loss(const std::vector<Depot>& less, const std::vector<Depot>& more, double bottom) {
    double most = 0.0;
    for (const double y : {0.0, 0.5, 1.3, 2.2, 3.1, 4.7, 7.0}) {
        const Point p{0.0, y};
        most = std::max(most, areal_density(less, p, bottom) - areal_density(more, p, bottom));
    }
    return most / areal_density(less, {}, bottom);
}

TEST(SwollenLens, NeverLaysLessWhereItHasMore) {
    Formation thin;
    thin.tissue.layers[2].thickness = 2.0 * mm;
    // lines in dermis, not in thin fat: a flattened row grows wider than high
    for (const Formation& skin : {Formation(), thin, with_line(6.0)}) {
        for (const double depth : {0.7, 1.3, 2.3}) {
            if (skin.delivery.technique == Technique::line && depth > 0.7) continue;
            const double bottom = skin.tissue.thickness().base();
            std::vector<Depot> less = formed(skin, depth, 4.0);
            for (const double volume : {6.0, 20.0, 99.0, 101.0, 160.0, 400.0}) {
                const std::vector<Depot> more = formed(skin, depth, volume);
                // the depths are sampled to 1/400 of the tissue
                EXPECT_LE(largest_loss(less, more, bottom), 0.01)
                    << volume << " uL at " << depth << " mm";
                less = more;
            }
        }
    }
}

TEST(SwollenLens, LaysALineAlongItsPath) {
    const Formation skin = with_line(10.0, 5.0, 90.0);
    const std::vector<Depot> depots = formed(skin, 1.1, 20.0);  // 1.1 to 0.23 mm: dermis
    const auto in_dermis = static_cast<std::size_t>(std::ceil(10.0 / (2.834 / 8.0)));
    ASSERT_EQ(depots.size(), in_dermis);  // 29; the span stays above the border and the skin
    EXPECT_NEAR(depots.front().axis.x, 0.0, 1e-12);
    const double half = 5.0 * std::cos(5.0 * pi / 180.0);
    EXPECT_NEAR(depots.front().axis.y, half * (1.0 - 1.0 / 29.0), 1e-12);
    EXPECT_NEAR(depots.back().axis.y, -depots.front().axis.y, 1e-12);
    for (const Depot& depot : depots) EXPECT_NEAR(2.0 * depot.shape->support_radius(), 2.834, 1e-3);
}

TEST(SwollenLens, FollowsALineThroughTheLayers) {
    const Formation skin = with_line(8.0, 20.0);
    const double depth = 3.0;  // to 0.26 mm
    const std::vector<Depot> depots = formed(skin, depth, 40.0);
    const DepotReading told = reading(skin, depth, 40.0);
    EXPECT_NEAR(total_fluid(depots) + told.surface_loss.base(), 40.0, 1e-12);
    double fat = 0.0;
    for (const Depot& depot : depots) {
        if (depot.shape->share(1.375, 5.875) == 1.0) fat += depot.fluid.base();
    }
    EXPECT_NEAR(fat, told.deposited[2].base(), 1e-12);
    // (3 - 1.375)/(3 - 0.264) of the path is below the border
    EXPECT_NEAR(fat, 40.0 * 1.625 / (8.0 * std::sin(20.0 * pi / 180.0)), 1e-9);
    // the deepest fluid lies where the needle points
    EXPECT_GT(depots.front().axis.x, 3.0);
    EXPECT_FALSE(told.depot_volume.has_value());
}

TEST(SwollenLens, ConvergesAsALineIsRefined) {
    const Formation skin = with_line(10.0);
    const Puncture puncture = puncture_at({}, 0.7, 20.0);
    const auto line = [&](int points) {
        return model("points_per_diameter = " + std::to_string(points))
            .form({&puncture, 1}, 0, skin.context());
    };
    const std::vector<Depot> finest = line(64);
    const auto error = [&](int points) {
        const std::vector<Depot> depots = line(points);
        double square = 0.0;
        double norm = 0.0;
        for (double x = -6.4; x < 6.5; x += 0.05) {
            for (double y = 0.01; y < 1.42; y += 0.05) {
                const double exact = column(finest, {x, y});
                square += std::pow(column(depots, {x, y}) - exact, 2);
                norm += exact * exact;
            }
        }
        return std::sqrt(square / norm);
    };
    const double coarse = error(4);
    const double middle = error(8);
    const double fine = error(16);
    EXPECT_LT(middle, 0.5 * coarse);
    EXPECT_LT(fine, 0.5 * middle);
    EXPECT_LT(middle, 0.02);
    EXPECT_EQ(line(8).front().shape->support_radius(), line(64).front().shape->support_radius());
    // in the middle: the highest column of the closed form
    EXPECT_NEAR(
        column(finest, {}), model().reading(puncture, skin.context()).wheal_height->base(), 2e-3);
}

TEST(SwollenLens, ReachesAsFarAsItsDepots) {
    for (const Formation& skin : {Formation(), with_line(7.0, 10.0, 30.0)}) {
        const Puncture puncture = puncture_at({}, 1.35, 30.0);
        const double reach = model().reach(puncture, skin.context()).base();
        double farthest = 0.0;
        for (const Depot& depot : model().form({&puncture, 1}, 0, skin.context())) {
            farthest = std::max(farthest, distance(depot.axis, {}) + depot.shape->support_radius());
        }
        EXPECT_GE(reach, farthest);
        EXPECT_LE(reach, 1.2 * farthest);
    }
}

TEST(SwollenLens, SaysWhenItLeavesItsCalibration) {
    Formation thin;
    thin.tissue.layers[1].thickness = 0.6 * mm;
    const auto notes = [](const Formation& skin, double depth, double volume) {
        const std::vector<Puncture> two = {puncture_at({}, depth, volume),
                                           puncture_at({30.0, 0.0}, depth, volume)};
        return model().notes(two, skin.context());
    };
    EXPECT_THAT(notes(Formation(), 0.7, 20.0), IsEmpty());
    EXPECT_THAT(notes(Formation(), 0.7, 90.0), IsEmpty());  // h/T = 1.3 at 91 uL (models.md 2.1)
    EXPECT_THAT(notes(Formation(), 0.7, 92.0), Contains(HasSubstr("thickness of the dermis 1.3")));
    EXPECT_THAT(notes(thin, 0.4, 8.8), IsEmpty());
    EXPECT_THAT(notes(thin, 0.4, 9.2), Contains(HasSubstr("at 2 of 2 punctures")));
    EXPECT_THAT(notes(Formation(), 0.7, 4.9), Contains(HasSubstr("4.9 uL")));
    EXPECT_THAT(notes(Formation(), 0.7, 160.0), Contains(HasSubstr("160 uL")));
    EXPECT_THAT(notes(Formation(), 0.2, 20.0), Contains(HasSubstr("10 % of the fluid leaves")));
    EXPECT_THAT(notes(Formation(), 0.2, 20.0), Contains(HasSubstr("15 % of the fluid meets")));
    EXPECT_THAT(notes(Formation(), 5.775, 20.0), Contains(HasSubstr("wrong layer: muscle: 30 %")));
    EXPECT_THAT(notes(Formation(), 3.0, 20.0), IsEmpty());
    EXPECT_THAT(notes(Formation(), 3.0, 160.0), Contains(HasSubstr("flattened")));
}

TEST(SwollenLens, SaysWhenDepotsInteract) {
    const Formation skin;
    const std::vector<Puncture> apart = {puncture_at({}, 0.7, 20.0),
                                         puncture_at({5.0, 0.0}, 0.7, 20.0)};
    EXPECT_THAT(model().notes(apart, skin.context()), IsEmpty());
    std::vector<Puncture> close = {puncture_at({}, 0.7, 20.0), puncture_at({1.0, 0.0}, 0.7, 20.0)};
    EXPECT_THAT(model().notes(close, skin.context()), Contains(HasSubstr("depots interact")));
    close[1].session = 2;  // weeks later
    EXPECT_THAT(model().notes(close, skin.context()), IsEmpty());
    // in fat there are no lenses
    const std::vector<Puncture> deep = {puncture_at({}, 3.0, 20.0), puncture_at({}, 3.0, 20.0)};
    EXPECT_THAT(model().notes(deep, skin.context()), IsEmpty());
}

TEST(SwollenLens, TellsApartWhatFormsApart) {
    const Formation skin;
    const SwollenLensDepot lens = model();
    const std::string key = lens.class_key(puncture_at({}, 0.7, 20.0), skin.context());
    EXPECT_EQ(key, lens.class_key(puncture_at({3.0, 2.0}, 0.7, 20.0), skin.context()));
    Formation gel;
    gel.product.forms_as = FormsAs::gel;
    const std::set<std::string> keys = {
        key,
        lens.class_key(puncture_at({}, 0.8, 20.0), skin.context()),
        lens.class_key(puncture_at({}, 0.7, 21.0), skin.context()),
        lens.class_key(puncture_at({}, 0.7, 20.0), gel.context()),
        lens.class_key(puncture_at({}, 0.7, 20.0), with_line(5.0).context()),
        lens.class_key(puncture_at({}, 0.7, 20.0), with_line(5.0, 4.0).context())};
    EXPECT_EQ(keys.size(), 6U);
}

}  // namespace
}  // namespace mesogrid::models
