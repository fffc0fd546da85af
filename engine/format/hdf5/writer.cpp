#include "engine/format/hdf5/writer.hpp"

#include <algorithm>
#include <cstring>
#include <map>

#include <hdf5_hl.h>

#include "engine/base/error.hpp"
#include "engine/format/hdf5/library.hpp"

namespace mesogrid::hdf5 {
namespace {

/// Datasets of at least this many values are stored compressed.
constexpr std::size_t kLarge = 4096;
/// Compressed blocks hold at most about this many values.
constexpr std::size_t kBlock = 1U << 17U;
constexpr unsigned kDeflate = 4;

std::vector<hsize_t> extents(const Shape& shape) {
    return {shape.begin(), shape.end()};
}

std::size_t count_of(const Shape& shape) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) count *= extent;
    return count;
}

Handle space_of(const Shape& shape) {
    if (shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
    const std::vector<hsize_t> extent = extents(shape);
    return {H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose};
}

/// No time stamps, so that equal content is equal bytes; blocks and compression where they pay.
Handle creation_of(const Shape& shape) {
    Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_obj_track_times(list.get(), false);
    if (count_of(shape) < kLarge) return list;
    std::vector<hsize_t> block = extents(shape);
    std::size_t room = kBlock;
    for (std::size_t axis = block.size(); axis-- > 0;) {
        block[axis] = std::clamp<hsize_t>(block[axis], 1, std::max<std::size_t>(room, 1));
        room /= block[axis];
    }
    H5Pset_chunk(list.get(), static_cast<int>(block.size()), block.data());
    H5Pset_shuffle(list.get());
    H5Pset_deflate(list.get(), kDeflate);
    return list;
}

}  // namespace

struct Writer::State {
    std::string shown;
    Handle file;
    Handle links;                        ///< makes the groups on the way
    std::map<std::string, Handle> open;  ///< datasets that are filled plane by plane

    void require(bool succeeded, const std::string& path) const {
        if (succeeded) return;
        throw IoError(Diagnostic{.code = 510,
                                 .where = {.file = shown},
                                 .problem = path + " cannot be written: " + last_failure()});
    }
    void require(herr_t status, const std::string& path) const { require(status >= 0, path); }

    Handle object(const std::string& path) const {
        Handle found(H5Oopen(file.get(), path.c_str(), H5P_DEFAULT), H5Oclose);
        require(found.valid(), path);
        return found;
    }
    Handle create(const std::string& path, hid_t type, const Shape& shape, Handle creation) const {
        const Handle space = space_of(shape);
        Handle dataset(H5Dcreate2(file.get(),
                                  path.c_str(),
                                  type,
                                  space.get(),
                                  links.get(),
                                  creation.get(),
                                  H5P_DEFAULT),
                       H5Dclose);
        require(dataset.valid(), path);
        return dataset;
    }
    void write(const std::string& path,
               hid_t stored,
               hid_t given,
               const Shape& shape,
               const void* values) const {
        const Handle dataset = create(path, stored, shape, creation_of(shape));
        if (count_of(shape) == 0) return;
        require(H5Dwrite(dataset.get(), given, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path);
    }
    void attribute(const std::string& path,
                   const std::string& name,
                   hid_t stored,
                   hid_t given,
                   const void* value) const {
        const Handle owner = object(path);
        const Handle space(H5Screate(H5S_SCALAR), H5Sclose);
        const Handle made(
            H5Acreate2(owner.get(), name.c_str(), stored, space.get(), H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose);
        require(made.valid() && H5Awrite(made.get(), given, value) >= 0, path + "@" + name);
    }
};

Writer::Writer(const std::filesystem::path& path, std::string shown)
    : state_(std::make_unique<State>()) {
    start_library();
    state_->shown = std::move(shown);
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    // Never the latest format: a file whose writer died could not be opened at all.
    H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
    H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG);
    H5Pset_file_locking(access.get(), false, true);  // the part is locked already
    const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    H5Pset_userblock(creation.get(), kSealSize);
    H5Pset_obj_track_times(creation.get(), false);
    state_->file =
        Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose);
    state_->require(state_->file.valid(), "/");
    state_->links = Handle(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(state_->links.get(), 1);
    H5Pset_char_encoding(state_->links.get(), H5T_CSET_UTF8);
}

Writer::~Writer() = default;

void Writer::group(const std::string& path) {
    if (H5Lexists(state_->file.get(), path.c_str(), H5P_DEFAULT) > 0) return;
    const Handle made(
        H5Gcreate2(state_->file.get(), path.c_str(), state_->links.get(), H5P_DEFAULT, H5P_DEFAULT),
        H5Gclose);
    state_->require(made.valid(), path);
}

void Writer::numbers(const std::string& path, const Shape& shape, std::span<const double> values) {
    state_->require(values.size() == count_of(shape), path);
    state_->write(path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, shape, values.data());
}

void Writer::number(const std::string& path, double value) {
    numbers(path, {}, std::span(&value, 1));
}

void Writer::integers(const std::string& path, std::span<const std::int64_t> values) {
    state_->write(path, H5T_STD_I64LE, H5T_NATIVE_INT64, {values.size()}, values.data());
}

void Writer::texts(const std::string& path, const std::vector<std::string>& values) {
    std::size_t longest = 1;
    for (const std::string& value : values) longest = std::max(longest, value.size());
    std::vector<char> bytes(longest * values.size(), '\0');
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::memcpy(bytes.data() + i * longest, values[i].data(), values[i].size());
    }
    const Handle type = text_type(longest);
    state_->write(path, type.get(), type.get(), {values.size()}, bytes.data());
}

