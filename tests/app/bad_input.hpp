#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/app/program.hpp"
#include "tests/support/message_parts.hpp"

/// Every kind of bad scenario file: exit 2, the message form, no output, in under a second.
namespace mesogrid::testing {

/// Messages of `check` on a scenario; also asserts what every bad input promises.
inline std::vector<MessageParts> messages_of(const std::string& file) {
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = run_program({"check", file});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    return parse_messages(outcome.err);
}

inline std::vector<MessageParts> messages_of_text(const std::string& text) {
    const ScratchFolder folder;
    return messages_of(folder.write("bad.toml", text));
}

/// The one message of a scenario with one fault.
inline MessageParts message_of_text(const std::string& text) {
    const auto messages = messages_of_text(text);
    EXPECT_EQ(messages.size(), 1U);
    return messages.empty() ? MessageParts{} : messages.front();
}

}  // namespace mesogrid::testing
