#pragma once

#include <string_view>

/// The files of this folder as text inside the program (cmake/mesogrid_embed.cmake).
namespace mesogrid::models::embedded {

std::string_view devices_csv();
std::string_view operators_csv();
std::string_view parameters_csv();
std::string_view products_toml();
std::string_view sites_csv();
std::string_view techniques_csv();

}  // namespace mesogrid::models::embedded
