#pragma once

#include "engine/interfaces/clearance_law.hpp"
#include "engine/interfaces/depot_model.hpp"
#include "engine/interfaces/diffusion_law.hpp"
#include "engine/interfaces/library.hpp"
#include "engine/interfaces/metric.hpp"
#include "engine/interfaces/pattern.hpp"

namespace mesogrid {

/// Every table of models a program knows. models::catalogs() gives the shipped ones; add a row to a
/// copy to extend it.
struct Catalogs {
    PatternCatalog patterns;
    DepotModelCatalog depots;
    ClearanceLawCatalog clearance_laws;
    DiffusionLawCatalog diffusion_laws;
    MetricCatalog metrics;
    Library library;  ///< sites, products, techniques, devices, operators and all parameters
};

}  // namespace mesogrid
