#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/format/keys.hpp"
#include "engine/format/node.hpp"

namespace mesogrid::testing {

/// A scenario's tree with one thing spoiled.
struct Mutant {
    std::string what;  ///< "pattern.spacing: above its range"
    std::string key;   ///< the spoiled key, or the unknown one
    Node tree;
    bool must_fail = true;  ///< false: leaving it out may be right
};

/// Every key of the tree (tables and arrays included) left out, of another type, below and above
/// its range, with an unknown sibling. `keys` says what each key allows, by its listed path
/// ("tissue.layers[].name"); a bound that a key does not have makes no mutant.
std::vector<Mutant> mutants_of(const Node& tree, const std::map<std::string, KeyInfo>& keys);

}  // namespace mesogrid::testing
