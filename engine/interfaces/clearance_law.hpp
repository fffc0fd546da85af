#pragma once

#include "engine/domain/product.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/interfaces/catalog.hpp"
#include "engine/interfaces/evidence.hpp"

namespace mesogrid {

/// Gives a solute its first-order clearance rate in a layer that does not state one itself.
/// Promises (tests/contracts): finite, not negative; in the epidermis, which has no vessels, 0 or,
/// for what degrades by itself, the rate of every layer.
class ClearanceLaw {
public:
    virtual ~ClearanceLaw() = default;

    virtual Rate rate(const Solute& solute, const Layer& layer) const = 0;
    /// What rate() of the same arguments stands on. Never throws.
    virtual Evidence evidence(const Solute&, const Layer&) const { return {}; }
};

using ClearanceLawCatalog = Catalog<ClearanceLaw>;

}  // namespace mesogrid
