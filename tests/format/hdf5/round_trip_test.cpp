#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/hdf5/reader.hpp"
#include "engine/format/hdf5/writer.hpp"

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"

namespace mesogrid::hdf5 {
namespace {

using mesogrid::testing::fault_of;
using mesogrid::testing::Scratch;
using ::testing::ElementsAre;

std::vector<double> ramp(std::size_t count) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = std::sin(static_cast<double>(i)) * 1e-7;
    return values;
}

/// Writes with `body` and gives the file.
template <class Body>
std::filesystem::path written(const Scratch& folder, Body body, const char* name = "r.h5") {
    const auto path = folder.write(name, "");
    Writer writer(path, path.string());
    body(writer);
    writer.close();
    return path;
}

TEST(Hdf5, NumbersComeBackToTheBit) {
    const Scratch folder;
    std::vector<double> odd = {0.0,
                               -0.0,
                               std::numeric_limits<double>::denorm_min(),
                               std::numeric_limits<double>::max(),
                               -1.0 / 3.0,
                               std::numeric_limits<double>::infinity()};
    const std::vector<double> large = ramp(300 * 257);
    const auto path = written(folder, [&](Writer& writer) {
        writer.numbers("/a/b/odd", {odd.size()}, odd);
        writer.numbers("/a/large", {1, 300, 257}, large);
        writer.number("/pi", 3.141592653589793);
        writer.numbers("/none", {0}, {});
        writer.integers("/counts", std::vector<std::int64_t>{-1, 1LL << 62U});
    });
    const Reader reader(path);
    const std::vector<double> back = reader.numbers("/a/b/odd");
    ASSERT_EQ(back.size(), odd.size());
    for (std::size_t i = 0; i < odd.size(); ++i) {
        EXPECT_EQ(back[i], odd[i]);
        EXPECT_EQ(std::signbit(back[i]), std::signbit(odd[i]));
    }
    EXPECT_EQ(reader.numbers("/a/large"), large);
    EXPECT_THAT(reader.shape("/a/large"), ElementsAre(1U, 300U, 257U));
    EXPECT_EQ(reader.number("/pi"), 3.141592653589793);
    EXPECT_TRUE(reader.numbers("/none").empty());
    EXPECT_THAT(reader.integers("/counts"), ElementsAre(-1, 1LL << 62U));
    EXPECT_THAT(reader.names("/"), ElementsAre("a", "counts", "none", "pi"));
    EXPECT_TRUE(reader.has("/a/b/odd"));
    EXPECT_FALSE(reader.has("/a/c/odd"));
    EXPECT_TRUE(reader.is_group("/a/b"));
    EXPECT_FALSE(reader.is_group("/pi"));
}

TEST(Hdf5, TextComesBackByteForByte) {
    const Scratch folder;
    const std::string scenario = "# µg\r\nname = \"quotes ' and \\\"\"\n\n";
    const auto path = written(folder, [&](Writer& writer) {
        writer.texts("/list", {"", "longest entry", "µ"});
        writer.texts("/empty", {});
        writer.text("/scenario", scenario);
        writer.text("/nothing", "");
        writer.attribute("/", "name", "ascorbate µ");
        writer.attribute("/list", "count", std::int64_t{3});
        writer.attribute("/list", "half", 0.5);
    });
    const Reader reader(path);
    EXPECT_THAT(reader.texts("/list"), ElementsAre("", "longest entry", "µ"));
    EXPECT_TRUE(reader.texts("/empty").empty());
    EXPECT_EQ(reader.text("/scenario"), scenario);
    EXPECT_EQ(reader.text("/nothing"), "");
    EXPECT_EQ(reader.text_attribute("/", "name"), "ascorbate µ");
    EXPECT_EQ(reader.integer_attribute("/list", "count"), 3);
    EXPECT_EQ(reader.number_attribute("/list", "half"), 0.5);
    EXPECT_FALSE(reader.has_attribute("/list", "name"));
}

/// A packed plane is what HDF5's own filters undo, in any order of writing.
TEST(Hdf5, PlanesWrittenInAnyOrderComeBackToTheBit) {
    const Scratch folder;
    const std::size_t nx = 37;
    const std::size_t ny = 23;
    const auto value = [](std::size_t step, std::size_t plane, std::size_t i) {
        return static_cast<float>(std::cos(static_cast<double>(1000 * step + 100 * plane + i)));
    };
    const auto path = written(folder, [&](Writer& writer) {
        writer.planes("/f", {2, 3, ny, nx});
        for (const std::size_t p : {5U, 0U, 3U, 1U, 4U, 2U}) {
            std::vector<float> values(nx * ny);
            for (std::size_t i = 0; i < values.size(); ++i) values[i] = value(p / 3, p % 3, i);
            writer.put_plane("/f", p / 3, p % 3, pack(values));
        }
        writer.step_of("/f", 1, "/steps/1");
    });
    const Reader reader(path);
    EXPECT_THAT(reader.shape("/steps/1"), ElementsAre(3U, ny, nx));
    for (std::size_t p = 0; p < 6; ++p) {
        const std::vector<float> values = reader.plane("/f", p / 3, p % 3);
        for (std::size_t i = 0; i < values.size(); ++i) {
            ASSERT_EQ(values[i], value(p / 3, p % 3, i));
        }
    }
}

TEST(Hdf5, EqualContentIsEqualBytesAndLeavesRoomForTheSeal) {
    const Scratch folder;
    const auto body = [](Writer& writer) {
        writer.numbers("/x", {5000}, ramp(5000));
        writer.numbers("/v", {5000}, ramp(5000));
        writer.scale("/x", "x");
        writer.attach("/v", 0, "/x");
        writer.attribute("/v", "units", "mm");
    };
    const std::string first = Scratch::read(written(folder, body));
    EXPECT_EQ(first, Scratch::read(written(folder, body, "again.h5")));
    EXPECT_EQ(first.substr(0, kSealSize), std::string(kSealSize, '\0'));
    EXPECT_EQ(first.substr(kSealSize, 4), "\x89HDF");
}

TEST(Hdf5, WhatIsMissingOrOfAnotherTypeIsDamage) {
    const Scratch folder;
    const auto path = written(folder, [&](Writer& writer) {
        writer.number("/number", 1.0);
        writer.text("/text", "word");
        writer.attribute("/", "name", "n");
    });
    const Reader reader(path);
    const auto code = [&](auto read) { return fault_of<DamagedFileError>(read).code; };
    EXPECT_EQ(code([&] { reader.numbers("/none"); }), "E0514");
    EXPECT_EQ(code([&] { reader.numbers("/text"); }), "E0514");
    EXPECT_EQ(code([&] { reader.texts("/number"); }), "E0514");
    EXPECT_EQ(code([&] { reader.integers("/number"); }), "E0514");
    EXPECT_EQ(code([&] { reader.number_attribute("/", "name"); }), "E0514");
    EXPECT_EQ(code([&] { reader.text_attribute("/", "none"); }), "E0514");
    EXPECT_EQ(code([&] { reader.plane("/number", 0, 0); }), "E0514");
    EXPECT_EQ(code([&] { Reader(folder.write("no.h5", "no HDF5 at all")); }), "E0514");
}

TEST(Hdf5, AFailedWriteNamesFileAndPath) {
    const Scratch folder;
    const auto path = folder.write("r.h5", "");
    Writer writer(path, "shown.h5");
    writer.number("/a", 1.0);
    const auto fault = fault_of<IoError>([&] { writer.number("/a", 2.0); });
    EXPECT_EQ(fault.code, "E0510");
    EXPECT_EQ(fault.file, "shown.h5");
    EXPECT_THAT(fault.problem, ::testing::HasSubstr("/a"));
    EXPECT_EQ(fault_of<IoError>([&] { Writer("/no/such/folder/r.h5", "r.h5"); }).code, "E0510");
}

}  // namespace
}  // namespace mesogrid::hdf5
