#pragma once

#include <string>

#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// The picture as an SVG file that refers to nothing outside itself; the same bytes for the same
/// picture. Text stays text; cells are an embedded PNG of one pixel each.
std::string to_svg(const Picture& picture);

}  // namespace mesogrid::plot
