#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/domain/delivery.hpp"
#include "engine/domain/depot.hpp"
#include "engine/domain/depot_reading.hpp"
#include "engine/domain/product.hpp"
#include "engine/domain/puncture.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/interfaces/catalog.hpp"

namespace mesogrid {

/// Everything but the puncture that decides what a depot becomes.
struct FormationContext {
    const Delivery& delivery;
    const Product& product;
    const Tissue& tissue;
};

/// Turns delivered volumes into depots (stage 1, seconds).
/// Promises (tests/contracts): the fluid of a puncture's depots and what its reading() says it lost
/// sum to its delivered volume to 1e-12 (readings() where punctures interact); shapes are finite
/// and lie inside the tissue; punctures with equal class_key() get the same shape.
class DepotModel {
public:
    virtual ~DepotModel() = default;

    /// What a depot's shape depends on, as text: equal keys, equal shapes.
    virtual std::string class_key(const Puncture& puncture,
                                  const FormationContext& context) const = 0;

    /// Does ahead, on all threads and telling how far it is, what form() and reading() would else
    /// do class by class. Never changes what they say.
    virtual void prepare(std::span<const Puncture>, const FormationContext&, Progress) const {}

    /// Rough share of a run that forming its depots takes; only its progress goes by it.
    virtual double forming_share() const { return 0.05; }

    /// Depots of punctures that may interact; `first` is the run's index of punctures[0].
    virtual std::vector<Depot> form(std::span<const Puncture> punctures,
                                    std::size_t first,
                                    const FormationContext& context) const = 0;

    /// Lateral radius within which the depot of this puncture matters (for edge = "bleed").
    virtual Length reach(const Puncture& puncture, const FormationContext& context) const = 0;

    /// What forming this puncture's depots says beside them, were it alone; empty where a model
    /// knows nothing.
    virtual DepotReading reading(const Puncture&, const FormationContext&) const { return {}; }

    /// The same of punctures that may interact, as form() takes them.
    virtual std::vector<DepotReading> readings(std::span<const Puncture> punctures,
                                               const FormationContext& context) const {
        std::vector<DepotReading> all;
        all.reserve(punctures.size());
        for (const Puncture& puncture : punctures) all.push_back(reading(puncture, context));
        return all;
    }

    /// What a reader of the result must know about these depots: out of a calibrated range, fluid
    /// in a layer it was not meant for, depots that overlap though they are superposed.
    virtual std::vector<std::string> notes(std::span<const Puncture>,
                                           const FormationContext&) const {
        return {};
    }
};

using DepotModelCatalog = Catalog<DepotModel>;

}  // namespace mesogrid
