#pragma once

#include <string>
#include <vector>

#include "engine/interfaces/pattern.hpp"

namespace mesogrid::contracts {

/// The promises of Pattern that this row breaks over a set of outlines, in words; empty for a good
/// one. Builds the pattern from the row's example, so that is checked too.
/// Checked: the example is read whole; positions are finite, some, distinct, no two nearer than
/// minimum_distance(), every place of the bounding box within two pitches of one; a shift of
/// outline and anchor shifts them; rounding of a turned outline does not disturb them; an anchor on
/// the pattern is passed through; overhang only adds; the same area gives the same bits; after
/// clipping all lie inside.
std::vector<std::string> broken_pattern_promises(const CatalogRow<Pattern>& row);

/// Fails the running test for every broken promise. For a pattern of your own:
/// `check_pattern_contract(row<Pattern, MyPattern>())`.
void check_pattern_contract(const CatalogRow<Pattern>& row);

}  // namespace mesogrid::contracts
