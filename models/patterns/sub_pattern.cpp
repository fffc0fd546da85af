#include "models/patterns/sub_pattern.hpp"

#include <algorithm>

#include "models/catalogs.hpp"

namespace mesogrid::models {
namespace {

constexpr int kDeepest = 4;

/// How many patterns stand around the one at this path ("pattern.of.parts[1]": two).
int depth_of(std::string_view path) {
    int depth = 0;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('.'));
        if (part == "of" || part.rfind("parts[", 0) == 0) ++depth;
        path.remove_prefix(std::min(path.size(), part.size() + 1));
    }
    return depth;
}

}  // namespace

std::shared_ptr<const Pattern> read_sub_pattern(Params& params) {
    if (depth_of(params.path()) > kDeepest) {
        params.fault("", 360, "patterns stand in each other more than four deep");
        params.ignore_rest();
        return nullptr;
    }
    return read_model(params, patterns(), "kind", "one of the patterns");
}

std::shared_ptr<const Pattern> read_sub_pattern(Params& params,
                                                std::string_view name,
                                                std::string_view meaning) {
    Params inner = params.group({.name = name, .meaning = meaning});
    return read_sub_pattern(inner);
}

}  // namespace mesogrid::models
