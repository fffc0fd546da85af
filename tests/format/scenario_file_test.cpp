#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "engine/format/toml.hpp"

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::MessageParts;
using ::testing::Not;
using testing::Scratch;

/// A folder tree with a secret beside it.
class Bases : public ::testing::Test {
protected:
    Bases() { std::filesystem::create_directory(folder_.path() / "tree"); }

    Node load(const std::string& name) const {
        return load_scenario_file(folder_.path() / "tree" / name, folder_.path() / "tree");
    }
    MessageParts fault(const std::string& name) const {
        return fault_of([&] { load(name); });
    }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        return folder_.write("tree/" + name, text);
    }

    Scratch folder_;
    std::filesystem::path secret_ = folder_.write("secret.toml", "password = \"hush\"\n");
};

std::string text_of(const Node& tree, const char* key) {
    return std::get<std::string>(tree.find(key)->value);
}

TEST_F(Bases, AreLaidUnderTheFileThatNamesThem) {
    write("bases/skin.toml", "a = \"skin\"\nb = \"skin\"\nc = \"skin\"\nabstract = true\n");
    write("bases/cheek.toml", "base = \"skin.toml\"\nb = \"cheek\"\nc = \"cheek\"\n");
    write("top.toml", "base = \"bases/cheek.toml\"\nc = \"top\"\n");
    const Node tree = load("top.toml");
    EXPECT_EQ(text_of(tree, "a"), "skin");
    EXPECT_EQ(text_of(tree, "b"), "cheek");
    EXPECT_EQ(text_of(tree, "c"), "top");
    EXPECT_EQ(tree.find("base"), nullptr);
    EXPECT_EQ(tree.find("abstract"), nullptr) << "being a base is not inherited";
    EXPECT_EQ(tree.find("a")->where.file, (folder_.path() / "tree/bases/skin.toml").string());
    EXPECT_NE(load("bases/skin.toml").find("abstract"), nullptr);
}

TEST_F(Bases, AreCalledByThePathTheUserWrote) {
    write("a.toml", "base = \"sub/../b.toml\"\n");
    write("b.toml", "x = 1\n");
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder_.path());
    const Node tree = load_scenario_file("tree/a.toml", "tree");
    std::filesystem::current_path(folder_.path() / "tree");
    const Node bare = load_scenario_file("a.toml", "");
    std::filesystem::current_path(before);
    EXPECT_EQ(tree.find("x")->where.file, "tree/b.toml");
    EXPECT_EQ(bare.find("x")->where.file, "b.toml");
}

TEST_F(Bases, OutsideTheTreeAreRefusedAndNeverEchoed) {
    std::filesystem::create_symlink(secret_, folder_.path() / "tree/link.toml");
    std::filesystem::create_directory_symlink(folder_.path(), folder_.path() / "tree/up");
    for (const std::string base : {"../secret.toml",
                                   "../../../../../../etc/passwd",
                                   "/etc/passwd",
                                   "file:///etc/passwd",
                                   "file:secret.toml",
                                   "https://example.org/a.toml",
                                   "link.toml",
                                   "up/secret.toml",
                                   "sub/../../secret.toml"}) {
        write("bad.toml", "name = \"x\"\nbase = \"" + base + "\"\n");
        const MessageParts refused = fault("bad.toml");
        EXPECT_EQ(refused.code, "E0111") << base;
        EXPECT_EQ(refused.file, (folder_.path() / "tree/bad.toml").string());
        EXPECT_EQ(refused.line, 2);
        EXPECT_EQ(refused.column, 8);
        EXPECT_EQ(refused.key, "base");
        EXPECT_EQ(refused.value, "\"" + base + "\"");
        EXPECT_THAT(refused.problem, Not(HasSubstr("hush")));
        EXPECT_THAT(refused.problem, Not(HasSubstr("root:")));
    }
}

TEST_F(Bases, OfTheWrongKindAreRefused) {
    for (const char* base : {"5", "[\"a.toml\"]", "\"\"", "\"a\\u0000.toml\"", "\"a\\nb.toml\""}) {
        write("bad.toml", std::string("base = ") + base + "\n");
        EXPECT_EQ(fault("bad.toml").code, "E0110") << base;
    }
}

TEST_F(Bases, ThatCannotBeReadAreFaultsOfTheKey) {
    ASSERT_EQ(::mkfifo((folder_.path() / "tree/pipe.toml").c_str(), 0600), 0);
    write("bad.toml", "base = \"none.toml\"\n");
    EXPECT_EQ(fault("bad.toml").code, "E0101");
    EXPECT_EQ(fault("bad.toml").line, 1);
    EXPECT_EQ(fault("bad.toml").value, "\"none.toml\"");
    write("bad.toml", "base = \"pipe.toml\"\n");
    EXPECT_EQ(fault("bad.toml").code, "E0102");
    write("bad.toml", "base = \".\"\n");
    EXPECT_EQ(fault("bad.toml").code, "E0102");
}

TEST_F(Bases, ThatFormACircleAreShownAsAChain) {
    write("a.toml", "base = \"b.toml\"\n");
    write("b.toml", "base = \"sub/../a.toml\"\n");
    const MessageParts circle = fault("a.toml");
    EXPECT_EQ(circle.code, "E0112");
    EXPECT_THAT(circle.problem, HasSubstr("a.toml -> b.toml -> a.toml"));
    EXPECT_EQ(circle.file, (folder_.path() / "tree/b.toml").string());
    write("self.toml", "base = \"self.toml\"\n");
    EXPECT_THAT(fault("self.toml").problem, HasSubstr("self.toml -> self.toml"));
}

TEST_F(Bases, AreAtMostSixteenFilesAnd16MiB) {
    for (int i = 0; i < 40; ++i) {
        const std::string next = i < 39 ? "base = \"" + std::to_string(i + 1) + ".toml\"\n" : "";
        write(std::to_string(i) + ".toml", next);
    }
    EXPECT_EQ(fault("0.toml").code, "E0113");
    EXPECT_NO_THROW(load("24.toml")) << "24 to 39 are 16 files";
    EXPECT_EQ(fault("23.toml").code, "E0113");
    const std::string filler = "#" + std::string(9U << 20U, 'x') + "\n";
    write("large.toml", filler);
    write("larger.toml", "base = \"large.toml\"\n" + filler);
    EXPECT_EQ(fault("larger.toml").code, "E0103");
    EXPECT_NO_THROW(load("large.toml"));
}

TEST_F(Bases, MissingFirstFileIsMissingWhereverItIsNamedFrom) {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder_.path());
    const MessageParts relative = fault_of([] { load_scenario_file("none.toml", "."); });
    std::filesystem::current_path(before);
    EXPECT_EQ(relative.code, "E0101");
    EXPECT_EQ(relative.file, "none.toml");
    EXPECT_EQ(fault("none.toml").code, "E0101");
}

TEST_F(Bases, FirstFileOutsideTheTreeIsRefused) {
    const MessageParts refused =
        fault_of([&] { load_scenario_file(secret_, folder_.path() / "tree"); });
    EXPECT_EQ(refused.code, "E0111");
    EXPECT_EQ(refused.file, secret_.string());
}

}  // namespace
}  // namespace mesogrid
