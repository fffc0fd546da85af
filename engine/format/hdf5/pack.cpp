#include <zlib.h>

#include "engine/base/error.hpp"
#include "engine/format/hdf5/writer.hpp"

namespace mesogrid::hdf5 {

PackedBlock pack(std::span<const float> values) {
    // HDF5's shuffle: the first bytes of all values, then the second bytes …
    const std::span<const std::byte> bytes = std::as_bytes(values);
    PackedBlock shuffled(bytes.size());
    for (std::size_t b = 0; b < sizeof(float); ++b) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            shuffled[b * values.size() + i] = bytes[i * sizeof(float) + b];
        }
    }
    uLongf size = compressBound(static_cast<uLong>(shuffled.size()));
    PackedBlock packed(size);
    const int status = compress2(reinterpret_cast<Bytef*>(packed.data()),
                                 &size,
                                 reinterpret_cast<const Bytef*>(shuffled.data()),
                                 static_cast<uLong>(shuffled.size()),
                                 1);
    if (status != Z_OK) throw InternalError("zlib could not pack a plane");
    packed.resize(size);
    return packed;
}

}  // namespace mesogrid::hdf5
