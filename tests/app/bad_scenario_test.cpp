#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/app/bad_input.hpp"

/// Files that are no scenario, and chains of bases that go wrong.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

TEST(BadScenario, EmptyFileListsTheRequiredKeys) {
    const auto messages = messages_of_text("");
    std::vector<std::string> keys;
    keys.reserve(messages.size());
    for (const MessageParts& message : messages) keys.push_back(message.key);
    for (const char* key : {"schema",
                            "name",
                            "tissue.layers",
                            "target.outline",
                            "product.solutes",
                            "delivery.depth",
                            "delivery.volume",
                            "pattern.kind",
                            "depot.kind",
                            "prescription.solute",
                            "prescription.threshold"}) {
        EXPECT_THAT(keys, ::testing::Contains(key));
    }
    const ScratchFolder folder;
    EXPECT_THAT(run_program({"check", folder.write("empty.toml", "")}).err,
                HasSubstr("mesogrid list keys"));
}

TEST(BadScenario, AllFaultsComeAtOnceInFileOrder) {
    std::string text = with(small_scenario(), "schema = 1", "schema = 9");
    text = with(text, "depth = \"1.0 mm\"", "depth = \"1.0\"");
    text = with(text, "spacing = \"3 mm\"", "spacign = \"3 mm\"");
    const auto messages = messages_of_text(text);
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(messages[0].key, "schema");
    EXPECT_EQ(messages[1].key, "delivery.depth");
    EXPECT_EQ(messages[2].key, "pattern.spacign");
}

TEST(BadScenario, MoreThanTwentyFaultsAreCounted) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "unknown_" + std::to_string(i) + " = 1\n";
    const ScratchFolder folder;
    const Outcome outcome = run_program({"check", folder.write("many.toml", text)});
    EXPECT_EQ(parse_messages(outcome.err).size(), 20U);
    EXPECT_THAT(outcome.err, HasSubstr("and 3"));
}

TEST(BadScenario, WhatIsNoRegularFileIsRefusedWithoutBlocking) {
    const ScratchFolder folder;
    const std::string fifo = (folder.path() / "pipe.toml").string();
    ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
    for (const std::string& path : {std::string("/dev/zero"), folder.path().string(), fifo}) {
        const auto messages = messages_of(path);
        ASSERT_EQ(messages.size(), 1U);
        EXPECT_EQ(messages[0].code, "E0102");
        EXPECT_EQ(messages[0].problem, "not a regular file");
    }
    EXPECT_EQ(messages_of((folder.path() / "missing.toml").string()).at(0).code, "E0101");
}

TEST(BadScenario, HugeFileIsRefusedBySizeBeforeReading) {
    const ScratchFolder folder;
    const std::string path = folder.write("huge.toml", "");
    std::filesystem::resize_file(path, 5ULL << 30U);  // sparse
    const auto messages = messages_of(path);
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].code, "E0103");
    EXPECT_THAT(messages[0].problem, HasSubstr("at most 16777216"));
}

TEST(BadScenario, SyntaxErrorNamesLineAndColumnWithAnExcerpt) {
    std::string text;
    for (int i = 1; i < 37; ++i) text += "# line\n";
    const auto message = message_of_text(text + "name = = 3\n");
    EXPECT_EQ(message.code, "E0106");
    EXPECT_EQ(message.line, 37);
    EXPECT_GE(message.column, 8);
    EXPECT_THAT(message.problem, HasSubstr("37 | name = = 3"));
    EXPECT_THAT(message.problem, HasSubstr("^"));
}

TEST(BadScenario, DuplicateKeyNamesBothLines) {
    const auto message = message_of_text(
        with(small_scenario(), "spacing = \"3 mm\"", "spacing = \"3 mm\"\nspacing = \"4 mm\""));
    EXPECT_EQ(message.code, "E0109");
    EXPECT_THAT(message.problem, HasSubstr("first in line 18, again in line 19"));
}

