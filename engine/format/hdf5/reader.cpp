#include "engine/format/hdf5/reader.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/format/hdf5/library.hpp"

namespace mesogrid::hdf5 {
namespace {

/// No dataset that is read as a whole is larger; fields are read by planes.
constexpr std::size_t kMostBytes = std::size_t{1} << 31U;

std::vector<std::string> split(const std::vector<char>& bytes, std::size_t width) {
    std::vector<std::string> texts;
    for (std::size_t at = 0; at + width <= bytes.size(); at += width) {
        const char* first = bytes.data() + at;
        texts.emplace_back(first, std::find(first, first + width, '\0'));
    }
    return texts;
}

}  // namespace

struct Reader::State {
    std::string shown;
    Handle file;

    [[noreturn]] void refuse(const std::string& path, const std::string& problem) const {
        throw DamagedFileError(
            Diagnostic{.code = 514, .where = {.file = shown}, .key = path, .problem = problem});
    }
    Handle dataset(const std::string& path) const {
        Handle found(H5Dopen2(file.get(), path.c_str(), H5P_DEFAULT), H5Dclose);
        if (!found.valid()) refuse(path, "is not in the file");
        return found;
    }
    Handle attribute(const std::string& path, const std::string& name) const {
        Handle found(
            H5Aopen_by_name(file.get(), path.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose);
        if (!found.valid()) refuse(path + "@" + name, "is not in the file");
        return found;
    }
    /// Number of values behind a dataspace, when they may be read as a whole.
    std::size_t count(const std::string& path, hid_t space, std::size_t width) const {
        const hssize_t points = H5Sget_simple_extent_npoints(space);
        if (points < 0) refuse(path, "has no extent");
        const auto number = static_cast<std::size_t>(points);
        if (number > kMostBytes / std::max<std::size_t>(width, 1)) {
            refuse(path, fmt::format("declares {} values, more than a result holds", number));
        }
        return number;
    }
    void require_type(const std::string& path, hid_t type, hid_t wanted, const char* name) const {
        if (H5Tequal(type, wanted) <= 0)
            refuse(path, std::string("is of another type than ") + name);
    }
    std::size_t text_width(const std::string& path, hid_t type) const {
        if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0) {
            refuse(path, "is of another type than fixed-length text");
        }
        return H5Tget_size(type);
    }
    template <class Value>
    std::vector<Value> read(const std::string& path,
                            hid_t stored,
                            hid_t given,
                            const char* name) const {
        const Handle set = dataset(path);
        const Handle type(H5Dget_type(set.get()), H5Tclose);
        const Handle space(H5Dget_space(set.get()), H5Sclose);
        require_type(path, type.get(), stored, name);
        std::vector<Value> values(count(path, space.get(), sizeof(Value)));
        if (!values.empty() &&
            H5Dread(set.get(), given, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
            refuse(path, "cannot be read: " + last_failure());
        }
        return values;
    }
    template <class Value>
    Value read_attribute(const std::string& path,
                         const std::string& name,
                         hid_t stored,
                         hid_t given,
                         const char* type_name) const {
        const Handle made = attribute(path, name);
        const Handle type(H5Aget_type(made.get()), H5Tclose);
        const Handle space(H5Aget_space(made.get()), H5Sclose);
        require_type(path + "@" + name, type.get(), stored, type_name);
        Value value{};
        if (count(path, space.get(), sizeof value) != 1 || H5Aread(made.get(), given, &value) < 0) {
            refuse(path + "@" + name, "cannot be read");
        }
        return value;
    }
};

Reader::Reader(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
    start_library();
    state_->shown = path.string();
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG);
    H5Pset_file_locking(access.get(), false, true);  // results never change under their final name
    state_->file = Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
    if (!state_->file.valid()) state_->refuse("/", "cannot be opened as HDF5: " + last_failure());
}

Reader::~Reader() = default;

bool Reader::has(const std::string& path) const {
    std::size_t end = 0;
    while (end != std::string::npos) {
        end = path.find('/', end + 1);
        H5L_info_t link{};
        const std::string part = path.substr(0, end);
        if (H5Lget_info(state_->file.get(), part.c_str(), &link, H5P_DEFAULT) < 0 ||
            link.type != H5L_TYPE_HARD) {
            return false;
        }
    }
    return true;
}

std::vector<std::string> Reader::names(const std::string& group) const {
    const Handle found(H5Gopen2(state_->file.get(), group.c_str(), H5P_DEFAULT), H5Gclose);
    if (!found.valid()) state_->refuse(group, "is not in the file");
    std::vector<std::string> names;
    const auto keep = [](hid_t, const char* name, const H5L_info_t*, void* into) -> herr_t {
        static_cast<std::vector<std::string>*>(into)->emplace_back(name);
        return 0;
    };
    H5Literate(found.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, keep, &names);
    return names;
}

bool Reader::is_group(const std::string& path) const {
    return Handle(H5Gopen2(state_->file.get(), path.c_str(), H5P_DEFAULT), H5Gclose).valid();
}

Shape Reader::shape(const std::string& path) const {
    const Handle set = state_->dataset(path);
    const Handle space(H5Dget_space(set.get()), H5Sclose);
    const int rank = H5Sget_simple_extent_ndims(space.get());
    if (rank < 0 || rank > 4) state_->refuse(path, "has more than four dimensions");
    std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
    H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr);
    return {extent.begin(), extent.end()};
}

