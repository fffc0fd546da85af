#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/plot/axes.hpp"
#include "app/plot/map_picture.hpp"
#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// One line of a diagram.
struct Series {
    std::string name;
    std::vector<double> x;
    std::vector<double> y;
};

/// Lines over common axes, told apart by colour and dashes, named in a legend; `mark` is a dashed
/// upright line.
Picture curve_picture(const Frontispiece& text,
                      const std::string& x_title,
                      const std::string& y_title,
                      const std::vector<Series>& series,
                      const std::optional<Mark>& mark);

/// One group of bars: a measure with a value per protocol, none where it has none.
struct BarGroup {
    std::string name;
    std::vector<std::optional<double>> values;
};

/// Lying bars in groups, one bar per name in each, all from zero on one axis; each says its value.
Picture bar_picture(const Frontispiece& text,
                    const std::string& axis_title,
                    const std::vector<std::string>& names,
                    const std::vector<BarGroup>& groups);

}  // namespace mesogrid::plot
