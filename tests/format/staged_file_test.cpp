#include "engine/format/staged_file.hpp"

#include <csignal>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "engine/base/error.hpp"

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::Scratch;

void put(const StagedFile& file, const std::string& text) {
    ASSERT_EQ(::ftruncate(file.descriptor(), 0), 0);
    ASSERT_EQ(::pwrite(file.descriptor(), text.data(), text.size(), 0),
              static_cast<ssize_t>(text.size()));
}

TEST(StagedFile, AppearsWholeOnCommitOnly) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    {
        StagedFile file(path, Overwrite::refuse);
        put(file, "a whole result");
        EXPECT_FALSE(std::filesystem::exists(path));
        file.commit();
        EXPECT_EQ(Scratch::read(path), "a whole result");
    }
    EXPECT_EQ(folder.count(), 1U);
}

TEST(StagedFile, LeavesNothingWhenGivenUp) {
    const Scratch folder;
    folder.write("r.h5", "old");
    {
        const StagedFile file(folder.path() / "r.h5", Overwrite::allow);
        put(file, "half");
    }
    EXPECT_EQ(Scratch::read(folder.path() / "r.h5"), "old");
    EXPECT_EQ(folder.count(), 1U);
}

TEST(StagedFile, KeepsTheSecondWriterOutAndNamesTheFirst) {
    const Scratch folder;
    const StagedFile first(folder.path() / "r.h5", Overwrite::refuse);
    const auto fault = fault_of<LockedOutputError>(
        [&] { const StagedFile second(folder.path() / "r.h5", Overwrite::refuse); });
    EXPECT_EQ(fault.code, "E0515");
    EXPECT_THAT(fault.problem, HasSubstr(std::to_string(::getpid())));
    EXPECT_NO_THROW(StagedFile(folder.path() / "other.h5", Overwrite::refuse));
}

TEST(StagedFile, DoesNotReplaceUnasked) {
    const Scratch folder;
    folder.write("r.h5", "old");
    const auto fault =
        fault_of([&] { const StagedFile file(folder.path() / "r.h5", Overwrite::refuse); });
    EXPECT_EQ(fault.code, "E0507");
    EXPECT_EQ(folder.count(), 1U);
}

/// A child that stages a file and waits until it is killed.
pid_t staging_child(const std::filesystem::path& path, int ready) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    const StagedFile file(path, Overwrite::allow);
    if (::write(ready, "x", 1) != 1) ::_exit(1);
    while (true) ::pause();
}

TEST(StagedFile, TakesOverWhatAKilledWriterLeft) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = staging_child(path, ready[1]);
    ASSERT_GT(child, 0);
    char word = 0;
    ASSERT_EQ(::read(ready[0], &word, 1), 1);
    const auto fault =
        fault_of<LockedOutputError>([&] { const StagedFile file(path, Overwrite::allow); });
    EXPECT_THAT(fault.problem, HasSubstr(std::to_string(child)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_EQ(folder.count(), 1U) << "the part the killed writer left";
    {
        StagedFile file(path, Overwrite::refuse);
        put(file, "whole");
        file.commit();
    }
    EXPECT_EQ(Scratch::read(path), "whole") << "nothing of the killed writer stays";
    EXPECT_EQ(folder.count(), 1U);
    ::close(ready[0]);
    ::close(ready[1]);
}

/// Of two processes that race for one output, one wins and the other is told so, always: nobody
/// waits, nobody breaks, and the file is one of theirs.
TEST(StagedFile, LetsExactlyOneOfManyRacersWrite) {
    constexpr int kRaces = 100;
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    for (int race = 0; race < kRaces; ++race) {
        std::vector<pid_t> racers;
        for (int i = 0; i < 4; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                try {
                    StagedFile file(path, Overwrite::allow);
                    put(file, "racer");
                    file.commit();
                    ::_exit(0);
                } catch (const LockedOutputError&) {
                    ::_exit(7);
                } catch (...) {
                    ::_exit(1);
                }
            }
            racers.push_back(child);
        }
        int winners = 0;
        for (const pid_t racer : racers) {
            int status = 0;
            ::waitpid(racer, &status, 0);
            ASSERT_TRUE(WIFEXITED(status));
            ASSERT_TRUE(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 7)
                << WEXITSTATUS(status);
            winners += WEXITSTATUS(status) == 0 ? 1 : 0;
        }
        ASSERT_GE(winners, 1);
        ASSERT_EQ(Scratch::read(path).substr(0, 5), "racer");
        ASSERT_EQ(folder.count(), 1U);
    }
}

}  // namespace
}  // namespace mesogrid
