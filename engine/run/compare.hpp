#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/run/run_result.hpp"

namespace mesogrid {

/// One measure of two protocols side by side.
struct ComparisonRow {
    std::string measure;  ///< full name
    std::size_t a = 0;    ///< index of the protocol; a < b
    std::size_t b = 0;
    std::optional<double> value_a;
    std::optional<double> value_b;
    std::string unit;
    Better better = Better::none;

    /// b - a; none when either has no value.
    std::optional<double> difference() const;
};

/// Every pair of protocols, measure by measure; protocol 0 is the reference.
struct Comparison {
    std::vector<RunResult> protocols;
    std::vector<ComparisonRow> rows;
};

/// Throws InputError (E0316) naming what differs when prescriptions differ in solute, quantity,
/// layer, reduction, time, threshold, amount label or basis: such numbers are not comparable.
Comparison compare(std::vector<RunResult> protocols);

/// The same check on prescriptions alone, so that it can be made before anything is simulated.
/// `files` names them in messages.
void require_comparable(const std::vector<Prescription>& prescriptions,
                        const std::vector<std::string>& files);

}  // namespace mesogrid
