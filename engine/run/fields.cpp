#include "engine/run/fields.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

constexpr double kMostBytes = 16.0 * 1024 * 1024 * 1024;
constexpr double kGibibyte = 1024.0 * 1024 * 1024;

std::vector<Length> faces_of(const Tissue& tissue, double spacing) {
    std::vector<Length> faces = {Length{}};
    for (std::size_t layer = 0; layer < tissue.layers.size(); ++layer) {
        const Length thickness = tissue.layers[layer].thickness;
        const double planes = std::max(1.0, std::round(thickness.base() / spacing));
        for (double p = 1.0; p < planes; p += 1.0) {
            faces.push_back(tissue.top(layer) + (p / planes) * thickness);
        }
        faces.push_back(tissue.top(layer + 1));
    }
    return faces;
}

}  // namespace

double FieldGrid::bytes() const {
    return static_cast<double>(sizeof(float)) * static_cast<double>(raster.size()) *
           static_cast<double>(planes()) * static_cast<double>(times.size());
}

std::optional<FieldGrid> field_grid(const Scenario& scenario, const Raster& raster) {
    if (scenario.fields == OutputFields::none) return std::nullopt;
    FieldGrid grid{raster, faces_of(scenario.tissue, raster.spacing), scenario.times};
    const double bytes = grid.bytes();
    if (bytes <= kMostBytes) return grid;
    // Voxels of one time go with the third power of the step.
    const double step = raster.spacing * std::cbrt(bytes / kMostBytes);
    throw RefusedError(Diagnostic{
        .code = 516,
        .where = {.file = scenario.file},
        .key = "output.fields",
        .problem = fmt::format("{} fields of {} x {} x {} voxels fill {:.1f} GiB",
                               grid.times.size(),
                               raster.nx,
                               raster.ny,
                               grid.planes(),
                               bytes / kGibibyte),
        .allowed = fmt::format("{:.0f} GiB", kMostBytes / kGibibyte),
        .suggestion =
            fmt::format("fewer output.times or numerics.step = \"{:.2g} mm\"", 1.05 * step)});
}

}  // namespace mesogrid
