#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

/// What a newcomer reads must work as it is printed.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// The contents of the page's blocks in a language, one after the other.
std::string blocks(const std::string& page, const std::string& language) {
    std::istringstream lines(page);
    std::string text;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "```" + language) {
            inside = true;
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            text += line + "\n";
        }
    }
    return text;
}

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// Runs `mesogrid ARGUMENTS [> FILE]` as if from the folder.
Outcome run_line(const ScratchFolder& folder, const std::string& line) {
    std::vector<std::string> words = words_of(line);
    EXPECT_EQ(words.at(0), "mesogrid") << line;
    words.erase(words.begin());
    std::string target;
    if (words.size() > 2 && words[words.size() - 2] == ">") {
        target = words.back();
        words.resize(words.size() - 2);
    }
    for (std::string& word : words) {
        const bool file = word.find(".toml") != std::string::npos ||
                          word.find(".json") != std::string::npos || word == "tables";
        if (file) word = (folder.path() / word).string();
    }
    Outcome outcome = run_program(words);
    if (!target.empty()) folder.write(target, outcome.out);
    return outcome;
}

TEST(GettingStarted, EveryCommandOfThePageWorks) {
    const std::string page = text_of(MESOGRID_SOURCE_DIR "/docs/getting-started.md");
    const ScratchFolder folder;
    folder.write("second.toml", blocks(page, "toml"));
    std::istringstream lines(blocks(page, "sh"));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const Outcome outcome = run_line(folder, line);
        EXPECT_EQ(outcome.exit_code, 0) << line << '\n' << outcome.err;
        EXPECT_FALSE(outcome.out.empty()) << line;
    }
    EXPECT_EQ(count, 9U);
    // What the page says about them.
    const Outcome check = run_line(folder, "mesogrid check first.toml second.toml");
    EXPECT_THAT(check.out, HasSubstr("80 punctures"));
    EXPECT_THAT(check.out, HasSubstr("20 punctures"));
    EXPECT_THAT(run_line(folder, "mesogrid run second.toml --quiet").out, HasSubstr("1600"));
}

TEST(GettingStarted, EveryQuantityOfTheListTakesItsUnitAndKeys) {
    const std::string list = run_program({"list", "quantities"}).out;
    const std::string starter = run_program({"list", "example"}).out;
    std::istringstream lines(list.substr(0, list.find("\n\n")));
    const ScratchFolder folder;
    std::size_t count = 0;
    for (std::string quantity; std::getline(lines, quantity); ++count) {
        std::string meaning;
        std::string form;
        std::getline(lines, meaning);
        std::getline(lines, form);
        const std::size_t from = form.find('"');
        const std::string threshold = form.substr(from, form.rfind('"') + 1 - from);
        std::string keys = fmt::format("quantity = \"{}\"\nthreshold = {}\n", quantity, threshold);
        if (form.find("at") != std::string::npos && form.find("needs: at") != std::string::npos) {
            keys += "at = \"6 h\"\n";
        }
        if (form.find("level") != std::string::npos) keys += "level = \"1 ug/mm3\"\n";
        std::string text = with(starter, "quantity  = \"areal_dose\"", keys);
        text = with(text, "threshold = \"40 ug/mm2\"", "");
        EXPECT_EQ(run_program({"check", folder.write("q.toml", text)}).exit_code, 0)
            << quantity << '\n'
            << run_program({"check", folder.write("q.toml", text)}).err;
    }
    EXPECT_EQ(count, 9U);
}

TEST(GettingStarted, TheKeysOfOneTableAreShownAlone) {
    const std::string keys = run_program({"list", "keys", "schedule"}).out;
    EXPECT_THAT(keys, HasSubstr("schedule.shifts  (points; optional)"));
    EXPECT_THAT(keys, ::testing::Not(HasSubstr("pattern.")));
    const Outcome unknown = run_program({"list", "keys", "patern"});
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("mesogrid list keys pattern?"));
    EXPECT_EQ(run_program({"list", "units", "pattern"}).exit_code, 2);
}

}  // namespace
}  // namespace mesogrid::testing
