#pragma once

#include "engine/domain/delivery.hpp"
#include "engine/domain/tissue.hpp"

/// What an opening flow demands of a run.
namespace mesogrid::models {

/// Throws InputError where a layer is of unknown kind (E0341) or none takes fluid (E0340).
void require_known_layers(const Tissue& tissue);
/// Throws InputError (E0345) for lines.
void require_single_deposit(const Delivery& delivery);
/// Throws InputError (E0348) where nothing says how fast fluid is injected.
void require_rate(const Delivery& delivery);

}  // namespace mesogrid::models
