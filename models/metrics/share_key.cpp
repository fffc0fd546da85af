#include "models/metrics/share_key.hpp"

#include <algorithm>

namespace mesogrid::models {

std::vector<double> read_shares(Params& params,
                                const QuantityKey<Share>& key,
                                const std::vector<double>& defaults) {
    std::vector<double> shares;
    for (const Share share : params.read_list(key, 1, 20)) shares.push_back(share.base());
    std::vector<double> sorted = shares;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        params.fault(key.name, 317, "a share is listed twice");
    }
    return shares.empty() ? defaults : shares;
}

}  // namespace mesogrid::models
