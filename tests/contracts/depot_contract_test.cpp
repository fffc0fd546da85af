#include "tests/contracts/depot_contract.hpp"

#include <functional>
#include <memory>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/catalogs.hpp"
#include "models/depots/gaussian.hpp"
#include "models/depots/gaussian_shape.hpp"

namespace mesogrid::contracts {
namespace {

using testing::Contains;
using testing::HasSubstr;
using units::mm;

class EveryDepotModel : public testing::TestWithParam<CatalogRow<DepotModel>> {};

TEST_P(EveryDepotModel, KeepsThePromisesOfTheInterface) {
    check_depot_contract(GetParam());
}

INSTANTIATE_TEST_SUITE_P(DepotContract,
                         EveryDepotModel,
                         testing::ValuesIn(models::depots()),
                         [](const auto& row) {
                             std::string name = row.param.name;
                             for (char& letter : name) letter = letter == '-' ? '_' : letter;
                             return name;
                         });

TEST(DepotContract, NoTwoRowsShareAName) {
    std::set<std::string> names;
    for (const auto& row : models::depots()) EXPECT_TRUE(names.insert(row.name).second);
}

/// A Gaussian depot with one fault planted in its depots.
class Spoiled final : public DepotModel {
public:
    using Spoil = std::function<void(std::vector<Depot>&)>;
    explicit Spoiled(Spoil spoil) : spoil_(std::move(spoil)) {}

    std::string class_key(const Puncture& puncture,
                          const FormationContext& context) const override {
        return sound_.class_key(puncture, context);
    }
    std::vector<Depot> form(std::span<const Puncture> punctures,
                            std::size_t first,
                            const FormationContext& context) const override {
        std::vector<Depot> depots = sound_.form(punctures, first, context);
        spoil_(depots);
        return depots;
    }
    Length reach(const Puncture& puncture, const FormationContext& context) const override {
        return sound_.reach(puncture, context);
    }

private:
    models::GaussianDepot sound_{0.5 * mm, 0.5 * mm};
    Spoil spoil_;
};

std::vector<std::string> promises_broken_by(const Spoiled::Spoil& spoil) {
    return broken_depot_promises({.name = "spoiled",
                                  .summary = "a fault planted",
                                  .example = "kind = \"spoiled\"",
                                  .read = [spoil](Params&) -> std::shared_ptr<const DepotModel> {
                                      return std::make_shared<const Spoiled>(spoil);
                                  }});
}

TEST(DepotContract, PassesTheDepotThatNothingSpoils) {
    EXPECT_THAT(promises_broken_by([](auto&) {}), testing::IsEmpty());
}

TEST(DepotContract, FindsFluidThatGetsLost) {
    EXPECT_THAT(promises_broken_by([](auto& depots) { depots[2].fluid = 39.9 * units::uL; }),
                Contains(HasSubstr("fluid")));
    EXPECT_THAT(promises_broken_by([](auto& depots) { depots.pop_back(); }),
                Contains(HasSubstr("fluid")));
}

TEST(DepotContract, FindsAClassOfTwoShapes) {
    EXPECT_THAT(promises_broken_by([](auto& depots) {
                    depots[1].shape =
                        std::make_shared<const models::GaussianShape>(0.4, 0.5, 1.0, 5.875);
                }),
                Contains(HasSubstr("two shapes")));
}

TEST(DepotContract, FindsAShapeThatLeavesTheTissue) {
    EXPECT_THAT(promises_broken_by([](auto& depots) {
                    // made for a tissue twice as deep
                    depots[4].shape =
                        std::make_shared<const models::GaussianShape>(0.5, 0.5, 5.5, 11.75);
                }),
                Contains(HasSubstr("lie in the tissue")));
}

TEST(DepotContract, FindsAPunctureThatIsNotOurs) {
    EXPECT_THAT(promises_broken_by([](auto& depots) { depots[0].puncture = 0; }),
                Contains(HasSubstr("not given")));
}

}  // namespace
}  // namespace mesogrid::contracts
