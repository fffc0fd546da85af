#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "engine/format/toml.hpp"

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::Scratch;

TEST(ReadTextFile, ReadsEveryByte) {
    const Scratch folder;
    const std::string content("a\0b\r\n\xFF", 6);
    EXPECT_EQ(read_text_file(folder.write("f", content), 6), content);
    EXPECT_EQ(read_text_file(folder.write("empty", ""), 0), "");
}

TEST(ReadTextFile, RefusesWhatIsNoRegularFileWithoutBlocking) {
    const Scratch folder;
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (const std::filesystem::path& path :
         {pipe, folder.path(), std::filesystem::path("/dev/zero")}) {
        const auto fault = fault_of([&] { read_text_file(path, 100); });
        EXPECT_EQ(fault.code, "E0102");
        EXPECT_EQ(fault.file, path.string());
        EXPECT_EQ(fault.problem, "not a regular file");
    }
}

TEST(ReadTextFile, NamesAMissingFile) {
    const Scratch folder;
    const auto fault = fault_of([&] { read_text_file(folder.path() / "none.toml", 100); });
    EXPECT_EQ(fault.code, "E0101");
    EXPECT_EQ(fault.file, (folder.path() / "none.toml").string());
    EXPECT_THAT(fault.problem, HasSubstr("No such file"));
}

TEST(ReadTextFile, RefusesALargeFileBeforeReadingIt) {
    const Scratch folder;
    const auto path = folder.write("large.toml", "");
    std::filesystem::resize_file(path, 5000000000);  // sparse: takes no room
    const auto fault = fault_of([&] { read_text_file(path, 16U << 20U); });
    EXPECT_EQ(fault.code, "E0103");
    EXPECT_THAT(fault.problem, HasSubstr("5000000000"));
    EXPECT_THAT(fault.problem, HasSubstr("16777216"));
}

}  // namespace
}  // namespace mesogrid
