#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "tests/support/message_parts.hpp"

namespace mesogrid::testing {

/// The messages of the error of class E that `body` throws, taken apart; none when it throws none.
template <class E = InputError, class Body>
std::vector<MessageParts> faults_of(Body body) {
    std::vector<MessageParts> faults;
    try {
        body();
    } catch (const E& error) {
        for (const Diagnostic& diagnostic : error.diagnostics()) {
            faults.push_back(parse_message(to_text(diagnostic)));
        }
    }
    return faults;
}

/// The one message that `body` throws.
template <class E = InputError, class Body>
MessageParts fault_of(Body body) {
    const std::vector<MessageParts> faults = faults_of<E>(body);
    EXPECT_EQ(faults.size(), 1U);
    return faults.empty() ? MessageParts{} : faults.front();
}

}  // namespace mesogrid::testing
