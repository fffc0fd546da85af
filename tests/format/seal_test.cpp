#include "engine/format/seal.hpp"

#include <fstream>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "engine/base/error.hpp"
#include "engine/format/file_descriptor.hpp"

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using ::testing::HasSubstr;
using testing::Scratch;

/// A sealed file of some content.
std::filesystem::path sealed(const Scratch& folder, const std::string& content) {
    const auto path = folder.write("r.h5", std::string(kSealSize, '\0') + content);
    const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    write_seal(file.get(), path.string());
    return path;
}

std::string content() {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += std::to_string(i * i);
    return text;
}

TEST(Seal, HoldsOnTheFileItWasMadeFor) {
    const Scratch folder;
    const auto path = sealed(folder, content());
    const Seal seal = verify_seal(path);
    EXPECT_EQ(seal.length, content().size());
    EXPECT_EQ(Scratch::read(path).substr(kSealSize), content());
}

TEST(Seal, HoldsOnNothing) {
    const Scratch folder;
    EXPECT_EQ(verify_seal(sealed(folder, "")).length, 0U);
}

TEST(Seal, BreaksAtEverySingleFlippedBit) {
    const Scratch folder;
    const auto path = sealed(folder, "short content");
    const std::string whole = Scratch::read(path);
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        folder.write("r.h5", flipped);
        EXPECT_THROW(verify_seal(path), DamagedFileError) << "bit " << bit;
    }
}

TEST(Seal, BreaksWhenBytesAreMissingOrAppended) {
    const Scratch folder;
    const auto path = sealed(folder, content());
    const std::string whole = Scratch::read(path);
    for (const std::size_t size : {whole.size() - 1, kSealSize, kSealSize - 1, std::size_t{30}}) {
        folder.write("r.h5", whole.substr(0, size));
        EXPECT_EQ(fault_of<DamagedFileError>([&] { verify_seal(path); }).code, "E0512") << size;
    }
    folder.write("r.h5", whole + "x");
    EXPECT_EQ(fault_of<DamagedFileError>([&] { verify_seal(path); }).code, "E0512");
}

TEST(Seal, KnowsWhatIsNoFileOfOurs) {
    const Scratch folder;
    for (const std::string& text : {std::string(),
                                    std::string("\x89PNG\r\n\x1a\n"),
                                    std::string("\x89HDF\r\n\x1a\n") + std::string(4000, '\0'),
                                    std::string("name = \"a scenario\"\n")}) {
        const auto path = folder.write("foreign.h5", text);
        EXPECT_EQ(fault_of<DamagedFileError>([&] { verify_seal(path); }).code, "E0511");
    }
}

TEST(Seal, NamesBothVersionsOfANewerFile) {
    const Scratch folder;
    const auto path = sealed(folder, content());
    std::string whole = Scratch::read(path);
    whole[24] = 2;
    folder.write("r.h5", whole);
    const auto fault = fault_of<DamagedFileError>([&] { verify_seal(path); });
    EXPECT_EQ(fault.code, "E0513");
    EXPECT_THAT(fault.problem, HasSubstr("version 2"));
    EXPECT_THAT(fault.problem, HasSubstr("reads version 1"));
}

TEST(Seal, DoesNotWaitForAPipeOrTakeAFolder) {
    const Scratch folder;
    const auto pipe = folder.path() / "pipe.h5";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(fault_of([&] { verify_seal(pipe); }).code, "E0102");
    EXPECT_EQ(fault_of([&] { verify_seal(folder.path()); }).code, "E0102");
    EXPECT_EQ(fault_of([&] { verify_seal(folder.path() / "none.h5"); }).code, "E0101");
}

}  // namespace
}  // namespace mesogrid
