#pragma once

#include <string_view>

namespace mesogrid::plot {

/// The embedded font.txt: outlines of characters of DejaVu Sans (font-licence.txt), written by
/// make_font.py, which describes the form.
std::string_view font_txt();

}  // namespace mesogrid::plot
