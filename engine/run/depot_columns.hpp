#pragma once

#include <optional>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/domain/depot_reading.hpp"
#include "engine/run/puncture_table.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid {

/// What the formation of each puncture says beside its depots, in the punctures' order.
std::vector<DepotReading> depot_readings(const Scenario& scenario,
                                         const std::vector<Puncture>& punctures);

/// The punctures with what ran over the skin while their depots formed booked as leaked.
std::vector<Puncture> with_losses(std::vector<Puncture> punctures,
                                  const std::vector<DepotReading>& readings);

/// The columns of the puncture table that tell of the depots at t = 0+ (docs/output-format.md), one
/// row per puncture; a cell is empty where the depot model does not say or nothing was delivered.
/// `depots` in the order of their punctures; the punctures as they were formed.
PunctureTable depot_columns(const Scenario& scenario,
                            const std::vector<Puncture>& punctures,
                            const std::vector<Depot>& depots,
                            const std::vector<DepotReading>& readings);

/// `table` with the columns of `more`, of as many rows, put in after the column `after`.
PunctureTable with_columns(PunctureTable table,
                           const PunctureTable& more,
                           const std::string& after);

}  // namespace mesogrid
