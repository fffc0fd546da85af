#pragma once

#include <CLI/App.hpp>

#include "app/plot/plot_request.hpp"

namespace mesogrid::plot {

/// Adds the command `plot` to the program; parsing fills the request, which must live as long.
void add_plot_command(CLI::App& program, PlotRequest& request);

}  // namespace mesogrid::plot
