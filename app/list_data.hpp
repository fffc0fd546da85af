#pragma once

#include <string>
#include <vector>

#include "engine/interfaces/library.hpp"

namespace mesogrid::app {

/// Lists of what is known as numbers: every row with value, range, unit, grade and source.
std::string tissues_text(const Library& library);
std::string products_text(const Library& library);
std::string techniques_text(const Library& library);
std::string devices_text(const Library& library);
std::string operators_text(const Library& library);
std::string parameters_text(const Library& library);

/// All parameters as docs/parameters.md.
std::string parameters_markdown(const Library& library);

/// '|' ends a cell in Markdown.
std::string markdown_cell(std::string text);

}  // namespace mesogrid::app
