#include <set>

#include "engine/interfaces/diffusion_law.hpp"

#include "models/catalogs.hpp"

#include "tests/contracts/law_contract.hpp"

namespace mesogrid::contracts {
namespace {

TEST(DiffusionContract, EveryLawGivesAFiniteDiffusivity) {
    for (const auto& row : models::diffusion_laws()) {
        const auto law = read_example(row);
        ASSERT_TRUE(law);
        for (const Solute& solute : known_solutes()) {
            for (const Layer& layer : layers_of_every_kind()) {
                const double diffusivity = law->diffusivity(solute, layer).base();
                EXPECT_TRUE(std::isfinite(diffusivity) && diffusivity >= 0.0) << row.name;
            }
        }
    }
}

TEST(DiffusionContract, EveryLawRefusesWhatItDoesNotKnow) {
    const Layer dermis{.name = "dermis", .kind = LayerKind::dermis};
    for (const auto& row : models::diffusion_laws()) {
        EXPECT_THROW(read_example(row)->diffusivity(Solute{.name = "x"}, dermis), InputError)
            << row.name;
    }
}

TEST(DiffusionContract, EvidenceIsGivenForAnySoluteWithoutAnError) {
    for (const auto& row : models::diffusion_laws()) {
        const auto law = read_example(row);
        for (const Layer& layer : layers_of_every_kind()) {
            EXPECT_NO_THROW(law->evidence(Solute{.name = "x"}, layer)) << row.name;
        }
    }
}

TEST(DiffusionContract, NoTwoRowsShareAName) {
    std::set<std::string> names;
    for (const auto& row : models::diffusion_laws()) EXPECT_TRUE(names.insert(row.name).second);
}

}  // namespace
}  // namespace mesogrid::contracts
