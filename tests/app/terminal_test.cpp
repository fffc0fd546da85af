#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/toml.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

#include "app/progress_bar.hpp"
#include "tests/app/child.hpp"
#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

using app::ProgressBar;
using ::testing::HasSubstr;
using ::testing::Not;

void colour_terminal() {
    ::setenv("TERM", "xterm", 1);
    ::unsetenv("NO_COLOR");
}

TEST(Colour, AppearsOnATerminalOnly) {
    const Screen screen = run_on_terminal({"run", "missing.toml"}, colour_terminal);
    EXPECT_EQ(screen.exit_code, 2);
    EXPECT_THAT(screen.text, HasSubstr("\033[1;31merror[E0101]\033[0m: missing.toml"));
    const Ending piped = run_child({"run", "missing.toml"}, colour_terminal);
    EXPECT_THAT(piped.err, Not(HasSubstr("\033")));
}

TEST(Colour, GoesWithNoColorAndOnDumbTerminals) {
    const auto text_with = [](const char* variable, const char* value) {
        return run_on_terminal({"run", "missing.toml"},
                               [=] {
                                   colour_terminal();
                                   ::setenv(variable, value, 1);
                               })
            .text;
    };
    EXPECT_THAT(text_with("NO_COLOR", "1"), Not(HasSubstr("\033")));
    EXPECT_THAT(text_with("TERM", "dumb"), Not(HasSubstr("\033")));
    EXPECT_THAT(text_with("NO_COLOR", ""), HasSubstr("\033"));  // empty counts as not set
    const Screen option = run_on_terminal({"run", "missing.toml", "--no-color"}, colour_terminal);
    EXPECT_THAT(option.text, Not(HasSubstr("\033")));
}

TEST(Colour, MarksNotesOfTables) {
    const ScratchFolder folder;
    const std::string file = folder.write("a.toml", small_scenario());
    const Screen screen = run_on_terminal({"run", file}, colour_terminal);
    EXPECT_EQ(screen.exit_code, 0);
    EXPECT_THAT(screen.text, HasSubstr("\033[33mnote:\033[0m illustrative threshold"));
    EXPECT_THAT(run_program({"run", file}).out, Not(HasSubstr("\033")));
}

/// What a progress bar writes while `shares` come in.
std::string written(ProgressBar::Form form,
                    std::chrono::milliseconds patience,
                    const std::vector<double>& shares) {
    std::FILE* stream = std::tmpfile();
    {
        ProgressBar bar(stream, form, patience);
        bar.now("simulating");
        for (const double share : shares) bar.done(share);
    }
    std::string text(static_cast<std::size_t>(std::ftell(stream)), '\0');
    std::rewind(stream);
    const std::size_t count = std::fread(text.data(), 1, text.size(), stream);
    std::fclose(stream);
    return text.substr(0, count);
}

TEST(ProgressBar, SaysALinePerTenPerCentOffATerminal) {
    EXPECT_EQ(written(ProgressBar::Form::lines, {}, {0.02, 0.11, 0.12, 0.19, 0.2, 0.55, 0.4, 1.0}),
              "mesogrid: 10 % (simulating)\n"
              "mesogrid: 20 % (simulating)\n"
              "mesogrid: 50 % (simulating)\n"
              "mesogrid: 100 % (simulating)\n");
}

TEST(ProgressBar, DrawsOneLineOnATerminalAndWipesIt) {
    const std::string text = written(ProgressBar::Form::bar, {}, {0.5});
    EXPECT_EQ(text, "\r\033[K[############............]  50 %  simulating\r\033[K");
}

TEST(ProgressBar, IsSilentForShortWorkAndWhenQuiet) {
    EXPECT_EQ(written(ProgressBar::Form::lines, std::chrono::seconds(60), {0.5, 1.0}), "");
    EXPECT_EQ(written(ProgressBar::Form::bar, std::chrono::seconds(60), {0.5, 1.0}), "");
    EXPECT_EQ(written(ProgressBar::Form::none, {}, {0.5, 1.0}), "");
}

TEST(ProgressBar, FitsALineOfEightyColumns) {
    std::FILE* stream = std::tmpfile();
    {
        ProgressBar bar(stream, ProgressBar::Form::bar, {});
        bar.now(std::string(500, 'x'));
        bar.done(0.99);
        EXPECT_LE(std::ftell(stream), 80 + 4 + 2);  // columns, control bytes, bytes of the dots
    }
    std::fclose(stream);
}

/// Keeps every share it is told.
class Shares final : public ProgressObserver {
public:
    void done(double share) override {
        const std::lock_guard lock(mutex_);
        shares_.push_back(share);
    }
    const std::vector<double>& told() const { return shares_; }

private:
    std::mutex mutex_;
    std::vector<double> shares_;
};

TEST(Progress, OfARunGoesFromItsBeginningToItsEnd) {
    Params params(parse_toml(small_scenario(), "a.toml"));
    const Scenario scenario = read_scenario(params, models::catalogs(), "a.toml");
    Shares shares;
    simulate(scenario, nullptr, Progress(shares).part(0.5, 1.0));
    ASSERT_GT(shares.told().size(), 20U);
    EXPECT_EQ(shares.told().back(), 1.0);
    EXPECT_GE(*std::min_element(shares.told().begin(), shares.told().end()), 0.5);
    EXPECT_LE(*std::max_element(shares.told().begin(), shares.told().end()), 1.0);
}

}  // namespace
}  // namespace mesogrid::testing
