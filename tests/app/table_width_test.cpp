#include <algorithm>
#include <filesystem>
#include <fstream>

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

/// What `run` gives for a scenario on the coarsest cells it takes, which change no width and make
/// this quick; `variant` is a file name beside it.
Outcome run_coarsely(const fs::path& scenario, const std::string& variant) {
    Outcome outcome;
    for (const char* step : {"2 mm", "1 mm", "0.5 mm", ""}) {
        const std::string numerics =
            *step == '\0' ? "" : "[numerics]\nstep = \"" + std::string(step) + "\"\n";
        const fs::path file = scenario.parent_path() / variant;
        std::ofstream(file) << "base = \"" << scenario.filename().string() << "\"\n" << numerics;
        outcome = run_program({"run", file.string()});
        if (outcome.exit_code == 0) break;
    }
    return outcome;
}

TEST(EightyColumns, HoldTheTablesOfEveryShippedScenario) {
    const ScratchFolder scratch;
    const fs::path copy = scratch.path() / "scenarios";
    fs::copy(fs::path(MESOGRID_SOURCE_DIR) / "scenarios", copy, fs::copy_options::recursive);
    std::vector<fs::path> scenarios;
    for (const auto& entry : fs::recursive_directory_iterator(copy)) {
        const fs::path& path = entry.path();
        if (path.extension() != ".toml" || path.filename() == "base.toml") continue;
        scenarios.push_back(path);
    }
    ASSERT_GE(scenarios.size(), 29U);
    for (const fs::path& scenario : scenarios) {
        const Outcome outcome = run_coarsely(scenario, "variant.toml");
        ASSERT_EQ(outcome.exit_code, 0) << scenario << outcome.err;
        EXPECT_EQ(too_wide(outcome.out), "") << scenario;
    }
}

TEST(EightyColumns, HoldAComparisonOfSeveralProtocols) {
    const fs::path folder = fs::path(MESOGRID_SOURCE_DIR) / "scenarios" / "lower-cheek";
    const Outcome outcome = run_program({"compare",
                                         folder / "1-square.toml",
                                         folder / "2-hexagonal.toml",
                                         folder / "3-offset-rows.toml"});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(too_wide(outcome.out), "");
}

}  // namespace
}  // namespace mesogrid::testing
