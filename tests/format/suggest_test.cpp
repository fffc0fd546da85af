#include "engine/format/suggest.hpp"

#include <string>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

TEST(Nearest, FindsOneTypingMistake) {
    const std::vector<std::string> words = {"kind", "spacing", "rotation", "offset"};
    EXPECT_EQ(nearest("spacign", words), "spacing") << "two letters swapped are one edit";
    EXPECT_EQ(nearest("spaceing", words), "spacing");
    EXPECT_EQ(nearest("spacin", words), "spacing");
    EXPECT_EQ(nearest("Rotation", words), "rotation");
    EXPECT_EQ(nearest("ofset", words), "offset");
}

TEST(Nearest, IsSilentBeyondAThirdOfTheLetters) {
    EXPECT_EQ(nearest("abcdef", {"abcdxy"}), "abcdxy");  // 2 of 6
    EXPECT_EQ(nearest("abcdef", {"abcxyz"}), "");        // 3 of 6
    EXPECT_EQ(nearest("x", {"y"}), "");
    EXPECT_EQ(nearest("anything", {}), "");
    EXPECT_EQ(nearest(std::string(100000, 'a'), {"a"}), "");
}

TEST(Nearest, TakesTheFirstOfEquals) {
    EXPECT_EQ(nearest("cat", {"hat", "bat", "cats"}), "hat");
}

TEST(Nearest, PrefersFewerEdits) {
    EXPECT_EQ(nearest("spacing", {"spacings12", "spacing"}), "spacing");
}

}  // namespace
}  // namespace mesogrid