TEST(BadScenario, IntegerBeyondSixtyFourBitsIsRefused) {
    const auto message = message_of_text(
        with(small_scenario(), "schema = 1", "schema = 1000000000000000000000000000000"));
    EXPECT_EQ(message.line, 1);
    EXPECT_EQ(message.code, "E0106");
}

TEST(BadScenario, SeedOutOfRangeIsRefused) {
    for (const char* seed : {"-1", "1.5"}) {
        const auto message = message_of_text(
            with(small_scenario(), "schema = 1", std::string("schema = 1\nseed = ") + seed));
        EXPECT_EQ(message.key, "seed");
        EXPECT_EQ(message.value, seed);
        EXPECT_THAT(message.allowed, HasSubstr("0 to 9223372036854775807"));
    }
    EXPECT_EQ(message_of_text(
                  with(small_scenario(), "schema = 1", "schema = 1\nseed = 18446744073709551616"))
                  .line,
              2);
}

TEST(BadScenario, MissingSchemaIsRefused) {
    const auto message = message_of_text(with(small_scenario(), "schema = 1", ""));
    EXPECT_EQ(message.code, "E0208");
    EXPECT_EQ(message.key, "schema");
}

TEST(BadScenario, SessionsAndIntervalsMustFit) {
    const auto schedule = [](const std::string& keys) {
        return message_of_text(
            with(small_scenario(), "[output]", "[schedule]\n" + keys + "\n[output]"));
    };
    EXPECT_EQ(schedule("sessions = 3").code, "E0335");
    EXPECT_EQ(schedule("sessions = 3\nintervals = [\"7 d\"]").code, "E0335");
    EXPECT_EQ(schedule("sessions = 2\ninterval = \"7 d\"\nintervals = [\"7 d\"]").code, "E0335");
    EXPECT_EQ(schedule("sessions = 2\ninterval = \"2 h\"\nduration = \"3 h\"").code, "E0336");
}

TEST(BadScenario, MinusZeroReadsAsZero) {
    const ScratchFolder folder;
    const std::string text = with(small_scenario(), "depth = \"1.0 mm\"", "depth = \"-0.0 mm\"");
    EXPECT_EQ(run_program({"check", folder.write("zero.toml", text)}).exit_code, 0);
}

TEST(BadScenario, NameOfTwoHundredCharactersIsTheLongest) {
    const ScratchFolder folder;
    const std::string longest(200, 'x');
    EXPECT_EQ(
        run_program({"check", folder.write("a.toml", with(small_scenario(), "small", longest))})
            .exit_code,
        0);
    EXPECT_EQ(message_of_text(with(small_scenario(), "small", longest + "x")).code, "E0209");
    EXPECT_EQ(message_of_text(with(small_scenario(), "small", std::string(1U << 20U, 'x'))).code,
              "E0209");
    EXPECT_EQ(message_of_text(with(small_scenario(), "small", "tab\\tname")).code, "E0210");
}

TEST(BadBase, OutsideTheFolderTreeIsRefusedWithoutShowingItsContent) {
    const ScratchFolder folder;
    folder.write("secret.toml", "password = \"hush\"\n");
    std::filesystem::create_directories(folder.path() / "tree");
    std::filesystem::create_symlink(folder.path() / "secret.toml",
                                    folder.path() / "tree/link.toml");
    for (const char* base : {"../secret.toml",
                             "/etc/passwd",
                             "file:///etc/passwd",
                             "link.toml",
                             "../../../../../../etc/passwd"}) {
        const std::string file =
            folder.write("tree/bad.toml", "base = \"" + std::string(base) + "\"\n");
        const Outcome outcome = run_program({"check", file});
        EXPECT_EQ(outcome.exit_code, 2);
        const auto messages = parse_messages(outcome.err);
        ASSERT_EQ(messages.size(), 1U) << outcome.err;
        EXPECT_EQ(messages[0].code, "E0111");
        EXPECT_EQ(messages[0].key, "base");
        EXPECT_EQ(messages[0].value, "\"" + std::string(base) + "\"");
        EXPECT_EQ(messages[0].line, 1);
        EXPECT_EQ(outcome.err.find("hush"), std::string::npos);
        EXPECT_EQ(outcome.err.find("root:"), std::string::npos);
    }
}

