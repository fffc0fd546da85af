#pragma once

#include <memory>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/domain/depot_reading.hpp"
#include "engine/domain/ledger.hpp"
#include "engine/run/course.hpp"
#include "engine/run/fields.hpp"
#include "engine/run/run_result.hpp"
#include "engine/transport/spectral/response_store.hpp"

namespace mesogrid {

/// What one scenario plans, forms and carries on.
struct Formed {
    std::vector<Puncture> planned;       ///< one session as intended
    std::vector<DepotReading> readings;  ///< of each planned puncture
    std::vector<Depot> depots;           ///< of one session
    Raster raster;
};

/// The prescribed dose over the target and each puncture's share in it.
struct JudgedDose {
    std::vector<Puncture> punctures;     ///< those that count, with their losses
    std::vector<DepotReading> readings;  ///< of each of them
    std::vector<Depot> depots;           ///< in the order of their punctures
    Map map;
    double floor = 0.0;  ///< values below it are lost in rounding
    std::shared_ptr<const Contributions> contributions;
};

/// Carries the prescribed solute as the prescription judges it; fields go to `fields`, which may be
/// null.
JudgedDose carry_judged(const Scenario& scenario,
                        const Formed& formed,
                        ResponseStore& responses,
                        FieldSink* fields,
                        Progress progress = {});

/// One solute through the whole course, on one clock.
struct CarriedSolute {
    Ledger ledger;
    std::vector<ProbeSeries> probes;
};

/// Throws SimulationError (E0603) where amounts do not balance to 1e-10.
CarriedSolute carry_course(const Scenario& scenario,
                           const Formed& formed,
                           std::size_t solute,
                           ResponseStore& responses);

}  // namespace mesogrid
