#include "engine/transport/spectral/window.hpp"

#include <algorithm>
#include <cmath>

namespace mesogrid::spectral {
namespace {

void include(Box& box, Point point) {
    box.low = {std::min(box.low.x, point.x), std::min(box.low.y, point.y)};
    box.high = {std::max(box.high.x, point.x), std::max(box.high.y, point.y)};
}

}  // namespace

double image_padding(double initial_scale, double diffusivity, double time, double tolerance) {
    const double variance = initial_scale * initial_scale + 2.0 * diffusivity * time;
    return 0.5 * std::sqrt(2.0 * variance * std::log(1.0 / tolerance));
}

Box choose_window(const TransportProblem& problem, double padding) {
    const Box raster = problem.raster.box();
    if (problem.walls == Walls::mirrored) return raster;
    Box wanted = raster;
    for (const Depot& depot : problem.depots) include(wanted, depot.axis);
    for (const auto& probe : problem.probes) include(wanted, probe.position);
    wanted = wanted.enlarged(padding);
    const double h = problem.raster.spacing;
    const auto whole = [h](double length) { return h * std::ceil(length / h); };
    return {{raster.low.x - whole(raster.low.x - wanted.low.x),
             raster.low.y - whole(raster.low.y - wanted.low.y)},
            {raster.high.x + whole(wanted.high.x - raster.high.x),
             raster.high.y + whole(wanted.high.y - raster.high.y)}};
}

}  // namespace mesogrid::spectral
