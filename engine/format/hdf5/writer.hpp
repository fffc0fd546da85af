#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/format/seal.hpp"

/// HDF5 through its C interface. Only this folder knows that library; everything else writes and
/// reads by paths within a file ("/protocols/0/measures/V80"). The library has one global lock, so
/// one thread uses it at a time.
namespace mesogrid::hdf5 {

using Shape = std::vector<std::size_t>;

/// A compressed block of a large dataset, ready for the file.
using PackedBlock = std::vector<std::byte>;

/// Shuffles and deflates single-precision values as HDF5's own filters would; any thread may.
PackedBlock pack(std::span<const float> values);

/// Writes one HDF5 file that keeps the first kSealSize bytes free. Groups on the way to a dataset
/// are made as needed. Everything is fixed-size and without time stamps, so the same calls give the
/// same bytes. Any failure throws IoError (E0510) naming the file and what could not be written;
/// the file is then of no use.
class Writer {
public:
    /// Writes into the file `path`, which exists; messages call it `shown`.
    Writer(const std::filesystem::path& path, std::string shown);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    /// Makes the group unless it is there.
    void group(const std::string& path);
    /// An f8 dataset; an empty shape makes a scalar. Large ones are compressed.
    void numbers(const std::string& path, const Shape& shape, std::span<const double> values);
    void number(const std::string& path, double value);
    void integers(const std::string& path, std::span<const std::int64_t> values);
    /// A 1-D dataset of UTF-8 text, each entry as long as the longest.
    void texts(const std::string& path, const std::vector<std::string>& values);
    void text(const std::string& path, std::string_view value);

    /// Attributes of a group or dataset ("/" for the file); text is UTF-8.
    void attribute(const std::string& path, const std::string& name, std::string_view value);
    void attribute(const std::string& path, const std::string& name, double value);
    void attribute(const std::string& path, const std::string& name, std::int64_t value);

    /// Makes a 1-D dataset the coordinate `name` (an HDF5 dimension scale).
    void scale(const std::string& path, const std::string& name);
    /// Axis `axis` of a dataset runs along that coordinate.
    void attach(const std::string& path, unsigned axis, const std::string& scale);

    /// An f4 dataset [step, plane, y, x], stored plane by plane, that put_plane fills.
    void planes(const std::string& path, const Shape& shape);
    void put_plane(const std::string& path,
                   std::size_t step,
                   std::size_t plane,
                   const PackedBlock& block);
    /// A virtual dataset [plane, y, x] at `path` that shows one step of `planes`.
    void step_of(const std::string& planes, std::size_t step, const std::string& path);

    /// Flushes and closes. Nothing may be written afterwards.
    void close();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mesogrid::hdf5
