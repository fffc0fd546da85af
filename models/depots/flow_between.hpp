#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/format/params.hpp"
#include "engine/interfaces/depot_model.hpp"

#include "models/depots/flow_blend.hpp"
#include "models/depots/opening_law.hpp"

namespace mesogrid::models {

/// Which injections are formed: one for every volume and depth that occurs, those at nodes between
/// which these lie, or whichever are fewer.
enum class FormedAt { as_needed, every_class, nodes };

FormedAt read_formed_at(Params& params);

/// A puncture to form, and its weight in one that lies between it and others.
struct WeightedPuncture {
    Puncture puncture;
    double weight = 1.0;
};

/// What is formed for a puncture: itself, or the up to four nodes about it.
using Stand = std::vector<WeightedPuncture>;

/// One for each puncture, the same for the same punctures; nodes lie on what the delivery states. A
/// puncture outside the tissue, or with nothing to deliver, stands for itself.
std::vector<Stand> stands_for(std::span<const Puncture> punctures,
                              FormedAt formed_at,
                              const OpeningLaw& law,
                              const FormationContext& context);

/// How many different volumes and depths are formed.
std::size_t count_classes(std::span<const Stand> stands);

/// Up to three punctures that lie farthest from their nodes, each between others: indices.
std::vector<std::size_t> farthest_from_nodes(std::span<const Stand> stands);

/// What a reader must know of a table: its size, and how far it is off where that was measured.
std::string table_note(std::size_t punctures,
                       std::size_t nodes,
                       std::span<const BlendError> measured);

}  // namespace mesogrid::models
