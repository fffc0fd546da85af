#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"

#include "models/catalogs.hpp"
#include "models/metrics/share_key.hpp"

namespace mesogrid::models {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<double> levels(const std::string& text) {
    Params params(parse_toml(text, "test.toml"));
    const std::vector<double> read = read_shares(params,
                                                 {.name = "levels",
                                                  .meaning = "levels",
                                                  .unit = "%",
                                                  .minimum = Share::from_base(0.01),
                                                  .maximum = Share::from_base(100.0)},
                                                 {0.8, 1.0});
    params.throw_faults();
    return read;
}

TEST(Shares, AreReadInPerCent) {
    EXPECT_THAT(levels("levels = [\"50 %\", \"92.5 %\"]"), ElementsAre(0.5, 0.925));
}

TEST(Shares, AreTheDefaultsWhereTheKeyIsAbsent) {
    EXPECT_THAT(levels("other = 1"), ElementsAre(0.8, 1.0));
}

std::string fault_of(const std::string& text) {
    try {
        levels(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "no fault";
}

TEST(Shares, AreRefusedWhenListedTwiceOrOutOfRange) {
    EXPECT_THAT(fault_of("levels = [\"80 %\", \"50 %\", \"80 %\"]"), HasSubstr("listed twice"));
    EXPECT_THAT(fault_of("levels = [\"0 %\"]"), HasSubstr("levels"));
    EXPECT_THAT(fault_of("levels = []"), HasSubstr("levels"));
}

TEST(MetricCatalog, NamesItsRowsInTheOrderOfTheReport) {
    std::vector<std::string> names;
    for (const auto& entry : metrics()) names.push_back(entry.name);
    EXPECT_THAT(names,
                ElementsAre("coverage",
                            "dose_levels",
                            "homogeneity",
                            "evenness",
                            "extremes",
                            "equivalent_dose",
                            "effect",
                            "conformity",
                            "scheduling",
                            "gaps",
                            "multiplicity",
                            "spacing",
                            "spill",
                            "effort",
                            "coverage_curve"));
}

}  // namespace
}  // namespace mesogrid::models
