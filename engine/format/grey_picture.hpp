#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mesogrid {

/// A grey picture: values from 0 (black) to 1 (white), row by row from the top.
struct GreyPicture {
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<double> values;
};

/// Largest picture that is read, bytes and pixels.
inline constexpr std::size_t kMostPictureBytes = 8U << 20U;
inline constexpr std::size_t kMostPixels = 2U << 20U;

/// Reads a portable graymap in its plain form ("P2", Netpbm), comments included. `file` is what
/// messages call it. Throws InputError (E0114) naming the line of the first fault.
GreyPicture read_grey_picture(std::string_view text, const std::string& file);

}  // namespace mesogrid
