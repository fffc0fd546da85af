#include <set>

#include "engine/interfaces/clearance_law.hpp"

#include "models/catalogs.hpp"

#include "tests/contracts/law_contract.hpp"

namespace mesogrid::contracts {
namespace {

TEST(ClearanceContract, EveryLawGivesAFiniteRateWhereverBloodFlows) {
    for (const auto& row : models::clearance_laws()) {
        const auto law = read_example(row);
        ASSERT_TRUE(law);
        for (const Solute& solute : known_solutes()) {
            for (const Layer& layer : layers_of_every_kind()) {
                if (layer.kind == LayerKind::epidermis) continue;
                const double rate = law->rate(solute, layer).base();
                EXPECT_TRUE(std::isfinite(rate) && rate > 0.0) << row.name;
            }
        }
    }
}

TEST(ClearanceContract, InTheEpidermisEveryLawGivesNothingOrWhatItGivesEverywhere) {
    for (const auto& row : models::clearance_laws()) {
        const auto law = read_example(row);
        for (const Solute& solute : known_solutes()) {
            const Layer epidermis{.name = "layer", .kind = LayerKind::epidermis};
            const Rate rate = law->rate(solute, epidermis);
            if (rate == Rate{}) continue;
            for (const Layer& layer : layers_of_every_kind()) {
                EXPECT_EQ(law->rate(solute, layer), rate) << row.name;
            }
        }
    }
}

TEST(ClearanceContract, EveryLawRefusesWhatItDoesNotKnowOrNeedsToKnowNothing) {
    const Layer dermis{.name = "dermis", .kind = LayerKind::dermis};
    for (const auto& row : models::clearance_laws()) {
        const auto law = read_example(row);
        Rate unknown;
        try {
            unknown = law->rate(Solute{.name = "x"}, dermis);
        } catch (const InputError&) {
            continue;
        }
        for (const Solute& solute : known_solutes()) {
            EXPECT_EQ(law->rate(solute, dermis), unknown) << row.name;
        }
    }
}

TEST(ClearanceContract, EvidenceIsGivenForAnySoluteWithoutAnError) {
    for (const auto& row : models::clearance_laws()) {
        const auto law = read_example(row);
        for (const Layer& layer : layers_of_every_kind()) {
            EXPECT_NO_THROW(law->evidence(Solute{.name = "x"}, layer)) << row.name;
        }
    }
}

TEST(ClearanceContract, NoTwoRowsShareAName) {
    std::set<std::string> names;
    for (const auto& row : models::clearance_laws()) EXPECT_TRUE(names.insert(row.name).second);
}

}  // namespace
}  // namespace mesogrid::contracts
