#include "models/catalogs.hpp"
#include "models/diffusion/interstitial_fit.hpp"
#include "models/diffusion/stated.hpp"

namespace mesogrid::models {

/// The diffusion laws a solute can name: a new one is a header in this folder and a row here.
DiffusionLawCatalog diffusion_laws() {
    return {row<DiffusionLaw, StatedDiffusion>(), row<DiffusionLaw, InterstitialFit>()};
}

}  // namespace mesogrid::models
