#include "models/depots/opening_flow.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "models/depots/flow_notes.hpp"

#include "tests/support/opening_case.hpp"

namespace mesogrid::models {
namespace {

using support::FlowCase;
using support::Formation;
using support::formed;
using support::porous_skin;
using support::puncture_at;
using support::read_table;
using support::shipped_flow;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using units::mm;

OpeningFlowDepot model(const std::string& text = "kind = \"opening-flow\"") {
    Params params(parse_toml(text, "test"));
    (void)params.has("kind");
    OpeningFlowDepot depot = OpeningFlowDepot::read(params);
    return depot;
}

int refusal_of(const OpeningFlowDepot& depot, const Formation& skin) {
    const Puncture puncture = puncture_at({}, 0.7, 5.0);
    try {
        (void)depot.form({&puncture, 1}, 0, skin.context());
    } catch (const InputError& error) {
        return error.diagnostics().front().code;
    }
    return 0;
}

TEST(OpeningFlow, FormsAClassOnceHoweverManyPuncturesItHas) {
    const Formation skin = porous_skin();
    const OpeningFlowDepot depot = model();
    std::vector<Puncture> punctures;
    punctures.reserve(501);
    for (int i = 0; i < 500; ++i) punctures.push_back(puncture_at({1.0 * i, 0.0}, 0.7, 5.0));
    punctures.push_back(puncture_at({0.0, 9.0}, 0.9, 5.0));
    const std::vector<Depot> depots = depot.form(punctures, 0, skin.context());
    ASSERT_EQ(depots.size(), 501U);
    for (std::size_t i = 1; i < 500; ++i) EXPECT_EQ(depots[i].shape, depots[0].shape);
    EXPECT_NE(depots[500].shape, depots[0].shape);
    EXPECT_EQ(depot.form(punctures, 0, skin.context())[0].shape, depots[0].shape);
}

class Watcher final : public ProgressObserver {
public:
    void done(double share) override {
        const std::lock_guard lock(mutex_);
        shares.push_back(share);
    }
    std::vector<double> shares;

private:
    std::mutex mutex_;
};

TEST(OpeningFlow, TellsHowFarItIsWithItsClasses) {
    const Formation skin = porous_skin();
    const OpeningFlowDepot depot = model("cells = 12");
    std::vector<Puncture> punctures;
    for (const double volume : {5.0, 6.0, 5.0, 7.0, 6.0}) {
        punctures.push_back(puncture_at({}, 0.7, volume));
    }
    Watcher watcher;
    depot.prepare(punctures, skin.context(), Progress(watcher));
    std::sort(watcher.shares.begin(), watcher.shares.end());
    EXPECT_THAT(
        watcher.shares,
        testing::ElementsAre(testing::DoubleEq(1.0 / 3.0), testing::DoubleEq(2.0 / 3.0), 1.0));
}

TEST(OpeningFlow, TellsClassesApartByAllThatTheyDependOn) {
    const Formation skin = porous_skin();
    const Puncture puncture = puncture_at({}, 0.7, 5.0);
    const std::string key = model().class_key(puncture, skin.context());
    Formation thicker = porous_skin(1.4);
    Formation faster = porous_skin();
    faster.delivery.rate = VolumeRate::from_base(11.0);
    EXPECT_NE(model().class_key(puncture, thicker.context()), key);
    EXPECT_NE(model().class_key(puncture, faster.context()), key);
    EXPECT_NE(model("viscosity = \"2 mPa s\"").class_key(puncture, skin.context()), key);
    EXPECT_NE(model("[dermis]\nmodulus = \"61 kPa\"").class_key(puncture, skin.context()), key);
    EXPECT_EQ(model().class_key(puncture_at({3.0, 4.0}, 0.7, 5.0), skin.context()), key);
}

TEST(OpeningFlow, SaysWhatTheFlowKnows) {
    const Formation skin = porous_skin();
    const DepotReading reading = model().reading(puncture_at({}, 0.7, 20.0), skin.context());
    EXPECT_NEAR(reading.peak_pressure->base() / 1e9, 30.0, 0.6);
    EXPECT_GT(*reading.wheal_diameter, 2.0 * mm);
    EXPECT_GT(*reading.wheal_height, 0.5 * mm);
    EXPECT_GT(reading.bump_half_life->base(), 1.0);
    EXPECT_GT(reading.depot_volume->base(), 20.0);
    double sum = 0.0;
    for (const Volume part : reading.deposited) sum += part.base();
    EXPECT_NEAR(sum, 20.0, 1e-12);
    EXPECT_EQ(reading.surface_loss.base(), 0.0);
    // in fat there is no wheal and so no bump
    const DepotReading deep = model().reading(puncture_at({}, 3.5, 20.0), skin.context());
    EXPECT_FALSE(deep.wheal_diameter.has_value());
    EXPECT_FALSE(deep.bump_half_life.has_value());
    EXPECT_NEAR(deep.deposited[2].base(), 20.0, 1e-3);
}

TEST(OpeningFlow, BooksWhatLeavesTheOutletAboveTheSkin) {
    const Formation skin = porous_skin();
    const Puncture puncture = puncture_at({}, 0.0, 10.0);
    const OpeningFlowDepot depot = model();
    const std::vector<Depot> depots = depot.form({&puncture, 1}, 0, skin.context());
    EXPECT_NEAR(depots[0].fluid.base(), 5.0, 1e-12);
    EXPECT_NEAR(depot.reading(puncture, skin.context()).surface_loss.base(), 5.0, 1e-12);
    EXPECT_THAT(depot.notes({&puncture, 1}, skin.context()),
                Contains(HasSubstr("50 % of the fluid leaves the outlet above the skin")));
}

TEST(OpeningFlow, RefusesWhatItCannotSolve) {
    Formation line = porous_skin();
    line.delivery.technique = Technique::line;
    line.delivery.length = 5.0 * mm;
    EXPECT_EQ(refusal_of(model(), line), 345);
    Formation scar = porous_skin();
    scar.tissue.layers[2].kind = LayerKind::other;
    EXPECT_EQ(refusal_of(model(), scar), 341);
    Formation thin;
    thin.tissue.layers.resize(1);
    thin.tissue.layers[0].thickness = 2.0 * mm;
    EXPECT_EQ(refusal_of(model(), thin), 340);
    Formation still = porous_skin();
    still.delivery.rate = VolumeRate::from_base(0.0);
    EXPECT_EQ(refusal_of(model(), still), 348);
}

TEST(OpeningFlow, LaysAGelAsAGelAndSaysSo) {
    Formation skin = porous_skin();
    skin.product.forms_as = FormsAs::gel;
    const Puncture puncture = puncture_at({}, 0.7, 20.0);
    EXPECT_THAT(model().notes({&puncture, 1}, skin.context()),
                Contains(HasSubstr("no flow was solved")));
    EXPECT_FALSE(model().reading(puncture, skin.context()).peak_pressure.has_value());
    // so does a liquid that is as thick as one
    const Formation liquid = porous_skin();
    EXPECT_THAT(model("viscosity = \"30 Pa s\"").notes({&puncture, 1}, liquid.context()),
                Contains(HasSubstr("no flow was solved")));
    EXPECT_THAT(model("viscosity = \"20 mPa s\"").notes({&puncture, 1}, liquid.context()),
                Not(Contains(HasSubstr("no flow was solved"))));
}

TEST(OpeningFlow, WarnsOfNeighboursThatMeet) {
    const Formation skin = porous_skin();
    const OpeningFlowDepot depot = model();
    const auto notes_at = [&](double pitch, int session) {
        std::vector<Puncture> punctures = {puncture_at({0.0, 0.0}, 0.7, 20.0),
                                           puncture_at({pitch, 0.0}, 0.7, 20.0)};
        punctures[1].session = session;
        return depot.notes(punctures, skin.context());
    };
    EXPECT_THAT(notes_at(3.0, 1), Contains(HasSubstr("depots interact: at 2 of 2")));
    EXPECT_THAT(notes_at(3.0, 2), Not(Contains(HasSubstr("interact"))));
    EXPECT_THAT(notes_at(6.0, 1), Not(Contains(HasSubstr("interact"))));
}

TEST(OpeningFlow, SaysHowFarTheSettlingFluidCarriesTheSolute) {
    const Formation skin = porous_skin();
    const Puncture puncture = puncture_at({}, 0.7, 20.0);
    const std::vector<std::string> settled = model().notes({&puncture, 1}, skin.context());
    EXPECT_THAT(settled, Contains(HasSubstr("spreads the solute before transport takes over")));
    EXPECT_THAT(settled, Not(Contains(HasSubstr("after transport has taken over"))));
    const std::vector<std::string> early =
        model("hand_over = \"0 s\"").notes({&puncture, 1}, skin.context());
    EXPECT_THAT(early, Contains(HasSubstr("after transport has taken over")));
    EXPECT_THAT(early, Not(Contains(HasSubstr("before transport takes over"))));
}

TEST(OpeningFlow, EstimatesTheErrorOfSuperposingFromNoneToHalf) {
    const auto flow =
        std::make_shared<const FormedFlow>(formed(shipped_flow(), {.volume = 20.0, .rate = 4.0}));
    const auto misplaced = [&](double apart) {
        const std::vector<FormedPuncture> two = {{1, {0.0, 0.0}, flow}, {1, {apart, 0.0}, flow}};
        return meeting_of(two).misplaced;
    };
    EXPECT_NEAR(misplaced(1e-9), 0.5, 1e-6);  // the same depot twice: half of it has no place
    EXPECT_GT(misplaced(1.0), misplaced(2.0));
    EXPECT_GT(misplaced(2.0), misplaced(3.0));
    EXPECT_EQ(misplaced(5.0), 0.0);
}

/// From 1 uL to 2 mL, in every layer, at absurd rates: a result within bounds.
TEST(OpeningFlow, ComesToAnEndWithinBoundsForAbsurdInjections) {
    const OpeningFlowSettings settings = shipped_flow("cells = 12");
    for (const double volume : {1.0, 2000.0}) {
        for (const double depth : {0.0, 0.1, 0.7, 1.375, 5.875}) {
            for (const double rate : {1e-4, 1e4}) {
                SCOPED_TRACE(std::to_string(volume) + " uL at " + std::to_string(depth) + " mm, " +
                             std::to_string(rate) + " uL/s");
                const FormedFlow flow =
                    formed(settings, {.volume = volume, .rate = rate, .depth = depth});
                EXPECT_LE(flow.fluid_error, 1e-11);
                EXPECT_LE(flow.solute_error, 1e-11);
                EXPECT_GE(flow.depot_volume, 0.0);
                EXPECT_TRUE(std::isfinite(flow.peak_pressure));
                EXPECT_GT(flow.peak_pressure, 0.0);
                EXPECT_GT(flow.shape->support_radius(), 0.0);
                EXPECT_NEAR(flow.shape->share(0.0, 5.875), 1.0, 1e-12);
            }
        }
    }
}

TEST(OpeningFlow, FormsInAnyTissueItKnows) {
    const OpeningFlowSettings settings = shipped_flow("cells = 12");
    for (const double dermis : {0.3, 2.4}) {
        for (const double fat : {0.5, 15.0}) {
            FlowCase flow{.volume = 20.0, .rate = 10.0, .skin = porous_skin(dermis, fat)};
            flow.depth = 0.075 + 0.5 * dermis;
            const FormedFlow shallow = formed(settings, flow);
            EXPECT_LE(shallow.fluid_error, 1e-12);
            flow.depth = 0.075 + dermis + 0.5 * fat;
            EXPECT_LE(formed(settings, flow).solute_error, 1e-12);
        }
    }
}

}  // namespace
}  // namespace mesogrid::models
