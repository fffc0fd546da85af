#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/domain/ledger.hpp"
#include "engine/domain/measured.hpp"
#include "engine/domain/prescription.hpp"
#include "engine/domain/table.hpp"
#include "engine/domain/target.hpp"
#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/depot_responses.hpp"
#include "engine/run/puncture_table.hpp"
#include "engine/transport/transport.hpp"

namespace mesogrid {

/// Concentrations at one point over the run's output times.
struct ProbeSeries {
    std::string solute;
    AmountLabel label;
    Point position;  ///< scenario coordinates, mm
    Length depth;
    std::vector<Duration> times;
    std::vector<ProbeValue> values;  ///< amount per reference tissue volume
};

/// Everything one protocol gave; what writers write and comparisons compare.
struct RunResult {
    std::string name;
    std::string file;
    std::vector<SourceFile> files;  ///< what the scenario was read from, itself first
    std::string source;
    std::uint64_t seed = 0;
    Target target;
    Prescription prescription;
    std::vector<ResolvedValue> resolved;
    std::optional<Grade> weakest_grade;  ///< of the resolved values that have one
    std::vector<std::string> notes;
    Map dose;  ///< the prescribed quantity over the target, base units
    PunctureTable punctures;
    std::vector<Measured> measures;
    std::vector<Curve> curves;
    std::vector<Table> tables;  ///< what metrics list, e.g. gaps
    Ledger ledger;              ///< of the prescribed solute, over the whole course
    std::vector<Ledger> other_ledgers;
    std::vector<ProbeSeries> probes;
    std::optional<DepotResponses> responses;  ///< for pictures; only where somebody asked for them

    /// The measure of that full name ("interior.V80"), or nullptr.
    const Measured* measure(const std::string& full_name) const;
};

}  // namespace mesogrid
