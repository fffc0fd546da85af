#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "engine/transport/spectral/response_table.hpp"

namespace mesogrid {

/// Response tables of a set of runs, found again by the content of what they depend on: tissue and
/// solute, resolution, readings. A caller makes one, hands it to every run that may share, and
/// drops it with them; runs that only move, add or drop punctures find their table made. Thread
/// safe; the tables themselves are const.
class ResponseStore {
public:
    /// The table for exactly these, made now if it was not there; wavenumbers in 1/mm.
    std::shared_ptr<const ResponseTable> table(const LayeredGrid& grid,
                                               const LayerOperator& layers,
                                               const std::vector<spectral::Reading>& readings,
                                               double highest_wavenumber);

    /// How many tables were made.
    std::size_t made() const { return tables_.size(); }

private:
    std::mutex mutex_;
    std::vector<std::shared_ptr<const ResponseTable>> tables_;
};

}  // namespace mesogrid
