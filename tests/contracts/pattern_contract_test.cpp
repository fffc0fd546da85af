#include "tests/contracts/pattern_contract.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/catalogs.hpp"
#include "models/patterns/square_lattice.hpp"

namespace mesogrid::contracts {
namespace {

using testing::Contains;
using testing::HasSubstr;
using units::mm;

class EveryPattern : public testing::TestWithParam<CatalogRow<Pattern>> {};

TEST_P(EveryPattern, KeepsThePromisesOfTheInterface) {
    check_pattern_contract(GetParam());
}

INSTANTIATE_TEST_SUITE_P(PatternContract,
                         EveryPattern,
                         testing::ValuesIn(models::patterns()),
                         [](const auto& row) {
                             std::string name = row.param.name;
                             for (char& letter : name) letter = letter == '-' ? '_' : letter;
                             return name;
                         });

TEST(PatternContract, NoTwoRowsShareAName) {
    std::set<std::string> names;
    for (const auto& row : models::patterns()) EXPECT_TRUE(names.insert(row.name).second);
}

/// A square lattice with one fault planted, to see that the contract finds it.
class Spoiled final : public Pattern {
public:
    using Spoil = std::function<void(std::vector<Point>&, const PatternArea&)>;

    explicit Spoiled(Spoil spoil) : spoil_(std::move(spoil)) {}

    std::vector<Point> positions(const PatternArea& area) const override {
        std::vector<Point> points = sound_.positions(area);
        spoil_(points, area);
        return points;
    }
    Length pitch(const PatternArea& area) const override { return sound_.pitch(area); }
    Length minimum_distance() const override { return sound_.minimum_distance(); }

private:
    models::SquareLattice sound_{10.0 * mm};
    Spoil spoil_;
};

std::vector<std::string> promises_broken_by(const Spoiled::Spoil& spoil) {
    return broken_pattern_promises({.name = "spoiled",
                                    .summary = "a fault planted",
                                    .example = "kind = \"spoiled\"",
                                    .read = [spoil](Params&) -> std::shared_ptr<const Pattern> {
                                        return std::make_shared<const Spoiled>(spoil);
                                    }});
}

TEST(PatternContract, PassesTheLatticeThatNothingSpoils) {
    EXPECT_THAT(promises_broken_by([](auto&, const auto&) {}), testing::IsEmpty());
}

TEST(PatternContract, FindsAnExampleThatIsNotRead) {
    CatalogRow<Pattern> bad = models::patterns().front();
    bad.example += "colour = \"blue\"\n";
    EXPECT_THAT(broken_pattern_promises(bad), Contains(HasSubstr("example")));
}

TEST(PatternContract, FindsEmptyAndInfinitePositions) {
    EXPECT_THAT(promises_broken_by([](auto& points, const auto&) { points.clear(); }),
                Contains(HasSubstr("no position")));
    EXPECT_THAT(promises_broken_by([](auto& points, const auto&) {
                    points.back().x = std::numeric_limits<double>::infinity();
                }),
                Contains(HasSubstr("not finite")));
}

TEST(PatternContract, FindsPositionsTooNear) {
    EXPECT_THAT(promises_broken_by([](auto& points, const auto&) {
                    points.push_back(points.front() + Point{9.9, 0.0});
                }),
                Contains(HasSubstr("minimum distance")));
}

TEST(PatternContract, FindsAGap) {
    EXPECT_THAT(
        promises_broken_by([](auto& points, const auto&) { points.resize(points.size() / 2 + 1); }),
        Contains(HasSubstr("two pitches")));
}

TEST(PatternContract, FindsAPatternThatStaysWhereItIs) {
    EXPECT_THAT(promises_broken_by([](auto& points, const auto&) {
                    for (Point& p : points) p.x -= std::fmod(p.x, 1.0);
                }),
                Contains(HasSubstr("follow a shift")));
}

TEST(PatternContract, FindsADifferenceBetweenRepeats) {
    int calls = 0;
    EXPECT_THAT(promises_broken_by(
                    [&calls](auto& points, const auto&) { points.front().x += 1e-13 * ++calls; }),
                Contains(HasSubstr("other bits")));
}

TEST(PatternContract, FindsAnAnchorThatIsPassedBy) {
    EXPECT_THAT(promises_broken_by([](auto& points, const PatternArea& area) {
                    for (Point& p : points) p.x += area.anchor ? 0.01 : 0.0;
                }),
                Contains(HasSubstr("anchor")));
}

TEST(PatternContract, FindsAnOverhangThatIsAnotherLattice) {
    EXPECT_THAT(promises_broken_by([](auto& points, const PatternArea& area) {
                    for (Point& p : points) p.x += area.overhang > 0.0 * mm ? 1.0 : 0.0;
                }),
                Contains(HasSubstr("overhang")));
}

}  // namespace
}  // namespace mesogrid::contracts
