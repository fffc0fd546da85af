#pragma once

#include <string>
#include <vector>

#include "engine/interfaces/catalogs.hpp"

namespace mesogrid::app {

/// One key of the scenario format and the kinds of model that read it (empty: every scenario).
struct KeyRow {
    KeyInfo info;
    std::vector<std::string> kinds;
};

/// Every key of the scenario format, made by reading an example with every model of the catalogs:
/// what reads a key also documents it, so the table cannot drift from the program.
std::vector<KeyRow> key_table(const Catalogs& catalogs);

/// A complete scenario that reads every optional section, with the named models' own examples.
std::string example_scenario(const std::string& pattern_table, const std::string& depot_table);

}  // namespace mesogrid::app
