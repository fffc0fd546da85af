#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"

#include "tests/format/faults.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::MessageParts;

const NumberKey kPorosity{.name = "x", .meaning = "share", .minimum = 0.01, .maximum = 1.0};
const IntegerKey kSessions{.name = "x", .meaning = "sessions", .minimum = 1, .maximum = 100};
const FlagKey kAbstract{.name = "x", .meaning = "base"};
const TextKey kName{.name = "x", .meaning = "name", .longest = 10};
const ChoiceKey kEdge{.name = "x", .meaning = "edge", .words = {"inset", "clip", "bleed"}};

template <class Key>
auto read(const Key& key, const std::string& value) {
    Params params(parse_toml("x = " + value + "\n", "f.toml"));
    auto result = params.read(key);
    params.finish();
    return result;
}

template <class Key>
MessageParts fault(const Key& key, const std::string& value) {
    const MessageParts parts = fault_of([&] { read(key, value); });
    EXPECT_EQ(parts.file, "f.toml");
    EXPECT_EQ(parts.line, 1);
    EXPECT_EQ(parts.column, 5);
    EXPECT_EQ(parts.key, "x");
    EXPECT_FALSE(parts.problem.empty());
    return parts;
}

TEST(NumberKey, TakesIntegersAndDecimalsInRange) {
    EXPECT_EQ(read(kPorosity, "1"), 1.0);
    EXPECT_EQ(read(kPorosity, "0.4"), 0.4);
    for (const char* value : {"0", "1.5", "-0.0", "nan", "inf", "1e-999"}) {
        EXPECT_EQ(fault(kPorosity, value).code, "E0206") << value;
        EXPECT_EQ(fault(kPorosity, value).value, value);
        EXPECT_EQ(fault(kPorosity, value).allowed, "0.01 to 1");
    }
    EXPECT_EQ(fault(kPorosity, "\"0.4\"").code, "E0201");
    EXPECT_EQ(fault(kPorosity, "\"0.4\"").problem, "wants a plain number, got a string");
}

TEST(IntegerKey, TakesCountsOnly) {
    EXPECT_EQ(read(kSessions, "3"), 3);
    const MessageParts text = fault(kSessions, "\"3\"");
    EXPECT_EQ(text.code, "E0201");
    EXPECT_EQ(text.value, "\"3\"");
    EXPECT_THAT(text.problem, HasSubstr("wants an integer"));
    EXPECT_THAT(text.problem, HasSubstr("got a string"));
    EXPECT_EQ(text.allowed, "1 to 100");
    EXPECT_EQ(fault(kSessions, "1.5").code, "E0201");
    EXPECT_EQ(fault(kSessions, "true").code, "E0201");
    EXPECT_EQ(fault(kSessions, "0").code, "E0206");
    EXPECT_EQ(fault(kSessions, "101").code, "E0206");
}

TEST(FlagKey, TakesTrueAndFalseOnly) {
    EXPECT_TRUE(read(kAbstract, "true"));
    EXPECT_FALSE(read(kAbstract, "false"));
    EXPECT_EQ(fault(kAbstract, "1").code, "E0201");
    EXPECT_EQ(fault(kAbstract, "\"true\"").code, "E0201");
}

TEST(TextKey, TakesShortPlainText) {
    EXPECT_EQ(read(kName, "\"ten äöüßÄÖ\""), "ten äöüßÄÖ") << "characters count, not bytes";
    EXPECT_EQ(read(kName, "\"</script>\""), "</script>") << "escaping is the writer's task";
    EXPECT_EQ(fault(kName, "\"\"").code, "E0209");
    EXPECT_EQ(fault(kName, "\"elf Zeichen\"").code, "E0209");
    EXPECT_EQ(fault(kName, "\"elf Zeichen\"").allowed, "1 to 10 characters");
    EXPECT_EQ(fault(kName, "5").code, "E0201");
    EXPECT_EQ(fault(kName, "5").problem, "wants text in quotes, got an integer");
    for (const char* value : {R"("a\nb")", R"("a\tb")", R"("a\u001bb")", R"("a\u007fb")"}) {
        EXPECT_EQ(fault(kName, value).code, "E0210") << value;
        EXPECT_EQ(fault(kName, value).value, value);
    }
}

TEST(ChoiceKey, TakesAWordOfTheList) {
    EXPECT_EQ(read(kEdge, "\"clip\""), 1U);
    const MessageParts near = fault(kEdge, "\"cilp\"");
    EXPECT_EQ(near.code, "E0211");
    EXPECT_EQ(near.allowed, "inset | clip | bleed");
    // "cilp" is one swap away from "clip": 1 of 4 letters.
    EXPECT_EQ(near.suggestion, "did you mean \"clip\"");
    EXPECT_EQ(fault(kEdge, "\"nothing\"").suggestion, "");
    EXPECT_EQ(fault(kEdge, "1").code, "E0201");
    EXPECT_EQ(fault(kEdge, "\"Clip\"").code, "E0211") << "words are written as they are listed";
}

TEST(Messages, CarryNoControlCharactersOfTheFile) {
    Params params(parse_toml("\"a\\u001b[31m\\u009b\" = 1\nx = \"1,5\\u001b[31m\"\n", "f.toml"));
    params.read(kEdge);
    try {
        params.finish();
        FAIL() << "both keys are wrong";
    } catch (const InputError& error) {
        const std::string text = error.what();
        EXPECT_EQ(text.find('\x1b'), std::string::npos);
        EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
        EXPECT_THAT(text, HasSubstr("a\\x1b[31m\\u009b"));
    }
}

}  // namespace
}  // namespace mesogrid
