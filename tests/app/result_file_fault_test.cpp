#include <csignal>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/format/seal.hpp"

#include "tests/app/child.hpp"
#include "tests/app/program.hpp"

/// What happens to a result file when its writer is killed or the disk is full.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string scenario_with_fields() {
    return with(with(small_scenario(), "[output]", "[output]\nfields = true"),
                "step = \"0.5 mm\"",
                "step = \"0.25 mm\"");
}

/// Files of that folder, hidden ones too.
std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(ResultFileFault, AKilledRunLeavesAWholeFileOrNone) {
    constexpr int kKills = 50;
    const ScratchFolder folder;
    const std::string scenario =
        folder.write("a.toml", with(small_scenario(), "[output]", "[output]\nfields = true"));
    const fs::path path = folder.path() / "r.h5";
    const std::vector<std::string> arguments = {
        "run", scenario, "-o", path.string(), "--force", "--quiet"};
    const auto start = std::chrono::steady_clock::now();
    ASSERT_EQ(run_child(arguments).exit_code, 0);
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    fs::remove(path);
    std::uint64_t state = 4711;
    int killed = 0;
    int finished = 0;
    for (int i = 0; i < kKills; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX
        const double share = static_cast<double>(state >> 40U) / static_cast<double>(1U << 24U);
        const auto after = std::chrono::microseconds(
            1 + static_cast<std::int64_t>(1.1 * share * static_cast<double>(whole.count())));
        const Ending ending = run_child(arguments, {}, after);
        (ending.signal == SIGKILL ? killed : finished) += 1;
        ASSERT_TRUE(ending.signal == SIGKILL || ending.exit_code == 0) << ending.err;
        if (!fs::exists(path)) continue;
        ASSERT_NO_THROW(verify_seal(path)) << "after " << after.count() << " us";
        if (i % 2 == 0) fs::remove(path);
    }
    RecordProperty("killed", killed);
    EXPECT_GT(killed, kKills / 4) << "of them " << finished << " were done before";
    // The next run takes over what the killed ones left.
    ASSERT_EQ(run_child(arguments).exit_code, 0);
    EXPECT_EQ(files_in(folder.path()), 3U) << "scenario, result, sidecar";
}

/// Runs onto an old result with `before` in the child, and expects an output failure that harms
/// nothing.
void expect_old_result_survives(const ScratchFolder& scenarios,
                                const fs::path& folder,
                                const std::function<void()>& before,
                                const std::string& label) {
    const std::string scenario = scenarios.write("a.toml", scenario_with_fields());
    const fs::path path = folder / "r.h5";
    std::ofstream(path) << "old result";
    const Ending ending =
        run_child({"run", scenario, "-o", path.string(), "--force", "--quiet"}, before);
    EXPECT_EQ(ending.signal, 0) << label;
    EXPECT_EQ(ending.exit_code, 4) << label << ": " << ending.err;
    EXPECT_THAT(ending.err, HasSubstr("r.h5")) << label;
    EXPECT_EQ(content_of(path), "old result") << label;
    EXPECT_EQ(files_in(folder), 1U) << label;
}

/// A file-size limit stands for the full disk where tests may not mount one.
TEST(ResultFileFault, AFileLimitLeavesTheOldResultAndExitsWithFour) {
    for (const rlim_t bytes : {0U, 100U, 1000U, 4096U, 20000U, 60000U, 120000U, 200000U}) {
        const ScratchFolder folder;
        fs::create_directory(folder.path() / "out");
        expect_old_result_survives(
            folder,
            folder.path() / "out",
            [bytes] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{bytes, bytes};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            },
            std::to_string(bytes) + " bytes");
    }
}

/// A small disk of memory, mounted while this lives.
class SmallDisk {
public:
    SmallDisk(fs::path place, const std::string& size) : place_(std::move(place)) {
        fs::create_directory(place_);
        const std::string options = "size=" + size;
        mounted_ = ::mount("tmpfs", place_.c_str(), "tmpfs", 0, options.c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_) ::umount2(place_.c_str(), MNT_DETACH);
    }
    bool mounted() const { return mounted_; }
    const fs::path& place() const { return place_; }

private:
    fs::path place_;
    bool mounted_ = false;
};

TEST(ResultFileFault, AFullDiskLeavesTheOldResultAndExitsWithFour) {
    for (const char* size : {"8k", "16k", "64k", "128k", "192k"}) {
        const ScratchFolder folder;
        const SmallDisk disk(folder.path() / "disk", size);
        if (!disk.mounted()) GTEST_SKIP() << "a full disk can only be mounted as root";
        expect_old_result_survives(folder, disk.place(), {}, size);
    }
}

}  // namespace
}  // namespace mesogrid::testing
