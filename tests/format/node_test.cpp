#include <gtest/gtest.h>

#include "engine/format/toml.hpp"

namespace mesogrid {
namespace {

std::int64_t integer(const Node& node, const char* key) {
    return std::get<std::int64_t>(node.find(key)->value);
}

TEST(Node, FindsMembersByName) {
    const Node tree = parse_toml("a = 1\nb = 2\n", "t.toml");
    EXPECT_EQ(integer(tree, "b"), 2);
    EXPECT_EQ(tree.find("c"), nullptr);
}

TEST(Merged, LaysTablesOverEachOtherKeyByKey) {
    const Node under =
        parse_toml("a = 1\nlist = [1, 2, 3]\n[t]\nx = 1\ny = 1\n[t.u]\nz = 1\n", "under");
    const Node over = parse_toml("b = 2\nlist = [9]\n[t]\nx = 2\n[t.u]\nw = 2\n", "over");
    const Node both = merged(under, over);
    EXPECT_EQ(integer(both, "a"), 1);
    EXPECT_EQ(integer(both, "b"), 2);
    EXPECT_EQ(both.find("list")->array().size(), 1U) << "arrays are replaced, not joined";
    EXPECT_EQ(integer(*both.find("t"), "x"), 2);
    EXPECT_EQ(integer(*both.find("t"), "y"), 1);
    EXPECT_EQ(integer(*both.find("t")->find("u"), "z"), 1);
    EXPECT_EQ(integer(*both.find("t")->find("u"), "w"), 2);
    EXPECT_EQ(both.find("t")->find("x")->where.file, "over");
    EXPECT_EQ(both.find("t")->find("y")->where.file, "under");
}

TEST(Merged, ReplacesATableByAValue) {
    const Node both = merged(parse_toml("[t]\nx = 1\n", "u"), parse_toml("t = 5\n", "o"));
    EXPECT_EQ(integer(both, "t"), 5);
}

TEST(DescribeType, NamesEveryType) {
    const Node tree = parse_toml("a = true\nb = 1\nc = 1.5\nd = \"\"\ne = []\nf = {}\n", "t");
    EXPECT_EQ(describe_type(*tree.find("a")), "a true/false value");
    EXPECT_EQ(describe_type(*tree.find("b")), "an integer");
    EXPECT_EQ(describe_type(*tree.find("c")), "a number");
    EXPECT_EQ(describe_type(*tree.find("d")), "a string");
    EXPECT_EQ(describe_type(*tree.find("e")), "an array");
    EXPECT_EQ(describe_type(*tree.find("f")), "a table");
}

}  // namespace
}  // namespace mesogrid
