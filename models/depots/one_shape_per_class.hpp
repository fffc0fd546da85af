#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/interfaces/depot_model.hpp"

namespace mesogrid::models {

/// One depot per puncture, with the puncture's delivered volume about its position; punctures of
/// one class share the shape that make_shape(puncture) returns for the first of them. Throws
/// InputError (E0345) for a delivery that is no bolus.
template <class MakeShape>
std::vector<Depot> form_one_each(const DepotModel& model,
                                 std::span<const Puncture> punctures,
                                 std::size_t first,
                                 const FormationContext& context,
                                 MakeShape&& make_shape) {
    if (context.delivery.technique != Technique::bolus) {
        throw InputError(Diagnostic{.code = 345,
                                    .key = "delivery.technique",
                                    .problem = "this depot model forms single deposits only",
                                    .allowed = "bolus",
                                    .suggestion = "depot.kind = \"swollen-lens\""});
    }
    std::map<std::string, std::shared_ptr<const DepotShape>> shapes;
    std::vector<Depot> depots;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const Puncture& puncture = punctures[i];
        std::string key = model.class_key(puncture, context);
        std::shared_ptr<const DepotShape>& shape = shapes[key];
        if (!shape) shape = make_shape(puncture);
        depots.push_back({.puncture = first + i,
                          .axis = puncture.position,
                          .fluid = puncture.volume_delivered(),
                          .shape = shape,
                          .class_key = std::move(key)});
    }
    return depots;
}

}  // namespace mesogrid::models
