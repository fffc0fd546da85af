#include "models/data/parameters.hpp"

#include <cmath>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"

namespace mesogrid::models {
namespace {

/// The number alone, read on its own: "1.3" of unit "mm" must not lean on Parameter's own reading.
std::optional<double> number(const std::string& text) {
    std::size_t used = 0;
    try {
        const double value = std::stod(text, &used);
        return used == text.size() ? std::optional(value) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

TEST(Parameters, EveryRowHasANumberAUnitAGradeAndASource) {
    EXPECT_GE(parameters().rows().size(), 194U) << "rows of the reference table";
    for (const Parameter& row : parameters().rows()) {
        const std::string label = row.name + ", " + row.place;
        EXPECT_FALSE(row.name.empty() || row.place.empty() || row.source.empty()) << label;
        EXPECT_TRUE(number(row.value)) << label;
        const std::optional<Unit> unit = find_unit(row.unit);
        ASSERT_TRUE(unit) << label << ": " << row.unit;
        EXPECT_NEAR(row.base(), *number(row.value) * unit->factor(), 1e-15 * std::abs(row.base()))
            << label;
        EXPECT_EQ(row.low.empty(), row.high.empty()) << label << ": half a range";
        EXPECT_EQ(grade_in(row.evidence()), row.grade) << label;
    }
}

TEST(Parameters, EveryValueLiesInsideItsOwnRange) {
    for (const Parameter& row : parameters().rows()) {
        if (row.low.empty()) continue;
        const std::string label = row.name + ", " + row.place;
        EXPECT_LT(*number(row.low), *number(row.high)) << label;
        EXPECT_LE(*number(row.low), *number(row.value)) << label;
        EXPECT_LE(*number(row.value), *number(row.high)) << label;
        EXPECT_TRUE(row.contains(row.base())) << label;
        EXPECT_FALSE(row.contains(*row.high_base() + std::abs(*row.high_base()) + 1.0)) << label;
    }
}

TEST(Parameters, ABoundOnTheValueIsSaidToBeOneSided) {
    for (const Parameter& row : parameters().rows()) {
        if (row.low.empty() || (row.value != row.low && row.value != row.high)) continue;
        EXPECT_NE(row.source.find("one-sided"), std::string::npos) << row.name << ", " << row.place;
    }
}

TEST(Parameters, NameAndPlaceTogetherOccurOnce) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const Parameter& row : parameters().rows()) {
        EXPECT_TRUE(seen.emplace(row.name, row.place).second) << row.name << ", " << row.place;
    }
}

TEST(Parameters, OneNameHasOneDimensionAtEveryPlace) {
    for (const Parameter& a : parameters().rows()) {
        for (const Parameter& b : parameters().rows()) {
            if (a.name != b.name) continue;
            EXPECT_EQ(find_unit(a.unit)->dimension, find_unit(b.unit)->dimension) << a.name;
        }
    }
}

TEST(Parameters, AreFoundByNameAndPlace) {
    const Parameter& row = parameters().at("thickness_dermis", "cheek");
    EXPECT_EQ(row.as<Length>(), 1.3 * units::mm);
    EXPECT_EQ(row.range(), "0.9 mm to 1.7 mm");
    EXPECT_EQ(parameters().find("thickness_dermis", "moon"), nullptr);
    EXPECT_THROW(parameters().at("thickness_dermis", "moon"), InternalError);
}

}  // namespace
}  // namespace mesogrid::models
