#pragma once

#include "engine/domain/medium.hpp"
#include "engine/domain/product.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/interfaces/clearance_law.hpp"
#include "engine/interfaces/diffusion_law.hpp"

namespace mesogrid {

/// The tissue as one solute sees it: what a layer states wins over the laws; diffusivity and
/// clearance are divided by the layer's retardation, capacity is porosity times partition times
/// retardation. Throws the laws' InputError where neither layer nor law knows a value.
Medium resolve_medium(const Tissue& tissue,
                      const Solute& solute,
                      const ClearanceLaw& clearance,
                      const DiffusionLaw& diffusion);

/// The pictures of the tissue on the cells of a raster, linear between the centres of their pixels;
/// `box` is what they are stretched over.
std::vector<TissueMap> resolve_maps(const Tissue& tissue, const Box& box, const Raster& raster);

}  // namespace mesogrid
