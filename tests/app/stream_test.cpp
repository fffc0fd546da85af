#include <array>
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/app/child.hpp"
#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Standard output becomes a pipe whose reader has gone.
void reader_gone() {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) ::_exit(125);
    ::close(pipe[0]);
    ::dup2(pipe[1], STDOUT_FILENO);
    ::close(pipe[1]);
}

void full_device() {
    ::dup2(::open("/dev/full", O_WRONLY), STDOUT_FILENO);
}

/// A comparison that writes every kind of file.
class Streams : public ::testing::Test {
protected:
    std::vector<std::string> comparison() const {
        return {"compare",
                folder_.write("a.toml", small_scenario()),
                folder_.write("b.toml", with(small_scenario(), "3 mm", "4 mm")),
                "-o",
                path("r.h5"),
                "--json",
                path("r.json"),
                "--csv",
                folder_.path().string()};
    }
    std::string path(const char* name) const { return (folder_.path() / name).string(); }
    void expect_whole_results() const {
        EXPECT_EQ(run_program({"verify", path("r.h5")}).exit_code, 0);
        EXPECT_TRUE(std::filesystem::exists(path("comparison.csv")));
        std::ifstream json(path("r.json"));
        const std::string text((std::istreambuf_iterator<char>(json)), {});
        EXPECT_EQ(text.substr(text.size() - 3), "\n}\n");
    }

private:
    ScratchFolder folder_;
};

TEST_F(Streams, ClosedStandardOutputIsSaidAndEndsInNoFile) {
    const Ending ending = run_wired(comparison(), [] { ::close(STDOUT_FILENO); });
    EXPECT_EQ(ending.exit_code, 4);
    EXPECT_THAT(ending.err, HasSubstr("error[E0502]: standard output cannot be written"));
    expect_whole_results();
}

TEST_F(Streams, AllClosedLeaveWholeResults) {
    const Ending ending = run_wired(comparison(), [] {
        for (const int descriptor : {0, 1, 2}) ::close(descriptor);
    });
    EXPECT_EQ(ending.exit_code, 4);
    expect_whole_results();
}

TEST_F(Streams, ClosedStandardErrorOrInputChangesNothing) {
    for (const int descriptor : {STDERR_FILENO, STDIN_FILENO}) {
        std::vector<std::string> arguments = comparison();
        arguments.emplace_back("--force");
        const Ending ending = run_wired(arguments, [&] { ::close(descriptor); });
        EXPECT_EQ(ending.exit_code, 0) << ending.err;
        expect_whole_results();
    }
}

TEST_F(Streams, AReaderThatHasGoneEndsTheProgramQuietlyAfterTheResults) {
    const Ending ending = run_wired(comparison(), reader_gone);
    EXPECT_EQ(ending.signal, 0);
    EXPECT_EQ(ending.exit_code, 4);
    EXPECT_THAT(ending.err, Not(HasSubstr("error")));
    expect_whole_results();
}

TEST_F(Streams, SixteenDescriptorsAreEnough) {
    const Ending ending = run_wired(comparison(), [] {
        const rlimit few{16, 16};
        ::setrlimit(RLIMIT_NOFILE, &few);
    });
    EXPECT_EQ(ending.exit_code, 0) << ending.err;
    expect_whole_results();
}

TEST_F(Streams, PagesForPeopleFailAsTablesDo) {
    for (const auto& page : std::vector<std::vector<std::string>>{
             {"list", "keys"}, {"list"}, {"--help"}, {"--version"}, {"run", "--help"}}) {
        EXPECT_EQ(run_wired(page, reader_gone).exit_code, 4) << page.front();
        const Ending full = run_wired(page, full_device);
        EXPECT_EQ(full.exit_code, 4) << page.front();
        EXPECT_THAT(full.err, HasSubstr("error[E0502]")) << page.front();
        EXPECT_EQ(run_wired(page, [] {}).exit_code, 0) << page.front();
    }
}

}  // namespace
}  // namespace mesogrid::testing
