#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/plot/map_picture.hpp"
#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// Concentrations in an upright plane: columns along the skin, rows downward from its surface.
struct Section {
    double start = 0.0;          ///< of the first column along the skin, mm
    double spacing = 1.0;        ///< of columns, mm
    std::vector<double> faces;   ///< depths between rows, mm, ascending
    std::vector<double> values;  ///< [row][column], in the unit of the colour bar

    std::size_t rows() const { return faces.size() - 1; }
    std::size_t columns() const { return values.size() / rows(); }
};

/// A layer's name and the depth of its top, mm.
struct LayerTop {
    std::string name;
    double depth = 0.0;
};

struct SectionPanel {
    std::string title;
    Section section;
    std::vector<LayerTop> layers;
    /// Needle outlets in this plane: place along the skin and depth, mm.
    std::vector<Spot> outlets;
};

/// Sections one above the other at one scale of lengths and colours; `along` is the axis they run
/// along ("x [mm]"). Depth is stretched, and a line of the picture says how much.
Picture section_picture(Frontispiece text,
                        const std::string& along,
                        const std::vector<SectionPanel>& panels,
                        const Legend& legend);

}  // namespace mesogrid::plot
