#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/geometry/target_sampling.hpp"
#include "engine/interfaces/contributions.hpp"

namespace mesogrid {

/// Neighbouring samples [first, last) of one row of sub-cells.
struct SampleRun {
    std::uint32_t first;
    std::uint32_t last;
};

/// What one puncture does alone: the samples whose mean of its own share c_i is at least the
/// threshold, and what the target loses without it.
struct Reach {
    std::vector<SampleRun> samples;  ///< apart from one another
    /// mm2 with q >= threshold and q - c_i < threshold; none where shares do not add up to q
    /// (peaks, times above a level, least values over depth).
    std::optional<double> marginal_area = 0.0;
};

/// The reach of every puncture, and how many punctures reach each sample.
struct Reaches {
    std::vector<Reach> of_puncture;
    std::vector<std::uint32_t> multiplicity;  ///< one per sample of the sampling
};

/// Takes each contribution once and looks only at the cells on and beside its patch. Whole
/// sub-cells count, by their means (sub_cell_dose). `sample_values` is the sum of all contributions
/// at the samples; request 0 of `contributions` is its map. Same bits for any number of threads.
Reaches reaches_of(const TargetSampling& sampling,
                   const std::vector<double>& sample_values,
                   double threshold,
                   const Contributions& contributions,
                   Progress progress = {});

}  // namespace mesogrid
