#include "engine/format/gzip.hpp"

#include <zlib.h>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

constexpr int kLevel = 6;
constexpr int kWindowBits = 15;
constexpr int kGzip = 16;  ///< added to the window bits: gzip instead of zlib
constexpr int kMemoryLevel = 8;

}  // namespace

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    const int begun = deflateInit2(
        &stream, kLevel, Z_DEFLATED, kWindowBits + kGzip, kMemoryLevel, Z_DEFAULT_STRATEGY);
    MESOGRID_EXPECTS(begun == Z_OK);
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    // zlib takes what it only reads as something it might change
    std::string input(bytes);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    MESOGRID_ENSURES(ended == Z_STREAM_END);
    return packed;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t b = 0; b < 3; ++b) {
            group <<= 8U;
            if (i + b < bytes.size()) group |= static_cast<unsigned char>(bytes[i + b]);
        }
        text += letters[group >> 18U & 63U];
        text += letters[group >> 12U & 63U];
        text += i + 1 < bytes.size() ? letters[group >> 6U & 63U] : '=';
        text += i + 2 < bytes.size() ? letters[group & 63U] : '=';
    }
    return text;
}

}  // namespace mesogrid
