#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/terms.hpp"

/// Three-dimensional fields of depots whose edges are too sharp for lateral modes. Private to the
/// spectral solver.
namespace mesogrid::spectral {

/// Which path each cohort takes to each snapshot, [snapshot][cohort]: modes where less than
/// `tolerance` of the depot lies beyond `highest` (1/mm), the highest mode that the voxels tell
/// apart.
std::vector<std::vector<Path>> snapshot_paths(const TransportProblem& problem,
                                              const DepotClasses& classes,
                                              double highest,
                                              double tolerance);

/// Does any cohort take modes to any snapshot?
bool any_modes(const std::vector<std::vector<Path>>& paths);

/// The planes of every snapshot from the cohorts that do not take modes: each class is carried to
/// its age once, as one enclosed amount per plane (models.md 4.4, direct), and drawn with exact
/// cell fractions; what has not moved is drawn from its shape. Const after construction; everything
/// but `spread` must outlive it.
class SharpPlanes {
public:
    SharpPlanes(const TransportProblem& problem,
                const DepotClasses& classes,
                const LayeredGrid& grid,
                const LayerOperator& layers,
                const Spread& spread,
                const std::vector<std::vector<Path>>& paths);

    /// Adds plane `p` of a snapshot to its voxels (concentration of the unit solute, x fastest).
    void add(std::size_t snapshot, std::size_t p, std::span<float> voxels) const;

private:
    using Profiles = std::vector<std::shared_ptr<const DepotShape>>;  ///< of each plane

    Profiles carry(std::size_t snapshot, const Cohort& cohort, const Spread& spread) const;
    void add_carried(const Cohort& cohort,
                     const Profiles& profiles,
                     std::size_t p,
                     std::span<float> voxels) const;
    void add_drawn(const Cohort& cohort,
                   const std::vector<WeightedSlab>& slabs,
                   std::span<float> voxels) const;
    /// Where the depot stands and, between mirrors, where its images within reach do.
    std::vector<Point> axes(const PlacedDepot& depot, double reach) const;

    const TransportProblem& problem_;
    const DepotClasses& classes_;
    const LayeredGrid& grid_;
    const LayerOperator& layers_;
    const std::vector<std::vector<Path>>& paths_;
    std::vector<std::vector<Profiles>> carried_;  ///< [snapshot][cohort], empty unless direct
};

}  // namespace mesogrid::spectral
