#include <set>

#include "engine/interfaces/clearance_law.hpp"

#include "models/catalogs.hpp"

#include "tests/contracts/law_contract.hpp"

namespace mesogrid::contracts {
namespace {

TEST(ClearanceContract, EveryLawGivesAFiniteRateAndSparesTheEpidermis) {
    for (const auto& row : models::clearance_laws()) {
        const auto law = read_example(row);
        ASSERT_TRUE(law);
        for (const Solute& solute : known_solutes()) {
            for (const Layer& layer : layers_of_every_kind()) {
                const double rate = law->rate(solute, layer).base();
                EXPECT_TRUE(std::isfinite(rate) && rate >= 0.0) << row.name;
                EXPECT_EQ(rate == 0.0, layer.kind == LayerKind::epidermis) << row.name;
            }
        }
    }
}

TEST(ClearanceContract, EveryLawRefusesWhatItDoesNotKnow) {
    const Layer dermis{.name = "dermis", .kind = LayerKind::dermis};
    for (const auto& row : models::clearance_laws()) {
        EXPECT_THROW(read_example(row)->rate(Solute{.name = "x"}, dermis), InputError) << row.name;
    }
}

TEST(ClearanceContract, NoTwoRowsShareAName) {
    std::set<std::string> names;
    for (const auto& row : models::clearance_laws()) EXPECT_TRUE(names.insert(row.name).second);
}

}  // namespace
}  // namespace mesogrid::contracts
