#include "engine/io/result_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/format/hdf5/reader.hpp"
#include "engine/io/json_result.hpp"
#include "engine/io/result_layout.hpp"
#include "engine/io/result_reader.hpp"
#include "engine/io/stored_fields.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

#include "tests/format/faults.hpp"
#include "tests/format/scratch.hpp"
#include "tests/io/sample_results.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using testing::KeptFields;
using testing::sample_scenario;
using testing::Scratch;
using testing::write_run;

void expect_same_files(const RunResult& read, const RunResult& written) {
    ASSERT_EQ(read.files.size(), written.files.size());
    for (std::size_t i = 0; i < read.files.size(); ++i) {
        EXPECT_EQ(read.files[i].name, written.files[i].name);
        EXPECT_EQ(read.files[i].text, written.files[i].text);
    }
}

/// What JSON does not carry, compared here; the rest goes through the JSON text of both.
void expect_same(const RunResult& read, const RunResult& written) {
    EXPECT_EQ(read.dose.raster, written.dose.raster);
    EXPECT_EQ(read.dose.values, written.dose.values);
    EXPECT_EQ(read.target.band, written.target.band);
    EXPECT_EQ(read.target.outline.rings(), written.target.outline.rings());
    EXPECT_EQ(read.ledger.volume_asked, written.ledger.volume_asked);
    EXPECT_EQ(read.ledger.volume_leaked, written.ledger.volume_leaked);
    EXPECT_EQ(read.ledger.volume_delivered, written.ledger.volume_delivered);
    expect_same_files(read, written);
    EXPECT_EQ(to_json(read), to_json(written));
}

TEST(ResultFile, GivesBackEveryNumberOfARunToTheBit) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    const RunResult written = write_run(path, sample_scenario());
    const StoredResult stored = read_result(path);
    ASSERT_EQ(stored.comparison.protocols.size(), 1U);
    EXPECT_TRUE(stored.comparison.rows.empty());
    expect_same(stored.comparison.protocols[0], written);
    EXPECT_GT(written.punctures.rows.size(), 5U);
    EXPECT_GT(written.measures.size(), 20U);
    EXPECT_EQ(written.probes.size(), 2U);
    EXPECT_EQ(stored.program.threads, thread_count());
    EXPECT_FALSE(stored.program.flags.empty());
    EXPECT_EQ(folder.count(), 2U) << "the file and its sidecar, nothing else";
}

TEST(ResultFile, GivesBackAComparison) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    const Comparison written =
        testing::write_comparison_of(path, sample_scenario(), sample_scenario("4 mm"));
    const Comparison read = read_result(path).comparison;
    ASSERT_EQ(read.protocols.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) expect_same(read.protocols[i], written.protocols[i]);
    EXPECT_EQ(to_json(read), to_json(written));
    EXPECT_FALSE(read.rows.empty());
}

TEST(ResultFile, HoldsEveryPlaneOfTheFieldsToTheBit) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    const Scenario scenario = sample_scenario();
    ResultFile file(path, Overwrite::refuse);
    KeptFields kept(file.fields_of_next(scenario.prescription));
    const RunResult result = simulate(scenario, &kept);
    file.commit(result);
    const hdf5::Reader reader(path);
    const StoredFields fields(path);
    const std::optional<FieldGrid> grid = fields.grid(0, result);
    ASSERT_TRUE(grid.has_value());
    const std::string group = layout::fields(0, scenario.prescription);
    const hdf5::Shape shape = reader.shape(group + "/concentration");
    ASSERT_EQ(kept.planes().size(), shape[0] * shape[1]);
    for (const auto& [place, values] : kept.planes()) {
        EXPECT_EQ(reader.plane(group + "/concentration", place.first, place.second), values);
        const Map plane = fields.plane(0, result, *grid, place.first, place.second);
        EXPECT_EQ(std::vector<float>(plane.values.begin(), plane.values.end()), values);
    }
    // Layers keep their own planes: their borders are among the faces.
    const std::vector<double> faces = reader.numbers(group + "/z_faces");
    for (const double border : {0.0, 0.1, 1.4, 4.4}) {
        EXPECT_THAT(faces, ::testing::Contains(::testing::DoubleNear(border, 1e-12)));
    }
    EXPECT_EQ(shape[1] + 1, faces.size());
    EXPECT_EQ(grid->times, scenario.times);
    EXPECT_EQ(grid->raster, result.dose.raster);
}

