#pragma once

#include <vector>

#include "engine/domain/deposit.hpp"
#include "engine/domain/depot.hpp"
#include "engine/domain/depot_reading.hpp"
#include "engine/domain/puncture.hpp"
#include "engine/domain/target.hpp"
#include "engine/domain/tissue.hpp"

namespace mesogrid {

/// Where the fluid of all punctures lies at t = 0+. `punctures` with their losses booked as leaked;
/// `readings` one per puncture (what they say went into muscle that the tissue does not name).
/// `absorbed` is what was taken up before it was deposited, where formation knows it.
Deposit deposit_of(const Target& target,
                   const Tissue& tissue,
                   const std::vector<Puncture>& punctures,
                   const std::vector<Depot>& depots,
                   const std::vector<DepotReading>& readings,
                   Volume absorbed = {});

}  // namespace mesogrid