TEST(BadBase, CircleIsShownAsAChain) {
    const ScratchFolder folder;
    folder.write("a.toml", "base = \"b.toml\"\n");
    folder.write("b.toml", "base = \"a.toml\"\n");
    const auto messages = messages_of((folder.path() / "a.toml").string());
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].code, "E0112");
    EXPECT_THAT(messages[0].problem, HasSubstr("a.toml -> b.toml -> a.toml"));
}

TEST(BadBase, LongChainAndLargeTotalAreRefused) {
    const ScratchFolder folder;
    for (int i = 0; i < 20; ++i) {
        folder.write("c" + std::to_string(i) + ".toml",
                     "base = \"c" + std::to_string(i + 1) + ".toml\"\n");
    }
    folder.write("c20.toml", "");
    EXPECT_EQ(messages_of((folder.path() / "c0.toml").string()).at(0).code, "E0113");
    const std::string filler = "#" + std::string(9U << 20U, 'x') + "\n";
    folder.write("big2.toml", filler);
    folder.write("big1.toml", "base = \"big2.toml\"\n" + filler);
    EXPECT_EQ(messages_of((folder.path() / "big1.toml").string()).at(0).code, "E0103");
}

TEST(Base, IsLaidUnderTheFileAndItsAbstractMarkIsNotInherited) {
    const ScratchFolder folder;
    folder.write("base.toml", "abstract = true\n" + small_scenario());
    const std::string file =
        folder.write("variant.toml", "base = \"base.toml\"\n[pattern]\nspacing = \"4 mm\"\n");
    const Outcome outcome = run_program({"check", file});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("6 punctures"));  // 3 x 2 on 12 x 9 mm
}

TEST(SilentlyWrong, HalfLifeThatNothingUsesIsAFault) {
    const auto message = message_of_text(
        with(small_scenario(),
             "molar_mass = \"176 Da\"",
             R"(molar_mass = "176 Da", half_life = "10 min", clears_as = "by-molar-mass")"));
    EXPECT_EQ(message.code, "E0333");
    EXPECT_EQ(message.key, "product.solutes[0].half_life");
}

TEST(SilentlyWrong, ProbeBeyondMirroredWallsIsRefused) {
    std::string text = with(small_scenario(), "[numerics]", "[numerics]\nwalls = \"mirrored\"");
    text = with(text, R"(["0 mm", "0 mm", "1 mm"])", R"(["20 mm", "0 mm", "1 mm"])");
    EXPECT_EQ(message_of_text(text).code, "E0334");
}

TEST(SilentlyWrong, CellsWiderThanADepotAreRefused) {
    const auto message =
        message_of_text(with(small_scenario(), "step = \"0.5 mm\"", "step = \"2 mm\""));
    EXPECT_EQ(message.code, "E0319");
    EXPECT_THAT(message.suggestion, HasSubstr("0.2 mm"));
}

TEST(EmptyPlan, NamesOutlinePolicyAndPitch) {
    const ScratchFolder folder;
    const std::string text =
        with(small_scenario(), "[tissue]", "edge = \"inset\"\nmargin = \"8 mm\"\n[tissue]");
    for (const char* verb : {"check", "run"}) {
        const Outcome outcome = run_program({verb, folder.write("none.toml", text)});
        EXPECT_EQ(outcome.exit_code, 2);
        EXPECT_THAT(outcome.err, HasSubstr("12 x 9 mm"));
        EXPECT_THAT(outcome.err, HasSubstr("edge = \"inset\""));
        EXPECT_THAT(outcome.err, HasSubstr("pitch of 3 mm"));
    }
}

}  // namespace
}  // namespace mesogrid::testing
