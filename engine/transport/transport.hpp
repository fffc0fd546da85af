#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/domain/exposure.hpp"
#include "engine/domain/medium.hpp"
#include "engine/interfaces/contributions.hpp"
#include "engine/interfaces/sink.hpp"

namespace mesogrid {

/// What stands beside the simulated window.
enum class Walls { open, mirrored };

/// A concentration with the floor below which it is lost in the solver's own rounding.
struct ProbeValue {
    Concentration value;
    Concentration floor;

    bool is_below_floor() const { return value < floor; }
};

/// One solute to carry through the tissue. All times are on one clock: 0 is the end of injection
/// of the first session, and each depot spreads from its own formed_at.
struct TransportProblem {
    Medium medium;
    /// Amount of solute per fluid volume of the depots (their injected concentration).
    Concentration concentration;
    std::vector<Depot> depots;
    std::size_t puncture_count = 0;
    std::string solute = "the solute";  ///< for messages
    /// The maps' raster: it covers the target. A solver may simulate a larger window around it.
    Raster raster;
    Walls walls = Walls::open;
    std::vector<ExposureRequest> requests;
    struct Probe {
        Point position;
        Length depth;
    };
    std::vector<Probe> probes;
    std::vector<Duration> probe_times;  ///< ascending
    Duration balance_at;                ///< the time of the mass balance
    /// The whole field at a time, as voxels: the raster's cells times the spans between `faces`.
    struct Snapshot {
        Duration at;
        std::vector<Length> faces;  ///< ascending depths within the tissue, at least two
    };
    std::vector<Snapshot> snapshots;
};

/// What is left when the planes have gone to the sink.
struct TransportResult {
    std::shared_ptr<const Contributions> contributions;  ///< null where physics is not linear
    std::vector<std::vector<ProbeValue>> probes;         ///< [probe][time]
    Amount delivered;                                    ///< sum of the depots' amounts
    Amount present;                                      ///< in the tissue at balance_at
    Amount cleared;   ///< until balance_at, by independent quadrature over the reported field
    Amount left_box;  ///< through the sides of the simulated window
    std::vector<std::string> notes;  ///< how the numbers were made, for the reader of the result
};

/// Carries solute from depots through layered tissue: diffusion and first-order clearance.
class Transport {
public:
    virtual ~Transport() = default;
    /// Streams one plane per request, in order. Throws SimulationError when numbers go wrong.
    virtual TransportResult solve(const TransportProblem& problem, Sink& sink) const = 0;
};

}  // namespace mesogrid
