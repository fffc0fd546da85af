#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <hdf5.h>

/// What the reader and the writer share of the C interface. Private to this folder.
namespace mesogrid::hdf5 {

/// Prepares the library once: its version is the one compiled against (else InternalError), it
/// prints nothing, loads no plugins and leaves no exit handler (which can crash after a failed
/// write).
void start_library();

/// The innermost reason HDF5 gives for its last failure.
std::string last_failure();

/// An HDF5 identifier that closes itself.
class Handle {
public:
    using Close = herr_t (*)(hid_t);
    Handle() = default;
    Handle(hid_t id, Close close) : id_(id), close_(close) {}
    Handle(Handle&& other) noexcept
        : id_(std::exchange(other.id_, -1)), close_(std::exchange(other.close_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (id_ >= 0 && close_) close_(id_);
    }
    bool valid() const { return id_ >= 0; }
    hid_t get() const { return id_; }
    /// Closes now; negative when that failed.
    herr_t reset() { return close_ ? std::exchange(close_, nullptr)(std::exchange(id_, -1)) : 0; }

private:
    hid_t id_ = -1;
    Close close_ = nullptr;
};

/// Fixed-length UTF-8 text of that many bytes, zero padded.
Handle text_type(std::size_t bytes);

}  // namespace mesogrid::hdf5
