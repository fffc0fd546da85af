#include "engine/format/output_file.hpp"

#include <csignal>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::Scratch;
namespace fs = std::filesystem;

std::string refusal(const fs::path& path,
                    const std::vector<fs::path>& inputs = {},
                    Overwrite overwrite = Overwrite::refuse) {
    return fault_of([&] { check_output_path(path, {".json"}, inputs, overwrite); }).code;
}

TEST(CheckOutputPath, TakesANewFileInAnExistingFolder) {
    const Scratch folder;
    EXPECT_NO_THROW(check_output_path(folder.path() / "r.json", {".json"}, {}, Overwrite::refuse));
    EXPECT_NO_THROW(check_output_path(folder.path() / "r.any", {}, {}, Overwrite::refuse));
    EXPECT_EQ(folder.count(), 0U) << "a check leaves nothing behind";
}

TEST(CheckOutputPath, RefusesBadNames) {
    const Scratch folder;
    EXPECT_EQ(refusal("-rf"), "E0503");
    EXPECT_EQ(refusal("--json"), "E0503");
    EXPECT_EQ(refusal(""), "E0503");
    EXPECT_EQ(refusal(folder.path() / "two\nlines.json"), "E0503");
    EXPECT_EQ(refusal(folder.path() / std::string("nul\0.json", 9)), "E0503");
    EXPECT_EQ(refusal(folder.path() / (std::string(295, 'n') + ".json")), "E0503");
    EXPECT_EQ(refusal(folder.path() / "result.txt"), "E0504");
    EXPECT_EQ(refusal(folder.path() / "result"), "E0504");
    const auto ending = fault_of([&] {
        check_output_path(folder.path() / "r.txt", {".json", ".h5"}, {}, Overwrite::refuse);
    });
    EXPECT_EQ(ending.allowed, ".json | .h5");
    EXPECT_EQ(fault_of([&] { check_output_path("-x.json", {}, {}, Overwrite::refuse); }).suggestion,
              "./-x.json");
}

TEST(CheckOutputPath, RefusesFoldersAndMissingFolders) {
    const Scratch folder;
    EXPECT_EQ(refusal(folder.path() / "none" / "r.json"), "E0505");
    fs::create_directory(folder.path() / "folder.json");
    EXPECT_EQ(refusal(folder.path() / "folder.json", {}, Overwrite::allow), "E0505");
}

TEST(CheckOutputPath, NeverTakesAnInputNorReplacesUnasked) {
    const Scratch folder;
    const fs::path input = folder.write("in.json", "input");
    fs::create_symlink(input, folder.path() / "link.json");
    EXPECT_EQ(refusal(input, {input}, Overwrite::allow), "E0506");
    EXPECT_EQ(refusal(folder.path() / "link.json", {input}, Overwrite::allow), "E0506");
    const auto exists =
        fault_of([&] { check_output_path(input, {".json"}, {}, Overwrite::refuse); });
    EXPECT_EQ(exists.code, "E0507");
    EXPECT_EQ(exists.suggestion, "--force");
    EXPECT_NO_THROW(check_output_path(input, {".json"}, {}, Overwrite::allow));
}

TEST(CheckOutputPath, ReportsAFullDeviceAsAnIoFailure) {
    try {
        check_output_path("/dev/full", {".json"}, {}, Overwrite::allow);
        FAIL() << "a device is no result file";
    } catch (const IoError& error) {
        EXPECT_EQ(static_cast<int>(error.exit_code()), 4);
        EXPECT_EQ(error.diagnostics()[0].code, 501);
    }
}

TEST(WriteFileAtomically, WritesAndReplacesWhole) {
    const Scratch folder;
    const fs::path path = folder.path() / "r.json";
    write_file_atomically(path, "first");
    EXPECT_EQ(Scratch::read(path), "first");
    const std::string large(3U << 20U, 'x');
    write_file_atomically(path, large);
    EXPECT_EQ(Scratch::read(path), large);
    EXPECT_EQ(folder.count(), 1U) << "no temporary file stays";
}

/// Files of this process stay below a size while this lives, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit small = before_;
        small.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST(WriteFileAtomically, LeavesTheOldFileIntactWhenTheDiskIsFull) {
    const Scratch folder;
    const fs::path path = folder.write("r.json", "old result");
    std::string code;
    {
        const FullDisk disk(10000);
        code =
            fault_of<IoError>([&] { write_file_atomically(path, std::string(50000, 'x')); }).code;
    }
    EXPECT_EQ(code, "E0501");
    EXPECT_EQ(Scratch::read(path), "old result");
    EXPECT_EQ(folder.count(), 1U) << "the temporary file is gone";
}

TEST(WriteFileAtomically, LeavesTheOldFileIntactWhenItCannotBeReplaced) {
    const Scratch folder;
    folder.write("r.json/inside", "a folder cannot be replaced by a file");
    const auto fault =
        fault_of<IoError>([&] { write_file_atomically(folder.path() / "r.json", "new"); });
    EXPECT_EQ(fault.code, "E0501");
    EXPECT_EQ(fault.file, (folder.path() / "r.json").string());
    EXPECT_EQ(folder.count(), 1U);
    EXPECT_EQ(
        fault_of<IoError>([&] { write_file_atomically(folder.path() / "no" / "r", "x"); }).code,
        "E0501");
}

}  // namespace
}  // namespace mesogrid
