#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/format/output_file.hpp"

namespace mesogrid::plot {

/// What `mesogrid plot` was asked, as written; "" and empty lists where nothing was.
struct PlotRequest {
    std::filesystem::path result;
    bool list = false;
    std::vector<std::string> map;         ///< a quantity
    std::vector<std::string> difference;  ///< a quantity
    std::vector<std::string> section;     ///< a field
    std::vector<std::string> curve;       ///< its full name
    std::vector<std::string> bars;        ///< full names of measures, any number
    std::vector<std::string> protocols;   ///< from 1; none: all
    std::string time;
    std::string along;
    std::string through;
    std::string output;
    Overwrite overwrite = Overwrite::refuse;
};

/// Reads the result file and writes the picture, or prints what it can be plotted as. Throws
/// InputError (E0420 to E0424) for what cannot be drawn, DamagedFileError, IoError.
void plot(const PlotRequest& request);

}  // namespace mesogrid::plot
