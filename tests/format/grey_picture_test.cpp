#include "engine/format/grey_picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// The one fault of a picture.
Diagnostic fault_of(std::string_view text) {
    try {
        read_grey_picture(text, "scar.pgm");
    } catch (const InputError& error) {
        EXPECT_EQ(error.diagnostics().size(), 1U);
        return error.diagnostics().front();
    }
    ADD_FAILURE() << "read: " << text;
    return {};
}

TEST(GreyPicture, ReadsRowsFromTheTopAsSharesOfWhite) {
    const GreyPicture picture = read_grey_picture(
        "P2 # a scar\n# made by hand\n3 2\n65535\n0 65535 13107\n26214 1 2\n", "");
    EXPECT_EQ(picture.columns, 3U);
    EXPECT_EQ(picture.rows, 2U);
    EXPECT_THAT(picture.values, ElementsAre(0.0, 1.0, 0.2, 0.4, 1.0 / 65535.0, 2.0 / 65535.0));
}

TEST(GreyPicture, TellsHowToMakeAPlainGraymapOfAnotherPicture) {
    for (const std::string_view other : {"\x89PNG\r\n\x1a\n", "P5\n1 1\n255\n\x01", "", "P2x"}) {
        const Diagnostic fault = fault_of(other);
        EXPECT_EQ(fault.code, 114);
        EXPECT_THAT(fault.problem, HasSubstr("not a plain portable graymap"));
        EXPECT_THAT(fault.suggestion, HasSubstr("-compress none"));
    }
}

TEST(GreyPicture, NamesTheLineOfTheFirstFault) {
    const Diagnostic beyond = fault_of("P2\n2 2\n255\n0 1\n2 256\n");
    EXPECT_EQ(beyond.where.line, 5);
    EXPECT_THAT(beyond.problem, HasSubstr("pixel 4 is \"256\""));
    EXPECT_EQ(beyond.allowed, "0 to 255");
    EXPECT_THAT(fault_of("P2\n2 2\n255\n0 1\n").problem, HasSubstr("ends before pixel 3"));
    EXPECT_THAT(fault_of("P2\n2 1\n255\n0 -1\n").problem, HasSubstr("pixel 2 is \"-1\""));
    EXPECT_THAT(fault_of("P2\n2 1\n255\n0 1.5\n").problem, HasSubstr("pixel 2 is \"1.5\""));
    EXPECT_THAT(fault_of("P2\n2 1\n255\n0 1 2\n").problem, HasSubstr("more numbers"));
    EXPECT_THAT(fault_of("P2\n2 1\n0\n0 0\n").problem, HasSubstr("the value of white"));
    EXPECT_THAT(fault_of("P2\n0 1\n255\n").problem, HasSubstr("the width"));
}

TEST(GreyPicture, RefusesMorePixelsThanItKeeps) {
    EXPECT_THAT(fault_of("P2\n2097152 2\n255\n").problem, HasSubstr("the height"));
    EXPECT_THAT(fault_of("P2\n18446744073709551617 1\n255\n").problem, HasSubstr("the width"));
}

}  // namespace
}  // namespace mesogrid
