#pragma once

#include <cstdint>
#include <vector>

#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// Pixels that areas are painted on; every pixel takes as much of a colour as it is covered.
class RasterPaper {
public:
    /// White. Sizes in device pixels.
    RasterPaper(int width, int height);

    int width() const { return width_; }
    int height() const { return height_; }
    /// red, green, blue of every pixel, first row on top.
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }

    /// Paints the area; spots in device pixels.
    void fill(const Area& area);
    /// Paints one whole pixel, if it lies on the paper.
    void set(int x, int y, Colour colour);

private:
    void blend(int x, int y, Colour colour, double share);

    int width_;
    int height_;
    std::vector<std::uint8_t> bytes_;
};

/// The polygons of a line of that width: one for every piece and a round one at every point, all
/// winding the same way.
Area stroked(const Line& line);

}  // namespace mesogrid::plot
