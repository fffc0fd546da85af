#pragma once

#include <string>
#include <vector>

#include "app/plot/colour_scale.hpp"
#include "app/plot/picture.hpp"

namespace mesogrid::plot {

inline constexpr double kTickSize = 11.0;
inline constexpr double kLabelSize = 12.0;

/// Where the numbers low to high lie along one side of a frame; low may be the greater.
struct Axis {
    double low = 0.0;
    double high = 1.0;
    std::string title;  ///< with its unit
};

/// A frame in which numbers have places: x rightward, y upward from low to high.
struct Panel {
    Frame frame;
    Axis x;
    Axis y;

    Spot at(double x_value, double y_value) const;
};

/// Round numbers (1, 2 or 5 times a power of ten apart) within the range, about `count` of them.
std::vector<double> ticks(double low, double high, int count);

/// The numbers as text, all with as many decimals as their step needs.
std::vector<std::string> tick_texts(const std::vector<double>& values);

enum class Grid { none, drawn };
/// Frame, ticks, numbers and titles of both axes; grid lines lie under what is drawn later.
void draw_axes(Picture& picture, const Panel& panel, Grid grid);
/// The x axis alone.
void draw_x_axis(Picture& picture, const Panel& panel, Grid grid);

/// A number that stands out on a colour bar.
struct Mark {
    double value;
    std::string text;
};

/// A vertical bar of the scale's colours with ticks and a title along it.
void draw_colour_bar(Picture& picture,
                     const Frame& frame,
                     const ColourScale& scale,
                     const std::string& title,
                     const std::vector<Mark>& marks);

/// The text cut to a width at a size, with "…" when something is missing.
std::string fitted(const std::string& text, double width, double size);

/// The text broken at spaces into lines of at most that width at a size.
std::vector<std::string> broken(const std::string& text, double width, double size);

}  // namespace mesogrid::plot
