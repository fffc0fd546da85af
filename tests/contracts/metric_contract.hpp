#pragma once

#include <string>
#include <vector>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::contracts {

/// The promises of Metric that this row breaks over a set of dose maps, in words; empty for a good
/// one. Builds the metric from the row's example and from an empty table, so both are checked too.
/// Checked, for an uneven field, one that misses half the target, an empty one, and with an empty
/// interior: every value is finite, or absent with a reason; units are stated; full names are
/// unique and the same for every field; curves have as many x as y, all finite; doubling dose and
/// threshold together changes no value of unit "%" or "1" by more than 1e-12; the same input gives
/// the same bits.
std::vector<std::string> broken_metric_promises(const CatalogRow<Metric>& row);

/// Fails the running test for every broken promise. For a metric of your own:
/// `check_metric_contract(row<Metric, MyMetric>())`.
void check_metric_contract(const CatalogRow<Metric>& row);

}  // namespace mesogrid::contracts
