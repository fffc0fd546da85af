#include "engine/base/error.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mesogrid {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

Diagnostic full() {
    return {.code = 210,
            .where = {"cheek.toml", 14, 11},
            .key = "pattern.spacing",
            .given = "\"7\"",
            .problem = "a length needs a unit",
            .allowed = "0.1 mm to 100 mm",
            .suggestion = "write \"7 mm\""};
}

TEST(Diagnostic, HasTheOneFormEveryMessageHas) {
    EXPECT_EQ(to_text(full()),
              "error[E0210]: cheek.toml:14:11: pattern.spacing = \"7\": a length needs a unit; "
              "allowed 0.1 mm to 100 mm; write \"7 mm\"?");
}

TEST(Diagnostic, LeavesOutWhatDoesNotApply) {
    EXPECT_EQ(to_text({.code = 7, .problem = "is wrong"}), "error[E0007]: is wrong");
    Diagnostic file_only{.code = 101, .where = {.file = "a.toml"}, .problem = "cannot be opened"};
    EXPECT_EQ(to_text(file_only), "error[E0101]: a.toml: cannot be opened");
    Diagnostic missing{.code = 202, .key = "pattern.kind", .problem = "is missing"};
    EXPECT_EQ(to_text(missing), "error[E0202]: pattern.kind: is missing");
    Diagnostic value_only{.code = 401, .given = "--jso", .problem = "is not known here"};
    EXPECT_EQ(to_text(value_only), "error[E0401]: --jso: is not known here");
}

TEST(Diagnostic, TakesAnotherSeverity) {
    EXPECT_THAT(to_text(full(), "warning"), ::testing::StartsWith("warning[E0210]: cheek.toml"));
}

TEST(InputError, KeepsAllFaultsAndPrintsTwenty) {
    std::vector<Diagnostic> faults;
    for (int i = 1; i <= 23; ++i) {
        faults.push_back({.code = 200, .problem = "fault " + std::to_string(i) + "."});
    }
    const InputError error(faults);
    const std::string text = error.what();
    EXPECT_EQ(error.diagnostics().size(), 23U);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 20);
    EXPECT_THAT(text, HasSubstr("fault 20."));
    EXPECT_THAT(text, Not(HasSubstr("fault 21.")));
    EXPECT_THAT(text, EndsWith("… and 3 more"));
}

TEST(InputError, PrintsExactlyTwentyWithoutACount) {
    const InputError error(std::vector<Diagnostic>(20, Diagnostic{.code = 200, .problem = "p"}));
    EXPECT_THAT(std::string(error.what()), Not(HasSubstr("more")));
}

TEST(Error, TellsItsExitCode) {
    const Diagnostic fault{.code = 1, .problem = "p"};
    EXPECT_EQ(InputError(fault).exit_code(), ExitCode::bad_input);
    EXPECT_EQ(RefusedError(fault).exit_code(), ExitCode::refused);
    EXPECT_EQ(IoError(fault).exit_code(), ExitCode::io_failure);
    EXPECT_EQ(SimulationError(fault).exit_code(), ExitCode::numerical_failure);
    EXPECT_EQ(InternalError("p").exit_code(), ExitCode::internal_error);
    EXPECT_EQ(static_cast<int>(ExitCode::bad_input), 2);
    EXPECT_EQ(static_cast<int>(ExitCode::io_failure), 4);
}

}  // namespace
}  // namespace mesogrid
