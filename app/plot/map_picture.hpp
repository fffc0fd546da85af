#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/geometry/outline.hpp"
#include "engine/geometry/raster.hpp"

#include "app/plot/axes.hpp"
#include "app/plot/colour_scale.hpp"
#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// One map with what is drawn over it, in scenario coordinates (mm).
struct MapPanel {
    std::string title;
    std::string remark;  ///< beneath the title
    Map map;             ///< in the unit of the colour bar
    Outline outline;
    std::vector<Point> punctures;
    std::optional<double> level;  ///< drawn as a line
};

/// What stands around panels.
struct Frontispiece {
    std::string title;
    std::vector<std::string> lines;
    std::string foot;
};

/// The colours all panels share, and what they mean.
struct Legend {
    ColourScale scale;
    std::string title;
    std::vector<Mark> marks;
};

/// Maps side by side, up to three in a row, all at one scale of lengths and colours.
Picture map_picture(const Frontispiece& text,
                    const std::vector<MapPanel>& panels,
                    const Legend& legend);

/// The range of all maps' values from `least` or below to the greatest.
ColourScale scale_over(const std::vector<MapPanel>& panels, double least);

}  // namespace mesogrid::plot