std::size_t Reader::value_size(const std::string& path) const {
    const Handle set = state_->dataset(path);
    return H5Tget_size(Handle(H5Dget_type(set.get()), H5Tclose).get());
}

std::vector<double> Reader::numbers(const std::string& path) const {
    return state_->read<double>(path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, "f8");
}

double Reader::number(const std::string& path) const {
    const std::vector<double> values = numbers(path);
    if (values.size() != 1) state_->refuse(path, "is not one number");
    return values.front();
}

std::vector<std::int64_t> Reader::integers(const std::string& path) const {
    return state_->read<std::int64_t>(path, H5T_STD_I64LE, H5T_NATIVE_INT64, "i8");
}

std::vector<std::string> Reader::texts(const std::string& path) const {
    const Handle set = state_->dataset(path);
    const Handle type(H5Dget_type(set.get()), H5Tclose);
    const Handle space(H5Dget_space(set.get()), H5Sclose);
    const std::size_t width = state_->text_width(path, type.get());
    std::vector<char> bytes(width * state_->count(path, space.get(), width));
    const Handle given = text_type(width);
    if (!bytes.empty() &&
        H5Dread(set.get(), given.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) < 0) {
        state_->refuse(path, "cannot be read: " + last_failure());
    }
    return split(bytes, width);
}

std::string Reader::text(const std::string& path) const {
    const std::vector<std::string> values = texts(path);
    if (values.size() != 1) state_->refuse(path, "is not one text");
    return values.front();
}

std::vector<float> Reader::plane(const std::string& path,
                                 std::size_t step,
                                 std::size_t plane) const {
    const Shape extent = shape(path);
    if (extent.size() != 4 || step >= extent[0] || plane >= extent[1]) {
        state_->refuse(path, "has no such plane");
    }
    const Handle set = state_->dataset(path);
    const Handle type(H5Dget_type(set.get()), H5Tclose);
    state_->require_type(path, type.get(), H5T_IEEE_F32LE, "f4");
    const Handle from(H5Dget_space(set.get()), H5Sclose);
    const std::vector<hsize_t> start = {step, plane, 0, 0};
    const std::vector<hsize_t> size = {1, 1, extent[2], extent[3]};
    H5Sselect_hyperslab(from.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr);
    const Handle into(H5Screate_simple(4, size.data(), nullptr), H5Sclose);
    std::vector<float> values(state_->count(path, into.get(), sizeof(float)));
    if (H5Dread(set.get(), H5T_NATIVE_FLOAT, into.get(), from.get(), H5P_DEFAULT, values.data()) <
        0) {
        state_->refuse(path, "cannot be read: " + last_failure());
    }
    return values;
}

bool Reader::has_attribute(const std::string& path, const std::string& name) const {
    return H5Aexists_by_name(state_->file.get(), path.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

std::string Reader::text_attribute(const std::string& path, const std::string& name) const {
    const Handle made = state_->attribute(path, name);
    const Handle type(H5Aget_type(made.get()), H5Tclose);
    const Handle space(H5Aget_space(made.get()), H5Sclose);
    const std::size_t width = state_->text_width(path + "@" + name, type.get());
    std::vector<char> bytes(width * state_->count(path, space.get(), width));
    const Handle given = text_type(width);
    if (bytes.size() != width || H5Aread(made.get(), given.get(), bytes.data()) < 0) {
        state_->refuse(path + "@" + name, "cannot be read");
    }
    return split(bytes, width).front();
}

double Reader::number_attribute(const std::string& path, const std::string& name) const {
    return state_->read_attribute<double>(path, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, "f8");
}

std::int64_t Reader::integer_attribute(const std::string& path, const std::string& name) const {
    return state_->read_attribute<std::int64_t>(path, name, H5T_STD_I64LE, H5T_NATIVE_INT64, "i8");
}

}  // namespace mesogrid::hdf5
