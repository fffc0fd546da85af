#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

#include "models/depots/opening_flow.hpp"

#include "tests/support/opening_case.hpp"

/// Depots that are solved together, as the model gives them.
namespace mesogrid::models {
namespace {

using support::porous_skin;
using support::puncture_at;
using support::read_table;
using testing::Contains;
using testing::HasSubstr;

OpeningFlowDepot merging_model() {
    return read_table<OpeningFlowDepot>("cells = 10\nhand_over = \"0 s\"\nmerging = true");
}

/// Two that meet, two more that meet at another pitch, one alone.
std::vector<Puncture> two_pairs_and_one() {
    return {puncture_at({0.0, 0.0}, 0.7, 2.0),
            puncture_at({20.0, 0.0}, 0.7, 2.0),
            puncture_at({1.0, 0.0}, 0.7, 2.0),
            puncture_at({20.0, 1.2}, 0.7, 2.0),
            puncture_at({0.0, 20.0}, 0.7, 2.0)};
}

/// Restores how many threads there were.
class Threads {
public:
    explicit Threads(int count) : before_(thread_count()) { set_thread_count(count); }
    ~Threads() { set_thread_count(before_); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    int before_;
};

/// The same bits for any number of threads.
void expect_same_depots(const std::vector<Depot>& some, const std::vector<Depot>& others) {
    ASSERT_EQ(some.size(), others.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
        ASSERT_EQ(some[i].fluid.base(), others[i].fluid.base());
        ASSERT_EQ(some[i].axis.x, others[i].axis.x);
        ASSERT_EQ(some[i].axis.y, others[i].axis.y);
        ASSERT_EQ(some[i].class_key, others[i].class_key);
    }
}

TEST(Merging, SolvesThoseThatMeetAndLeavesOthersOnTheirRingsForAnyThreads) {
    const auto skin = porous_skin();
    const OpeningFlowDepot model = merging_model();
    const std::vector<Puncture> punctures = two_pairs_and_one();
    const std::vector<Depot> depots = [&] {
        const Threads one(1);
        return model.form(punctures, 3, skin.context());
    }();
    {
        const Threads three(3);
        expect_same_depots(depots, merging_model().form(punctures, 3, skin.context()));
    }
    const std::vector<DepotReading> readings = model.readings(punctures, skin.context());
    std::vector<double> fluid(punctures.size(), 0.0);
    std::vector<int> count(punctures.size(), 0);
    for (const Depot& depot : depots) {
        fluid[depot.puncture - 3] += depot.fluid.base();
        ++count[depot.puncture - 3];
    }
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        SCOPED_TRACE(i);
        EXPECT_NEAR(fluid[i] + readings[i].surface_loss.base(), 2.0, 2e-12);
        EXPECT_EQ(readings[i].formed_alone, i == 4);
        EXPECT_EQ(count[i] == 1, i == 4);
        EXPECT_GT(readings[i].peak_pressure->base(), 0.0);
        double deposited = 0.0;
        for (const Volume volume : readings[i].deposited) deposited += volume.base();
        EXPECT_NEAR(deposited, 2.0, 2e-12);
    }
    EXPECT_EQ(depots.back().class_key, model.class_key(punctures[4], skin.context()));
    EXPECT_THAT(model.notes(punctures, skin.context()),
                Contains(HasSubstr("depots merged: 4 of 5 punctures")));
}

/// Punctures of different sessions do not meet: the fluid of the first one is gone.
TEST(Merging, LeavesSessionsApart) {
    const auto skin = porous_skin();
    std::vector<Puncture> punctures = {puncture_at({0.0, 0.0}, 0.7, 2.0),
                                       puncture_at({1.0, 0.0}, 0.7, 2.0)};
    punctures[1].session = 2;
    const OpeningFlowDepot model = merging_model();
    EXPECT_EQ(model.form(punctures, 0, skin.context()).size(), 2U);
    EXPECT_THAT(model.notes(punctures, skin.context()), Contains(HasSubstr("merged: none")));
}

TEST(Merging, RefusesAGroupThatWouldTakeUnreasonablyLong) {
    const auto skin = porous_skin();
    std::vector<Puncture> punctures;
    punctures.reserve(150);
    for (int y = 0; y < 10; ++y) {
        for (int x = 0; x < 15; ++x) {
            punctures.push_back(puncture_at({1.0 * x, 1.0 * y}, 0.7, 2.0));
        }
    }
    try {
        merging_model().prepare(punctures, skin.context(), {});
        FAIL();
    } catch (const RefusedError& refused) {
        const Diagnostic& told = refused.diagnostics().front();
        EXPECT_EQ(told.code, 347);
        EXPECT_THAT(told.problem, HasSubstr("150 punctures"));
        EXPECT_THAT(told.suggestion, HasSubstr("merging = false"));
    }
}

TEST(Merging, RefusesATableThatNothingWouldUse) {
    try {
        read_table<OpeningFlowDepot>("merging = true\ntable = \"nodes\"");
        FAIL();
    } catch (const InputError& refused) {
        EXPECT_EQ(refused.diagnostics().front().code, 333);
        EXPECT_EQ(refused.diagnostics().front().allowed, "auto | exact");
    }
    EXPECT_NO_THROW(read_table<OpeningFlowDepot>("merging = true\ntable = \"exact\""));
}

TEST(Merging, SaysThatAGelDoesNotMerge) {
    auto skin = porous_skin();
    skin.product.forms_as = FormsAs::gel;
    const std::vector<Puncture> punctures = two_pairs_and_one();
    EXPECT_THAT(merging_model().notes(punctures, skin.context()),
                Contains(HasSubstr("no meaning for a gel")));
    EXPECT_TRUE(merging_model().readings(punctures, skin.context())[0].formed_alone);
}

}  // namespace
}  // namespace mesogrid::models
