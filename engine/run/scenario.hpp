#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/domain/delivery.hpp"
#include "engine/domain/prescription.hpp"
#include "engine/domain/product.hpp"
#include "engine/domain/schedule.hpp"
#include "engine/domain/target.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"
#include "engine/geometry/edge_policy.hpp"
#include "engine/interfaces/catalogs.hpp"
#include "engine/transport/transport.hpp"

namespace mesogrid {

/// In which order the punctures are made.
enum class VisitingOrder { as_generated, shortest_path };

/// How the pattern lies on the target.
struct Placement {
    EdgePolicy edge = EdgePolicy::clip;
    std::optional<Length> margin;       ///< for inset; none: half a pitch
    std::optional<Point> anchor;        ///< a point a lattice passes through; none: centred
    Angle rotation;                     ///< of the pattern, from x towards y
    std::vector<Exclusion> exclusions;  ///< zones without punctures, scenario coordinates
    VisitingOrder order = VisitingOrder::as_generated;
};

/// Which solver carries: the spectral one unless the scenario needs the grid, or as stated.
enum class Solver { as_needed, spectral, grid };

/// How the numbers are made.
struct Numerics {
    Solver solver = Solver::as_needed;
    std::optional<Duration> time_step;  ///< of the grid solver; none: by its tolerance
    double tolerance = 1e-3;            ///< of the grid solver's steps, relative L2
    bool single_precision = false;      ///< of the grid solver's field
    Walls walls = Walls::open;
    std::optional<Length> step;  ///< cell of the maps; none: chosen from depots and pitch
    Length surroundings;         ///< how far the maps go on around the target
};

/// Are whole three-dimensional fields at Scenario::times part of the result?
enum class OutputFields { none, concentration };

/// The laws that carry one solute of the product.
struct SoluteLaws {
    std::shared_ptr<const ClearanceLaw> clearance;
    std::shared_ptr<const DiffusionLaw> diffusion;
};

/// One protocol, complete and const once built; runs share it.
struct Scenario {
    std::string name;
    std::string source;
    std::string file;
    std::vector<SourceFile> files;  ///< what it was read from, itself first
    std::uint64_t seed = 0;
    Target target;
    Placement placement;
    Tissue tissue;
    Product product;
    std::vector<SoluteLaws> laws;  ///< one per solute of the product
    Delivery delivery;
    std::shared_ptr<const Pattern> pattern;
    std::shared_ptr<const DepotModel> depot;
    Prescription prescription;
    Schedule schedule;
    std::vector<Duration> times;
    std::vector<TransportProblem::Probe> probes;  ///< scenario coordinates
    OutputFields fields = OutputFields::none;
    std::vector<std::shared_ptr<const Metric>> metrics;  ///< in the catalog's order
    Numerics numerics;
    std::vector<ResolvedValue> resolved;
    std::vector<std::string> notes;

    /// Index of the prescribed solute in the product.
    std::size_t prescribed_solute() const;
};

/// Reads and checks a whole scenario; throws InputError with every fault found. `params` must be
/// the root of a tree without `base`.
Scenario read_scenario(Params& params, const Catalogs& catalogs, const std::string& file);

/// True when the tree says `abstract = true`.
bool is_abstract(const Node& tree);

}  // namespace mesogrid
