#pragma once

#include <chrono>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/bad_input.hpp"

/// One row of the bad-input matrix (robustness.md 4) through the program.
namespace mesogrid::testing {

/// A scenario (bytes of its file) and what must come of it.
struct BadInput {
    const char* name;  ///< "Missing"
    std::string scenario;
    std::string csv;   ///< of points.csv; "" for none
    std::string code;  ///< "" where it is taken
    std::vector<std::string> says;

    // NOLINTNEXTLINE(readability-identifier-naming): GoogleTest's name
    friend void PrintTo(const BadInput& bad, std::ostream* out) { *out << bad.name; }
};

inline std::string spoiled(const std::string& from, const std::string& to) {
    return with(small_scenario(), from, to);
}

inline std::string repeated(const std::string& part, std::size_t times) {
    std::string text;
    text.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

/// The small scenario with its punctures in points.csv.
inline std::string with_points() {
    return spoiled("kind = \"square\"\nspacing = \"3 mm\"\n",
                   "kind = \"points\"\nfile = \"points.csv\"\n");
}

/// Exit code 2, nothing on standard output, and a message of this code.
inline void expect_refused(const Outcome& outcome, const std::string& code) {
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    const auto messages = parse_messages(outcome.err);
    ASSERT_FALSE(messages.empty()) << outcome.err;
    EXPECT_EQ(messages.front().code, code) << outcome.err;
    EXPECT_FALSE(messages.front().problem.empty());
}

/// What the matrix promises of `check` on this input.
inline void expect_row(const BadInput& bad) {
    using ::testing::HasSubstr;
    const ScratchFolder folder;
    if (!bad.csv.empty()) folder.write("points.csv", bad.csv);
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = run_program({"check", folder.write("bad.toml", bad.scenario)});
    // A second is promised; a million rows on a busy machine may take three.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
    for (const std::string& part : bad.says) EXPECT_THAT(outcome.err, HasSubstr(part));
    if (bad.code.empty()) {
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    } else {
        expect_refused(outcome, bad.code);
    }
}

}  // namespace mesogrid::testing
