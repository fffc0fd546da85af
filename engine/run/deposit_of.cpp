#include "engine/run/deposit_of.hpp"

#include <map>
#include <string>

#include "engine/run/deposit_within.hpp"

namespace mesogrid {
namespace {

/// What depots of one class share: their table over the target's band, their shares of the layers.
struct ClassShares {
    DepositWithin within;
    std::vector<double> of_layer;
};

ClassShares shares_of(const DepotShape& shape, const Target& target, const Tissue& tissue) {
    ClassShares shares{DepositWithin(shape, target.band), {}};
    for (std::size_t l = 0; l < tissue.layers.size(); ++l) {
        shares.of_layer.push_back(shape.share(tissue.top(l).base(), tissue.top(l + 1).base()));
    }
    return shares;
}

}  // namespace

Deposit deposit_of(const Target& target,
                   const Tissue& tissue,
                   const std::vector<Puncture>& punctures,
                   const std::vector<Depot>& depots,
                   const std::vector<DepotReading>& readings,
                   Volume absorbed) {
    Deposit deposit{.absorbed = absorbed, .target_layer = target.layer};
    for (const Puncture& puncture : punctures) {
        deposit.asked += puncture.volume_asked;
        deposit.leaked += puncture.volume_leaked;
    }
    for (const DepotReading& reading : readings) deposit.beneath += reading.wrong_layer;
    for (const Layer& layer : tissue.layers) deposit.layers.push_back({layer.name, {}});
    std::map<std::string, ClassShares> classes;
    for (const Depot& depot : depots) {
        auto found = classes.find(depot.class_key);
        if (found == classes.end()) {
            found = classes.emplace(depot.class_key, shares_of(*depot.shape, target, tissue)).first;
        }
        const ClassShares& shares = found->second;
        for (std::size_t l = 0; l < tissue.layers.size(); ++l) {
            deposit.layers[l].volume += shares.of_layer[l] * depot.fluid;
        }
        const double over = shares.within.over(target.outline, depot.axis);
        deposit.on_target += over * depot.fluid;
        deposit.lateral += (shares.within.in_band() - over) * depot.fluid;
    }
    return deposit;
}

}  // namespace mesogrid
