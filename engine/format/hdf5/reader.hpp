#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/format/hdf5/writer.hpp"

namespace mesogrid::hdf5 {

/// Reads what Writer writes, by paths within the file. Takes no other types than f8, i8 and
/// fixed-length text and no links out of the file, and asks for the extent before it allocates.
/// What is missing or otherwise throws DamagedFileError (E0514) naming file and path. Verify the
/// seal first: HDF5 itself is not safe on files made to harm.
class Reader {
public:
    explicit Reader(const std::filesystem::path& path);
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader();

    bool has(const std::string& path) const;
    /// Names in a group, in alphabetical order.
    std::vector<std::string> names(const std::string& group) const;
    bool is_group(const std::string& path) const;
    Shape shape(const std::string& path) const;
    /// Bytes of one value.
    std::size_t value_size(const std::string& path) const;
    std::vector<double> numbers(const std::string& path) const;
    double number(const std::string& path) const;
    std::vector<std::int64_t> integers(const std::string& path) const;
    std::vector<std::string> texts(const std::string& path) const;
    std::string text(const std::string& path) const;
    /// One plane of an f4 dataset [step, plane, y, x].
    std::vector<float> plane(const std::string& path, std::size_t step, std::size_t plane) const;

    bool has_attribute(const std::string& path, const std::string& name) const;
    std::string text_attribute(const std::string& path, const std::string& name) const;
    double number_attribute(const std::string& path, const std::string& name) const;
    std::int64_t integer_attribute(const std::string& path, const std::string& name) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mesogrid::hdf5
