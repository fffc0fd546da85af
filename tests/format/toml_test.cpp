#include "engine/format/toml.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/format/faults.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::MessageParts;

MessageParts fault_in(const std::string& text) {
    return fault_of([&] { parse_toml(text, "cheek.toml"); });
}

std::string repeated(const std::string& text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) result += text;
    return result;
}

TEST(ParseToml, KeepsThePlaceOfEveryValue) {
    const Node tree =
        parse_toml("# a comment\n[pattern]\nspacing = \"5 mm\"\n  x = [1,\n 2]\n", "f");
    const Node& spacing = *tree.find("pattern")->find("spacing");
    EXPECT_EQ(spacing.where, (SourcePosition{"f", 3, 11}));
    EXPECT_EQ(tree.find("pattern")->table()[0].where, (SourcePosition{"f", 3, 1}));
    EXPECT_EQ(tree.find("pattern")->where.line, 2);
    EXPECT_EQ(tree.find("pattern")->find("x")->array()[1].where, (SourcePosition{"f", 5, 2}));
}

TEST(ParseToml, KeepsTheOrderOfWriting) {
    const Node tree = parse_toml("z = 1\na = 2\nm = 3\n", "f");
    EXPECT_EQ(tree.table()[0].key, "z");
    EXPECT_EQ(tree.table()[1].key, "a");
    EXPECT_EQ(tree.table()[2].key, "m");
}

TEST(ParseToml, KeepsEveryValueAsWritten) {
    const Node tree = parse_toml(
        "a = 'it'\nb = 1.50\nc = 0x10\nd = [1,\n   2]\ne = { x = \"äö\" }\nf = \"a\\u001b\\tb\"\ng "
        "= +7\n",
        "f");
    EXPECT_EQ(tree.find("a")->written, "'it'");
    EXPECT_EQ(tree.find("b")->written, "1.50");
    EXPECT_EQ(tree.find("c")->written, "0x10");
    EXPECT_EQ(tree.find("d")->written, "[1, 2]");
    EXPECT_EQ(tree.find("e")->written, "{ x = \"äö\" }");
    EXPECT_EQ(tree.find("e")->find("x")->written, "\"äö\"");
    EXPECT_EQ(tree.find("f")->written, R"("a\u001b\tb")") << "escapes stay escapes";
    EXPECT_EQ(tree.find("g")->written, "+7");
    EXPECT_EQ(std::get<std::string>(tree.find("f")->value), "a\x1b\tb");
}

TEST(ParseToml, CutsLongValuesBetweenCharacters) {
    const Node tree = parse_toml("name = \"" + repeated("ä", 200) + "\"\n", "f");
    EXPECT_EQ(tree.find("name")->written, "\"" + repeated("ä", 59) + "…");
    EXPECT_EQ(std::get<std::string>(tree.find("name")->value).size(), 400U);
}

TEST(ParseToml, SyntaxErrorNamesLineAndColumnWithACaret) {
    const std::string text = repeated("# line\n", 36) + "name = \"x\" oops\n";
    const MessageParts fault = fault_in(text);
    EXPECT_EQ(fault.code, "E0106");
    EXPECT_EQ(fault.file, "cheek.toml");
    EXPECT_EQ(fault.line, 37);
    EXPECT_EQ(fault.column, 12);
    // The caret stands under column 12: the margin of both lines is equally wide.
    EXPECT_THAT(fault.problem,
                HasSubstr("\n   37 | name = \"x\" oops\n        " + std::string(11, ' ') + "^"));
}

TEST(ParseToml, ExcerptOfALongLineShowsThePartAroundTheFault) {
    const MessageParts fault =
        fault_in("a = \"" + std::string(100000, 'x') + "\" oops " + std::string(100000, 'y'));
    EXPECT_EQ(fault.code, "E0106");
    EXPECT_EQ(fault.column, 100008);
    EXPECT_LT(fault.problem.size(), 400U);
    EXPECT_THAT(fault.problem, HasSubstr("xxx\" oops yyy"));
}

TEST(ParseToml, DuplicateKeyNamesBothLines) {
    const MessageParts key = fault_in("[pattern]\nspacing = 1\nkind = 2\nspacing = 3\n");
    EXPECT_EQ(key.code, "E0109");
    EXPECT_EQ(key.line, 4);
    EXPECT_THAT(key.problem,
                HasSubstr("the key spacing is written twice: first in line 2, again in line 4"));
    const MessageParts table = fault_in("[p]\nx = 1\n[q]\n[p]\n");
    EXPECT_EQ(table.code, "E0109");
    EXPECT_THAT(table.problem, HasSubstr("first in line 1, again in line 4"));
    EXPECT_THAT(fault_in("a = { b = 1, b = 2 }\n").problem, HasSubstr("first in the same line"));
}

