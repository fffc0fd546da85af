#pragma once

#include "engine/domain/product.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/interfaces/catalog.hpp"

namespace mesogrid {

/// Gives a solute its first-order clearance rate in a layer that does not state one itself.
/// Promises (tests/contracts): finite, not negative; 0 in the epidermis unless stated.
class ClearanceLaw {
public:
    virtual ~ClearanceLaw() = default;

    virtual Rate rate(const Solute& solute, const Layer& layer) const = 0;
};

using ClearanceLawCatalog = Catalog<ClearanceLaw>;

}  // namespace mesogrid
