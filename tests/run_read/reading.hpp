#pragma once

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/scenario.hpp"

#include "models/catalogs.hpp"

namespace mesogrid::testing {

/// The parts of a scenario that a test varies; the rest is a 12 x 9 mm square grid.
struct Parts {
    std::string head;
    std::string target = "site = \"cheek\"\n";
    std::string tissue;
    std::string product = "use = \"ascorbate\"\n";
    std::string delivery = "depth = \"1 mm\"\nvolume = \"20 uL\"\n";
    std::string solute = "ascorbate";
};

inline std::string text_of(const Parts& parts) {
    return "schema = 1\nname = \"test\"\n" + parts.head + "[target]\n" + parts.target +
           "outline = { rectangle = [\"12 mm\", \"9 mm\"] }\n[tissue]\n" + parts.tissue +
           "[product]\n" + parts.product + "[delivery]\n" + parts.delivery +
           "[pattern]\nkind = \"square\"\nspacing = \"3 mm\"\n[depot]\nkind = \"gaussian\"\n"
           "sigma = \"0.4 mm\"\n[prescription]\nsolute = \"" +
           parts.solute + "\"\nquantity = \"areal_dose\"\nthreshold = \"1 ug/mm2\"\n";
}

inline Scenario read(const Parts& parts) {
    Params params(parse_toml(text_of(parts), "test.toml"));
    return read_scenario(params, models::catalogs(), "test.toml");
}

/// Codes of the faults, in the order of the file; empty when the scenario is good.
inline std::vector<int> codes(const Parts& parts) {
    std::vector<int> list;
    try {
        read(parts);
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics()) list.push_back(fault.code);
    }
    return list;
}

/// The message of all faults; "" when the scenario is good.
inline std::string message(const Parts& parts) {
    try {
        read(parts);
        return "";
    } catch (const InputError& error) {
        return error.what();
    }
}

/// The last value resolved under this path; one with an empty path when there is none.
inline ResolvedValue resolved(const Scenario& scenario, const std::string& path) {
    ResolvedValue found;
    for (const ResolvedValue& value : scenario.resolved) {
        if (value.path == path) found = value;
    }
    return found;
}

inline bool has_note(const Scenario& scenario, const std::string& part) {
    for (const std::string& note : scenario.notes) {
        if (note.find(part) != std::string::npos) return true;
    }
    return false;
}

}  // namespace mesogrid::testing