TEST(ParseToml, AcceptsByteOrderMarkAndCarriageReturns) {
    const Node tree = parse_toml(
        "\xEF\xBB\xBF"
        "a = 1\r\n[t]\r\nb = \"x\"\r\n",
        "f");
    EXPECT_EQ(tree.find("t")->find("b")->where, (SourcePosition{"f", 3, 5}));
    EXPECT_EQ(tree.find("t")->find("b")->written, "\"x\"");
    EXPECT_EQ(tree.table()[0].where, (SourcePosition{"f", 1, 1}));
}

TEST(ParseToml, RefusesOtherEncodingsWithTheByte) {
    const std::string little(
        "\xFF\xFE"
        "a\0=\0",
        6);
    EXPECT_EQ(fault_in(little).code, "E0104");
    EXPECT_THAT(fault_in(little).problem, HasSubstr("UTF-16"));
    const MessageParts latin = fault_in("ok = 1\n# caf\xE9\n");
    EXPECT_EQ(latin.code, "E0104");
    EXPECT_THAT(latin.problem, HasSubstr("at byte 12"));
    EXPECT_EQ(latin.line, 2);
    EXPECT_EQ(latin.column, 6);
    const MessageParts marked = fault_in("\xEF\xBB\xBF# \xFF\n");
    EXPECT_THAT(marked.problem, HasSubstr("at byte 5")) << "bytes count from the start of the file";
    for (const char* bad :
         {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xF8"}) {
        EXPECT_EQ(fault_in(std::string("# ") + bad).code, "E0104");
    }
    EXPECT_NO_THROW(parse_toml("a = \"\xF0\x9F\x98\x80 \xED\x9F\xBF\"\n", "f"));
}

TEST(ParseToml, RefusesControlCharactersWithTheByte) {
    const MessageParts nul = fault_in(std::string("a = \"x\0y\"\n", 10));
    EXPECT_EQ(nul.code, "E0105");
    EXPECT_THAT(nul.problem, HasSubstr("0x00 at byte 6"));
    EXPECT_EQ(nul.column, 7);
    EXPECT_EQ(fault_in("a = \"\x1b[31m\"\n").code, "E0105");
    EXPECT_EQ(fault_in("a = 1 # \x7f\n").code, "E0105");
}

TEST(ParseToml, LimitsNestingBeforeTheStackFeelsIt) {
    for (const std::string& text : {"a = " + repeated("[", 1000000),
                                    "a = " + repeated("{b=", 1000000),
                                    "a" + repeated(".a", 1000000) + " = 1\n",
                                    "[a" + repeated(" . a", 1000000) + "]\n",
                                    "[\"a\"" + repeated(".\"a\"", 1000000) + "]\n"}) {
        const MessageParts fault = fault_in(text);
        EXPECT_EQ(fault.code, "E0107") << text.substr(0, 20);
        EXPECT_EQ(fault.line, 1);
        EXPECT_THAT(fault.problem, HasSubstr("64"));
    }
    // Brackets times dots: each within its limit, too deep together.
    EXPECT_EQ(fault_in("a = " + repeated("{b.b.b.b=", 40) + "1" + repeated("}", 40)).code, "E0107");
    EXPECT_NO_THROW(parse_toml("a = " + repeated("[", 60) + repeated("]", 60) + "\n", "f"));
}

TEST(ParseToml, BracketsAndDotsInStringsAndCommentsDoNotCount) {
    const std::string many = repeated("[.", 200);
    EXPECT_NO_THROW(parse_toml("a = \"" + many + "\"\nb = '" + many + "'\nc = '''\n" + many +
                                   "'''\nd = \"\"\"\n" + many + "\\\"\"\"\"\n# " + many + "\n",
                               "f"));
}

TEST(ParseToml, RefusesDatesAndIntegersBeyond64Bits) {
    EXPECT_EQ(fault_in("day = 2024-01-01\n").code, "E0108");
    EXPECT_EQ(fault_in("day = 2024-01-01\n").column, 7);
    const MessageParts large = fault_in("x = 1000000000000000000000000000000\n");
    EXPECT_EQ(large.code, "E0106");
    EXPECT_THAT(large.problem, HasSubstr("64 bits"));
}

TEST(ParseToml, AMegabyteOnOneLineIsReadInLinearTime) {
    // A place is found by halving; a walk along the line would take 2e5 times 1e6 steps.
    const Node tree = parse_toml("a = [" + repeated("12345,", 200000) + "]\n", "f");
    EXPECT_EQ(tree.find("a")->array().size(), 200000U);
    EXPECT_EQ(tree.find("a")->array().back().written, "12345");
    EXPECT_EQ(tree.find("a")->array().back().where.column, 6 + 6 * 199999);
}

TEST(ParseToml, NoPrefixOfAFileCrashesIt) {
    const std::string text = "[t]\na = \"x\\n\" # c\nb = [1, {c = 'd'}]\n[[l]]\nn.o = '''\nq'''\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        try {
            parse_toml(text.substr(0, size), "f");
        } catch (const InputError& error) {
            EXPECT_EQ(error.diagnostics().size(), 1U);
            EXPECT_GT(error.diagnostics()[0].where.line, 0);
        }
    }
    EXPECT_EQ(fault_in("[}[[").code, "E0106");
}

}  // namespace
}  // namespace mesogrid
