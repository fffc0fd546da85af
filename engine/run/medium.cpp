#include "engine/run/medium.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

/// The picture of a layer on the cells of the maps: linear between its pixels' centres.
TissueMap map_of(const LayerPicture& picture, const Box& box, const Raster& raster) {
    TissueMap map{.layer = picture.layer, .what = picture.what, .factor = {raster, {}}};
    const auto along = [](double share, std::size_t pixels) {
        const double place = std::clamp(
            share * static_cast<double>(pixels) - 0.5, 0.0, static_cast<double>(pixels - 1));
        const auto low = std::min(static_cast<std::size_t>(place), pixels > 1 ? pixels - 2 : 0);
        return std::pair(low, place - static_cast<double>(low));
    };
    const auto value = [&](std::size_t i, std::size_t j) {
        return picture.factors[std::min(j, picture.rows - 1) * picture.columns +
                               std::min(i, picture.columns - 1)];
    };
    for (int y = 0; y < raster.ny; ++y) {
        for (int x = 0; x < raster.nx; ++x) {
            const Point at = raster.centre(x, y);
            const auto [i, u] = along((at.x - box.low.x) / box.width(), picture.columns);
            const auto [j, v] = along((at.y - box.low.y) / box.height(), picture.rows);
            map.factor.values.push_back(
                (1.0 - v) * ((1.0 - u) * value(i, j) + u * value(i + 1, j)) +
                v * ((1.0 - u) * value(i, j + 1) + u * value(i + 1, j + 1)));
        }
    }
    return map;
}

}  // namespace

Medium resolve_medium(const Tissue& tissue,
                      const Solute& solute,
                      const ClearanceLaw& clearance,
                      const DiffusionLaw& diffusion) {
    Medium medium;
    for (const Layer& layer : tissue.layers) {
        MESOGRID_EXPECTS(layer.retardation >= 1.0);
        const Diffusivity diffusivity =
            layer.diffusivity ? *layer.diffusivity : diffusion.diffusivity(solute, layer);
        const Rate rate = layer.clearance ? *layer.clearance : clearance.rate(solute, layer);
        medium.layers.push_back(
            {.thickness = layer.thickness,
             .diffusivity = diffusivity / layer.retardation,
             .clearance = rate / layer.retardation,
             .capacity = layer.porosity * layer.partition * layer.retardation,
             .half_saturation =
                 layer.half_saturation ? std::optional(layer.half_saturation->value) : std::nullopt,
             .binding = layer.binding / layer.retardation,
             .release = layer.release});
    }
    return medium;
}

std::vector<TissueMap> resolve_maps(const Tissue& tissue, const Box& box, const Raster& raster) {
    std::vector<TissueMap> maps;
    for (const LayerPicture& picture : tissue.maps) maps.push_back(map_of(picture, box, raster));
    return maps;
}

}  // namespace mesogrid
