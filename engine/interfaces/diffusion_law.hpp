#pragma once

#include "engine/domain/product.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/interfaces/catalog.hpp"
#include "engine/interfaces/evidence.hpp"

namespace mesogrid {

/// Gives a solute its effective diffusivity in a layer that does not state one itself, before
/// division by the layer's retardation.
/// Promises (tests/contracts): finite, not negative; InputError where nothing is known.
class DiffusionLaw {
public:
    virtual ~DiffusionLaw() = default;

    virtual Diffusivity diffusivity(const Solute& solute, const Layer& layer) const = 0;
    /// What diffusivity() of the same arguments stands on. Never throws.
    virtual Evidence evidence(const Solute&, const Layer&) const { return {}; }
};

using DiffusionLawCatalog = Catalog<DiffusionLaw>;

}  // namespace mesogrid
