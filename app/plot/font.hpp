#pragma once

#include <string_view>
#include <vector>

#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// One line of text as closed polygons in the label's place, size and direction, for fillings that
/// wind nonzero. Each character begins at a multiple of `snap`, so that alike ones look alike on
/// pixels. Characters that the font has not are drawn as a box.
std::vector<std::vector<Spot>> outlines_of(const Label& label, double snap);

/// Width of one line of text at that size, in pixels of the paper.
double text_width(std::string_view text, double size);

}  // namespace mesogrid::plot
