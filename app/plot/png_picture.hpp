#pragma once

#include <string>

#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// Pixels of a PNG file for each pixel of the paper, so that text is sharp in print.
inline constexpr double kPixelsPerUnit = 2.0;

/// The picture as a PNG file; the same bytes for the same picture. Throws InternalError when libpng
/// cannot pack it.
std::string to_png(const Picture& picture);

/// Cells of one pixel each as a PNG file.
std::string to_png(const Cells& cells);

}  // namespace mesogrid::plot
