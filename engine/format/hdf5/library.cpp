#include "engine/format/hdf5/library.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace mesogrid::hdf5 {
namespace {

bool start_once() {
    unsigned major = 0;
    unsigned minor = 0;
    unsigned release = 0;
    H5dont_atexit();
    H5get_libversion(&major, &minor, &release);
    // The library itself would abort.
    if (major != H5_VERS_MAJOR || minor != H5_VERS_MINOR) {
        throw InternalError(fmt::format("compiled against HDF5 {}, but the system's is {}.{}.{}",
                                        H5_VERS_INFO,
                                        major,
                                        minor,
                                        release));
    }
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
    return true;
}

}  // namespace

void start_library() {
    static const bool started = start_once();
    static_cast<void>(started);
}

std::string last_failure() {
    std::string reason;
    const auto keep = [](unsigned depth, const H5E_error2_t* error, void* into) -> herr_t {
        if (depth == 0 && error->desc) *static_cast<std::string*>(into) = error->desc;
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep, &reason);
    return reason.empty() ? "HDF5 gives no reason" : reason;
}

Handle text_type(std::size_t bytes) {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), std::max<std::size_t>(bytes, 1));
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    H5Tset_strpad(type.get(), H5T_STR_NULLPAD);
    return type;
}

}  // namespace mesogrid::hdf5
