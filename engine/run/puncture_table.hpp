#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/domain/puncture.hpp"
#include "engine/domain/target.hpp"
#include "engine/geometry/target_sampling.hpp"
#include "engine/run/reach.hpp"

namespace mesogrid {

/// What each puncture did, one row per puncture in visiting order.
struct PunctureTable {
    struct Column {
        std::string name;
        std::string unit;
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<double>>> rows;  ///< [puncture][column]
};

/// The columns of docs/output-format.md.
PunctureTable puncture_table(const std::vector<Puncture>& punctures,
                             const Target& target,
                             const TargetSampling& sampling,
                             const Reaches& reaches);

}  // namespace mesogrid
