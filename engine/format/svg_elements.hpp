#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <pugixml.hpp>

/// Single elements of an SVG drawing; private to this floor.
namespace mesogrid::svg {

/// The name of an element without the prefix "svg:".
std::string_view local_name(const pugi::xml_node& node);

/// What messages call an element: path "cheek".
std::string describe(const pugi::xml_node& node);

/// A length with an optional unit in mm; nothing for what has no size of its own (percentages).
std::optional<double> physical_length(std::string_view text);

/// A path, polygon, rect, ellipse or circle as path data. Throws Fault.
std::string path_data(const pugi::xml_node& node);

}  // namespace mesogrid::svg
