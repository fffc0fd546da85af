#undef MESOGRID_NO_CONTRACTS  // the macros are tested in every preset

#include "engine/base/contracts.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

using ::testing::HasSubstr;

/// What a broken contract says; empty when it held.
template <class Body>
std::string broken(Body body) {
    try {
        body();
    } catch (const InternalError& error) {
        EXPECT_EQ(error.exit_code(), ExitCode::internal_error);
        return error.what();
    }
    return {};
}

TEST(Contracts, NameConditionFileAndLineWhenBroken) {
    const int pages = 0;
    const int line = __LINE__ + 1;
    const std::string message = broken([&] { MESOGRID_EXPECTS(pages > 0); });
    EXPECT_THAT(message, HasSubstr("pages > 0"));
    EXPECT_THAT(message, HasSubstr("contracts_test.cpp:" + std::to_string(line)));
    EXPECT_THAT(broken([&] { MESOGRID_ENSURES(pages == 1); }), HasSubstr("pages == 1"));
}

TEST(Contracts, AreSilentWhenKept) {
    int calls = 0;
    EXPECT_EQ(broken([&] { MESOGRID_EXPECTS(++calls == 1); }), "");
    EXPECT_EQ(calls, 1) << "a condition is evaluated exactly once";
}

}  // namespace
}  // namespace mesogrid
