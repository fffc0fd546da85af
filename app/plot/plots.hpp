#pragma once

#include "engine/io/result_reader.hpp"

#include "app/plot/picture.hpp"
#include "app/plot/plot_request.hpp"

namespace mesogrid::plot {

/// Pictures of a result, as a request asks for them. Throw InputError (E0421 to E0424).
Picture plot_map(const PlotRequest& request, const StoredResult& stored);
Picture plot_difference(const PlotRequest& request, const StoredResult& stored);
Picture plot_section(const PlotRequest& request, const StoredResult& stored);
Picture plot_curve(const PlotRequest& request, const StoredResult& stored);
Picture plot_bars(const PlotRequest& request, const StoredResult& stored);

}  // namespace mesogrid::plot
