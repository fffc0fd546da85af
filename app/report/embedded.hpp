#pragma once

#include <string_view>

/// The built page as text inside the program (cmake/mesogrid_embed.cmake).
namespace mesogrid::app::embedded {

std::string_view page_html();

}  // namespace mesogrid::app::embedded
