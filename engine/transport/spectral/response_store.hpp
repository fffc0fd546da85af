#pragma once

#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
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

    /// What a class of depots makes of a reading of a table, in real space: found again by table,
    /// class and reading, made by `make` if it was not there.
    struct CarriedKey {
        const ResponseTable* table = nullptr;
        std::string class_key;
        std::size_t reading = 0;
        double highest = 0.0;
        double reach = 0.0;

        auto operator<=>(const CarriedKey&) const = default;
    };
    std::shared_ptr<const DepotShape> carried(
        const CarriedKey& key, const std::function<std::shared_ptr<const DepotShape>()>& make);

    /// The transforms of a class of depots at wavenumbers that a table decides (radial_profiles),
    /// found again by table, their number and class, made by `make` if they were not there.
    std::shared_ptr<const std::vector<double>> transforms(
        const ResponseTable* table,
        std::size_t nodes,
        const std::string& class_key,
        const std::function<std::vector<double>()>& make);

    /// How many tables, and how many classes carried in real space, were made.
    std::size_t made() const { return tables_.size(); }
    std::size_t carried_made() const { return carried_.size(); }

private:
    std::mutex mutex_;
    std::vector<std::shared_ptr<const ResponseTable>> tables_;
    std::map<CarriedKey, std::shared_ptr<const DepotShape>> carried_;
    std::map<std::tuple<const ResponseTable*, std::size_t, std::string>,
             std::shared_ptr<const std::vector<double>>>
        transforms_;
};

}  // namespace mesogrid
