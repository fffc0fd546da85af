#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "app/commands.hpp"
#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

namespace fs = std::filesystem;

/// The first line of more than eighty characters, or "".
std::string too_wide(const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string line = text.substr(begin, end - begin);
        const auto characters = std::count_if(line.begin(), line.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        });
        if (characters > 80) return line;
        begin = end + 1;
    }
    return {};
}

TEST(EightyColumns, HoldEveryListPage) {
    std::vector<std::string> topics = app::list_topics();
    topics.emplace_back();
    for (const std::string& topic : topics) {
        const Outcome outcome =
            topic.empty() ? run_program({"list"}) : run_program({"list", topic});
        ASSERT_EQ(outcome.exit_code, 0) << topic;
        EXPECT_EQ(too_wide(outcome.out), "") << "list " << topic;
    }
}

TEST(EightyColumns, HoldEveryHelpPage) {
    for (const char* command : {"run", "compare", "check", "verify", "plot", "list"}) {
        EXPECT_EQ(too_wide(run_program({command, "--help"}).out), "") << command;
    }
    EXPECT_EQ(too_wide(run_program({"--help"}).out), "");
}

TEST(EightyColumns, HoldTheTablesOfEveryShippedScenario) {
    std::size_t tables = 0;
    for (const char* folder : {"library", "lower-cheek"}) {
        for (const auto& entry :
             fs::directory_iterator(fs::path(MESOGRID_SOURCE_DIR) / "scenarios" / folder)) {
            if (entry.path().extension() != ".toml") continue;
            if (entry.path().filename() == "base.toml") continue;
            const Outcome outcome = run_program({"run", entry.path().string()});
            ASSERT_EQ(outcome.exit_code, 0) << entry.path() << outcome.err;
            EXPECT_EQ(too_wide(outcome.out), "") << entry.path();
            ++tables;
        }
    }
    EXPECT_GE(tables, 29U);
}

}  // namespace
}  // namespace mesogrid::testing
