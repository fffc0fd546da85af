#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "engine/base/progress.hpp"

#include "models/depots/opening_formation.hpp"

namespace mesogrid::models {

/// Injections by the key of their class, which holds all that they depend on: each is formed once.
/// Safe to use from several threads; what it holds never depends on who asked first.
class FlowTable {
public:
    using Make = std::function<FormedFlow()>;

    std::shared_ptr<const FormedFlow> at(const std::string& key, const Make& make);
    /// Forms what is not there yet, several at a time: the table over volume and depth.
    void fill(const std::map<std::string, Make>& classes, Progress progress = {});

private:
    std::shared_ptr<const FormedFlow> find(const std::string& key) const;

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const FormedFlow>> formed_;
};

}  // namespace mesogrid::models
