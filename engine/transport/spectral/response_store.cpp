#include "engine/transport/spectral/response_store.hpp"

namespace mesogrid {
namespace {

bool serves(const ResponseTable& table,
            const LayeredGrid& grid,
            const LayerOperator& layers,
            const std::vector<spectral::Reading>& readings,
            double highest_wavenumber) {
    // A table that could do more would give other roundings: a run must not depend on its company.
    return table.mesh().highest() == highest_wavenumber && table.grid() == grid &&
           table.layers().column() == layers.column() && table.readings() == readings;
}

}  // namespace

std::shared_ptr<const ResponseTable> ResponseStore::table(
    const LayeredGrid& grid,
    const LayerOperator& layers,
    const std::vector<spectral::Reading>& readings,
    double highest_wavenumber) {
    const std::lock_guard lock(mutex_);
    for (const auto& table : tables_) {
        if (serves(*table, grid, layers, readings, highest_wavenumber)) return table;
    }
    tables_.push_back(
        std::make_shared<const ResponseTable>(grid, layers, readings, highest_wavenumber));
    return tables_.back();
}

std::shared_ptr<const DepotShape> ResponseStore::carried(
    const CarriedKey& key, const std::function<std::shared_ptr<const DepotShape>()>& make) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = carried_.find(key);
        if (found != carried_.end()) return found->second;
    }
    auto made = make();  // outside the lock: it takes long, and equal keys make equal shapes
    const std::lock_guard lock(mutex_);
    return carried_.emplace(key, std::move(made)).first->second;
}

std::shared_ptr<const std::vector<double>> ResponseStore::transforms(
    const ResponseTable* table,
    std::size_t nodes,
    const std::string& class_key,
    const std::function<std::vector<double>()>& make) {
    const std::tuple key{table, nodes, class_key};
    {
        const std::lock_guard lock(mutex_);
        const auto found = transforms_.find(key);
        if (found != transforms_.end()) return found->second;
    }
    auto made = std::make_shared<const std::vector<double>>(make());
    const std::lock_guard lock(mutex_);
    return transforms_.try_emplace(key, std::move(made)).first->second;
}

}  // namespace mesogrid
