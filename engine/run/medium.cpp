#include "engine/run/medium.hpp"

#include "engine/base/contracts.hpp"

namespace mesogrid {

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

}  // namespace mesogrid
