#include "engine/run/provenance.hpp"

#include <algorithm>
#include <set>

namespace mesogrid {
namespace {

/// Collects what the laws stand on, each row and remark once.
class LawRecord {
public:
    explicit LawRecord(Params& params) : params_(params) {}

    void add(const Evidence& evidence) {
        for (const Parameter& row : evidence.parameters) {
            const std::string path = "data." + row.name + "." + row.place;
            if (!seen_.insert(path).second) continue;
            params_.supply({.path = path,
                            .value = row.unit == "1" ? row.value : '"' + row.text() + '"',
                            .is_default = true,
                            .where = {},
                            .source = row.evidence(),
                            .unit = row.unit,
                            .grade = row.grade,
                            .range = row.range()});
        }
        for (const std::string& remark : evidence.remarks) {
            if (seen_.insert(remark).second) params_.note(remark);
        }
    }

private:
    Params& params_;
    std::set<std::string> seen_;
};

bool names(const std::string& entry, const ResolvedValue& value) {
    if (value.is_default || value.path.rfind(entry, 0) != 0) return false;
    const char next = value.path.size() > entry.size() ? value.path[entry.size()] : '.';
    return next == '.' || next == '[';
}

}  // namespace

void record_laws(Params& params, const Scenario& scenario) {
    LawRecord record(params);
    for (std::size_t i = 0; i < scenario.laws.size(); ++i) {
        const Solute& solute = scenario.product.solutes[i];
        const auto& [clearance, diffusion] = scenario.laws[i];
        for (const Layer& layer : scenario.tissue.layers) {
            if (!layer.clearance && clearance) record.add(clearance->evidence(solute, layer));
            if (!layer.diffusivity && diffusion) record.add(diffusion->evidence(solute, layer));
        }
    }
}

void check_filled_in(Params& params, const std::vector<std::string>& filled_in) {
    if (params.has_faults()) return;  // values with faults have no row to be named
    const std::vector<ResolvedValue>& values = params.resolved_values();
    for (const std::string& entry : filled_in) {
        const bool known = std::any_of(
            values.begin(), values.end(), [&](const ResolvedValue& v) { return names(entry, v); });
        if (known) continue;
        params.fault("filled_in",
                     383,
                     "the file writes no value called " + entry,
                     "keys and tables that the file writes",
                     "without it");
    }
}

void mark_filled_in(Scenario& scenario, const std::vector<std::string>& filled_in) {
    std::string list;
    for (ResolvedValue& value : scenario.resolved) {
        const bool filled = std::any_of(filled_in.begin(), filled_in.end(), [&](const auto& entry) {
            return names(entry, value);
        });
        if (!filled) continue;
        value.source = "filled in, not part of the protocol's source; grade E";
        value.grade = Grade::e;
        list += (list.empty() ? "" : ", ") + value.path + " = " + value.value;
    }
    if (!list.empty()) {
        scenario.notes.push_back("filled in, not part of the protocol's source: " + list);
    }
}

}  // namespace mesogrid