/// The centre of a voxel agrees with the probe there: the voxel's mean differs by the second
/// derivative, h^2/24 c'' / c < 0.5^2/24 * (1/0.8^2 * 3) = 5 % for a field no sharper than the
/// depots.
TEST(ResultFile, FieldsAgreeWithProbes) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    const Scenario scenario = sample_scenario();
    const RunResult run = write_run(path, scenario);
    const hdf5::Reader reader(path);
    const std::string group = layout::fields(0, scenario.prescription);
    const auto index = [&](const char* faces, double place) {
        const std::vector<double> borders = reader.numbers(group + faces);
        std::size_t i = 0;
        while (borders[i + 1] <= place) ++i;
        return i;
    };
    const ProbeSeries& probe = run.probes[1];
    const std::size_t nx = reader.shape(group + "/x")[0];
    const std::size_t at =
        index("/y_faces", probe.position.y) * nx + index("/x_faces", probe.position.x);
    const auto late =
        reader.plane(group + "/concentration", 1, index("/z_faces", probe.depth.base()));
    EXPECT_NEAR(late[at], probe.values[1].value.base(), 0.1 * probe.values[1].value.base());
}

TEST(ResultFile, ContentIsTheSameForAnyNumberOfThreads) {
    const Scratch folder;
    const int threads = thread_count();
    const Scenario scenario = sample_scenario();
    set_thread_count(1);
    write_run(folder.path() / "one.h5", scenario);
    set_thread_count(4);
    write_run(folder.path() / "four.h5", scenario);
    set_thread_count(threads);
    const hdf5::Reader one(folder.path() / "one.h5");
    const hdf5::Reader four(folder.path() / "four.h5");
    expect_same(read_result(folder.path() / "one.h5").comparison.protocols[0],
                read_result(folder.path() / "four.h5").comparison.protocols[0]);
    const std::string path = layout::fields(0, scenario.prescription) + "/concentration";
    const hdf5::Shape shape = one.shape(path);
    for (std::size_t t = 0; t < shape[0]; ++t) {
        for (std::size_t p = 0; p < shape[1]; ++p) {
            EXPECT_EQ(one.plane(path, t, p), four.plane(path, t, p));
        }
    }
}

TEST(ResultFile, ShowsEachOfAThousandFlippedBits) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    write_run(path, sample_scenario());
    const std::uintmax_t bits = 8 * std::filesystem::file_size(path);
    const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    std::uint64_t state = 20260101;
    int found = 0;
    for (int i = 0; i < 1000; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX
        const std::uint64_t bit = (state >> 16U) % bits;
        const auto at = static_cast<off_t>(bit / 8);
        unsigned char byte = 0;
        ASSERT_EQ(::pread(file.get(), &byte, 1, at), 1);
        const auto flipped = static_cast<unsigned char>(byte ^ (1U << (bit % 8)));
        ASSERT_EQ(::pwrite(file.get(), &flipped, 1, at), 1);
        try {
            verify_seal(path);
        } catch (const DamagedFileError&) {
            ++found;
        }
        ASSERT_EQ(::pwrite(file.get(), &byte, 1, at), 1);
    }
    EXPECT_EQ(found, 1000);
    EXPECT_NO_THROW(read_result(path)) << "and the mended file is whole again";
}

TEST(ResultFile, LeavesTheOldOneWhenTheRunFails) {
    const Scratch folder;
    const auto path = folder.write("r.h5", "old");
    const Scenario scenario = sample_scenario();
    {
        ResultFile file(path, Overwrite::allow);
        simulate(scenario, &file.fields_of_next(scenario.prescription));
    }
    EXPECT_EQ(Scratch::read(path), "old");
    EXPECT_EQ(folder.count(), 1U);
}

TEST(ResultFile, RefusesFieldsBeyondTheLimitNamingAStepThatFits) {
    Scenario scenario = sample_scenario();
    scenario.times.assign(100, 1.0 * units::h);
    const Raster fine{{0.0, 0.0}, 0.02, 1600, 1450};
    const auto fault = fault_of<RefusedError>([&] { field_grid(scenario, fine); });
    EXPECT_EQ(fault.code, "E0516");
    EXPECT_EQ(fault.key, "output.fields");
    EXPECT_THAT(fault.suggestion, ::testing::HasSubstr("numerics.step"));
    EXPECT_TRUE(field_grid(scenario, {{0.0, 0.0}, 0.5, 24, 18}).has_value());
}

}  // namespace
}  // namespace mesogrid
