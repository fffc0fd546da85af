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

/// One session as intended.
struct FormedSession {
    std::vector<Puncture> planned;
    std::vector<DepotReading> readings;  ///< of each planned puncture
    std::vector<Depot> depots;           ///< in the order of their punctures
};

/// What one scenario plans, forms and carries on.
struct Formed {
    std::vector<FormedSession> sessions;  ///< one that stands for all where they are alike
    Raster raster;

    const FormedSession& session(std::size_t s) const {
        return sessions[sessions.size() == 1 ? 0 : s];
    }
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

/// The prescribed quantity over its layer, at a time of the depots' clock.
ExposureRequest prescribed_request(const Scenario& scenario, Duration at);

/// Carries the prescribed solute as the prescription judges it: the session `first` alone, or all
/// of them; fields go to `fields`, which may be null.
JudgedDose carry_judged(const Scenario& scenario,
                        const Formed& formed,
                        std::size_t first,
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