void Writer::text(const std::string& path, std::string_view value) {
    const Handle type = text_type(value.size());
    state_->write(path, type.get(), type.get(), {}, value.empty() ? "" : value.data());
}

void Writer::attribute(const std::string& path, const std::string& name, std::string_view value) {
    const Handle type = text_type(value.size());
    state_->attribute(path, name, type.get(), type.get(), value.empty() ? "" : value.data());
}

void Writer::attribute(const std::string& path, const std::string& name, double value) {
    state_->attribute(path, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

void Writer::attribute(const std::string& path, const std::string& name, std::int64_t value) {
    state_->attribute(path, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
}

void Writer::scale(const std::string& path, const std::string& name) {
    const Handle dataset = state_->object(path);
    state_->require(H5DSset_scale(dataset.get(), name.c_str()), path);
}

void Writer::attach(const std::string& path, unsigned axis, const std::string& scale) {
    const Handle dataset = state_->object(path);
    const Handle along = state_->object(scale);
    state_->require(H5DSattach_scale(dataset.get(), along.get(), axis), path);
}

void Writer::planes(const std::string& path, const Shape& shape) {
    Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_obj_track_times(creation.get(), false);
    const std::vector<hsize_t> plane = {1, 1, shape[2], shape[3]};
    H5Pset_chunk(creation.get(), 4, plane.data());
    H5Pset_shuffle(creation.get());
    H5Pset_deflate(creation.get(), 1);
    state_->open[path] = state_->create(path, H5T_IEEE_F32LE, shape, std::move(creation));
}

void Writer::put_plane(const std::string& path,
                       std::size_t step,
                       std::size_t plane,
                       const PackedBlock& block) {
    const std::vector<hsize_t> at = {step, plane, 0, 0};
    state_->require(
        H5Dwrite_chunk(
            state_->open.at(path).get(), H5P_DEFAULT, 0, at.data(), block.size(), block.data()),
        path);
}

void Writer::step_of(const std::string& planes, std::size_t step, const std::string& path) {
    const Handle source = state_->object(planes);
    const Handle from(H5Dget_space(source.get()), H5Sclose);
    std::vector<hsize_t> extent(4);
    H5Sget_simple_extent_dims(from.get(), extent.data(), nullptr);
    const std::vector<hsize_t> start = {step, 0, 0, 0};
    const std::vector<hsize_t> count = {1, extent[1], extent[2], extent[3]};
    H5Sselect_hyperslab(from.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    const Shape shape = {extent[1], extent[2], extent[3]};
    const Handle to = space_of(shape);
    Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_obj_track_times(creation.get(), false);
    state_->require(H5Pset_virtual(creation.get(), to.get(), ".", planes.c_str(), from.get()),
                    path);
    state_->create(path, H5T_IEEE_F32LE, shape, std::move(creation));
}

void Writer::close() {
    state_->open.clear();
    state_->require(H5Fflush(state_->file.get(), H5F_SCOPE_GLOBAL), "/");
    state_->require(state_->file.reset(), "/");
}

}  // namespace mesogrid::hdf5
