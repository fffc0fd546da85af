#include "engine/io/result_layout.hpp"

#include <set>

#include <gtest/gtest.h>

namespace mesogrid::layout {
namespace {

TEST(ResultLayout, NamesBecomeStepsThatStayApart) {
    std::set<std::string> steps;
    const std::vector<std::string> names = {
        "a", "a/b", "a=2Fb", "a%b", "a:b", "%", "/", "=", ".", "..", "=2E"};
    for (const std::string& name : names) {
        const std::string step = path_step(name);
        EXPECT_EQ(step.find_first_of("/%:"), std::string::npos);
        EXPECT_NE(step, ".");
        EXPECT_TRUE(steps.insert(step).second) << name;
    }
    EXPECT_EQ(path_step("interior.V80"), "interior.V80");
    EXPECT_EQ(path_step("a/b"), "a=2Fb");
}

TEST(ResultLayout, UnitsAreWrittenAsScenariosWriteThem) {
    const AmountLabel ug{"ug"};
    const auto unit = [&](ExposureQuantity quantity, Reduction reduction) {
        return unit_of(dimension_of(quantity, reduction), ug);
    };
    EXPECT_EQ(unit(ExposureQuantity::auc, Reduction::depth_mean), "ug s/mm3");
    EXPECT_EQ(unit(ExposureQuantity::concentration, Reduction::depth_mean), "ug/mm3");
    EXPECT_EQ(unit(ExposureQuantity::areal_dose, Reduction::depth_integral), "ug/mm2");
    EXPECT_EQ(unit(ExposureQuantity::areal_exposure, Reduction::depth_integral), "ug s/mm2");
    EXPECT_EQ(unit_of({.time = -1}, ug), "1/s");
    EXPECT_EQ(unit_of({}, ug), "1");
    EXPECT_EQ(unit_of({.length = -1, .time = -1}, ug), "1/(s mm)");
}

}  // namespace
}  // namespace mesogrid::layout
