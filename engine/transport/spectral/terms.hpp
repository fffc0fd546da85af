#pragma once

#include <memory>
#include <vector>

#include "engine/transport/spectral/components.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/readings.hpp"

/// Which depots make which map in which way. Private to the spectral solver.
namespace mesogrid::spectral {

/// How far and how long solute moves, for paddings and reaches.
struct Spread {
    double diffusivity = 0.0;  ///< largest of the layers, mm2/s
    double slowest = 0.0;      ///< lambda_min at k = 0, 1/s
    double horizon = 0.0;      ///< s after which less than e^-30 is left; may be infinite
    double support = 0.0;      ///< widest support radius of a depot, mm

    /// How long anything spreads until a reading is taken: a value for ever, an integral until
    /// the horizon.
    double spreading_time(const Reading& reading) const;
    /// Radius about an axis beyond which a reading adds less than 1e-12 of its peak.
    double reach(const Reading& reading) const;
};

/// The three ways (models.md 4.4), chosen by how much of a depot's transform lies beyond the
/// highest mode that the map's cells can tell apart.
enum class Path {
    none,    ///< the depot has not formed yet
    drawn,   ///< nothing has moved, or nothing moves: from the shape itself
    direct,  ///< edges too sharp for modes: the class's answer in real space
    modes,   ///< lateral cosine modes
};

/// What one class of depots is asked.
struct Question {
    std::size_t depot_class = 0;
    std::size_t reading = 0;
    double highest = 0.0;  ///< 1/mm; beyond it the class's transform is below the path's tolerance
};

/// A cohort's part in a component.
struct Term {
    Path path = Path::none;
    std::size_t question = 0;         ///< of direct and modes
    std::vector<WeightedSlab> slabs;  ///< of drawn: with the decay until then
    double factor = 1.0;              ///< of drawn probes: the decay until then
};

/// A number at a point and a time.
struct PointComponent {
    double depth = 0.0;  ///< mm
    double time = 0.0;   ///< s
};

struct Terms {
    std::vector<Reading> readings;
    std::vector<Question> questions;
    std::vector<Path> paths;                  ///< of each question: direct or modes
    std::vector<std::vector<Term>> of_map;    ///< [component][cohort]
    std::vector<std::vector<Term>> of_point;  ///< [point][cohort]
};

/// What the choice of paths depends on.
struct TermContext {
    const TransportProblem& problem;
    const DepotClasses& classes;
    const LayeredGrid& grid;
    const LayerOperator& layers;
    const Spread& spread;
    double highest_mode;    ///< 1/mm: modes beyond it are not told apart by the map's cells
    double mode_tolerance;  ///< of modes that are left out
    double modes_serve;     ///< share of a depot beyond the highest mode up to which modes serve
};

Terms choose_terms(const Components& components,
                   const std::vector<PointComponent>& points,
                   const TermContext& context);

/// True when nothing diffuses in any layer.
bool is_immobile(const Medium& medium);

/// Wavenumber (1/mm) beyond which a reading of a unit depot stays below `tolerance` of the depot:
/// the bound of the shape's transform times exp(-D k^2 t) for values, times min(1, 1/(D k^2 T)) for
/// integrals over T, D the smallest diffusivity of a layer that holds any of it or lets any in
/// (what enters a slow layer early keeps its edges there longer than where it came from).
double wavenumber_needed(const DepotShape& shape,
                         const Medium& medium,
                         const Reading& reading,
                         const Spread& spread,
                         double tolerance);

}  // namespace mesogrid::spectral
