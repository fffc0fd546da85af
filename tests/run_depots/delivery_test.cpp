#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "tests/run_depots/small_protocol.hpp"

namespace mesogrid {
namespace {

using support::read_protocol;
using support::small_protocol;
using testing::Contains;
using testing::HasSubstr;

Scenario read(const std::string& delivery) {
    return read_protocol(small_protocol("volume = \"20 uL\"\n" + delivery));
}

int refusal(const std::string& delivery) {
    try {
        read(delivery);
    } catch (const InputError& problem) {
        return problem.diagnostics().front().code;
    }
    return 0;
}

TEST(ReadDelivery, TellsTheDepthByNeedleAndAngle) {
    const Scenario scenario = read("needle = \"5 mm\"\nangle = \"30 deg\"");
    EXPECT_NEAR(scenario.delivery.depth.base(), 2.5, 1e-12);  // sin(angle) * inserted length
    EXPECT_THAT(scenario.notes,
                Contains(HasSubstr("inserted by 5 mm at 30 deg has its tip at a "
                                   "depth of 2.5 mm")));
    EXPECT_NEAR(
        read("needle = \"5 mm\"\nangle = \"30 deg\"\ndepth = \"2.5 mm\"").delivery.depth.base(),
        2.5,
        1e-12);
    EXPECT_THAT(read("depth = \"1 mm\"\nangle = \"30 deg\"").notes,
                Contains(HasSubstr("inserted by 2 mm")));
}

TEST(ReadDelivery, PrintsTipAndPathOfALine) {
    const Scenario scenario =
        read("technique = \"line\"\nlength = \"4 mm\"\nneedle = \"8 mm\"\nangle = \"15 deg\"");
    EXPECT_EQ(scenario.delivery.technique, Technique::line);
    const double sine = std::sin(15.0 * std::numbers::pi / 180.0);
    EXPECT_NEAR(scenario.delivery.depth.base(), 8.0 * sine, 1e-12);
    EXPECT_THAT(scenario.notes,
                Contains(HasSubstr("tip at a depth of 2.071 mm; the path of 4 mm "
                                   "lies between depths of 2.071 mm and 1.035 mm")));
}

TEST(ReadDelivery, RefusesWhatContradictsItself) {
    EXPECT_EQ(refusal("depth = \"1 mm\"\nneedle = \"5 mm\"\nangle = \"30 deg\""), 342);
    EXPECT_EQ(refusal("depth = \"1 mm\"\ntechnique = \"line\""), 343);
    EXPECT_EQ(refusal("depth = \"1 mm\"\ntechnique = \"line\"\nlength = \"4 mm\"\n"
                      "angle = \"20 deg\""),
              344);
    EXPECT_EQ(refusal("depth = \"1 mm\"\nlength = \"4 mm\""), 333);
    EXPECT_EQ(refusal("depth = \"1 mm\"\ndirection = \"4 deg\""), 333);
    EXPECT_EQ(refusal("depth = \"1 mm\"\nneedle = \"4 mm\""), 333);
    EXPECT_EQ(refusal("needle = \"20 mm\"\nangle = \"60 deg\""), 304);
    EXPECT_EQ(refusal("technique = \"line\"\nlength = \"4 mm\""), 208);  // no depth
}

}  // namespace
}  // namespace mesogrid
