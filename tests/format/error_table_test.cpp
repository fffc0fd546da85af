#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/format/scratch.hpp"

namespace mesogrid {
namespace {

namespace fs = std::filesystem;

/// Four-digit codes in the sources of a folder: `.code = 101`, `code = 101;`, or the code argument
/// of a helper that refuses, faults or logs.
void collect(const fs::path& folder, std::set<std::string>& codes) {
    const std::regex code(R"((?:\bcode = |\bE0|[(,?:]\s*)([0-6]?\d{2,3})(?=[,;)}\s"\]:]|$))");
    const std::regex context(
        R"((?:code = |refuse\w*\(|fault\(|wrong\(|log\(|fail\(|error\[E|Diagnostic\{)[^;]{0,120})");
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = testing::Scratch::read(entry.path());
        for (std::sregex_iterator at(text.begin(), text.end(), context), end; at != end; ++at) {
            const std::string part = at->str();
            for (std::sregex_iterator in(part.begin(), part.end(), code); in != end; ++in) {
                const int number = std::stoi((*in)[1]);
                if ((number > 100 && number < 700) || number == 1) {
                    codes.insert("E" + std::string(number < 10 ? "000" : "0") +
                                 std::to_string(number));
                }
            }
        }
    }
}

TEST(ErrorTable, ListsEveryCodeTheSourcesEmit) {
    const fs::path root = MESOGRID_SOURCE_DIR;
    const std::string table = testing::Scratch::read(root / "docs" / "errors.md");
    std::set<std::string> codes;
    for (const char* folder : {"engine", "models", "app"}) collect(root / folder, codes);
    // The test of the test: it sees codes written in each of the ways the sources write them.
    for (const char* known :
         {"E0101", "E0111", "E0202", "E0206", "E0207", "E0213", "E0501", "E0503"}) {
        EXPECT_EQ(codes.count(known), 1U) << known;
    }
    for (const std::string& code : codes) {
        EXPECT_NE(table.find("| " + code + " |"), std::string::npos)
            << code << " is not in docs/errors.md";
    }
}

}  // namespace
}  // namespace mesogrid
