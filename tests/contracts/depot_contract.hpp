#pragma once

#include <string>
#include <vector>

#include "engine/interfaces/depot_model.hpp"

namespace mesogrid::contracts {

/// The promises of DepotModel and DepotShape that this row breaks over punctures of several volumes
/// and depths in cheek skin, as a bolus of a liquid and of a gel and, unless the model refuses it,
/// as a line, in words; empty for a good one. Builds the model from the row's example. Checked:
/// fluid of a puncture's depots and its losses sum to its delivered volume; equal class keys get
/// one shape, and forming again gives the same keys; shares of a partition of the tissue sum to 1;
/// transforms are finite, at most the share, and equal to it at k = 0; what is enclosed grows with
/// the radius to the share at the support radius; beyond highest_wavenumber nothing exceeds the
/// tolerance; lengths are positive.
std::vector<std::string> broken_depot_promises(const CatalogRow<DepotModel>& row);

/// Fails the running test for every broken promise. For a depot model of your own:
/// `check_depot_contract(row<DepotModel, MyDepot>())`.
void check_depot_contract(const CatalogRow<DepotModel>& row);

}  // namespace mesogrid::contracts
