#include "models/depots/flow_table.hpp"

#include <vector>

#include "engine/base/parallel.hpp"

namespace mesogrid::models {

std::shared_ptr<const FormedFlow> FlowTable::find(const std::string& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = formed_.find(key);
    return found == formed_.end() ? nullptr : found->second;
}

std::shared_ptr<const FormedFlow> FlowTable::at(const std::string& key, const Make& make) {
    if (auto found = find(key)) return found;
    auto made = std::make_shared<const FormedFlow>(make());  // outside the lock: it takes long
    const std::lock_guard lock(mutex_);
    return formed_.emplace(key, std::move(made)).first->second;
}

void FlowTable::fill(const std::map<std::string, Make>& classes, Progress progress) {
    std::vector<const std::pair<const std::string, Make>*> missing;
    for (const auto& entry : classes) {
        if (!find(entry.first)) missing.push_back(&entry);
    }
    ProgressCount count_done(progress, missing.size());
    parallel_for(missing.size(), [&](std::size_t i) {
        (void)at(missing[i]->first, missing[i]->second);
        count_done.step();
    });
}

}  // namespace mesogrid::models
