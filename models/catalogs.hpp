#pragma once

#include "engine/interfaces/catalogs.hpp"

namespace mesogrid::models {

/// The visible tables, each in the .cpp of its family folder.
PatternCatalog patterns();
DepotModelCatalog depots();
ClearanceLawCatalog clearance_laws();
DiffusionLawCatalog diffusion_laws();
MetricCatalog metrics();

/// Every shipped model.
Catalogs catalogs();

}  // namespace mesogrid::models
