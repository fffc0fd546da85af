#include "engine/transport/spectral/sharp_planes.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/numerics/propagation.hpp"
#include "engine/transport/spectral/carried_shape.hpp"
#include "engine/transport/spectral/hankel_response.hpp"
#include "engine/transport/spectral/stamps.hpp"

namespace mesogrid::spectral {
namespace {

/// What a carried class leaves out of its transform; planes are single precision.
constexpr double kCarriedTolerance = 1e-7;
/// Nodes in k that one task carries.
constexpr std::size_t kNodesPerTask = 16;
/// Bytes of patches that a plane keeps for depots that lie alike in their cells.
constexpr double kStampMemory = 16e6;

/// The mean concentration of a plane's cells, as weights of A.
std::vector<double> plane_mean(const LayeredGrid& grid, const Length& top, const Length& bottom) {
    const double thickness = (bottom - top).base();
    return slab_weights(grid, {{top.base(), bottom.base(), 1.0 / thickness}});
}

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
    return sum;
}

void add_patch(const Patch& patch, const Raster& raster, std::span<float> voxels) {
    std::size_t from = 0;
    for (int j = 0; j < patch.ny; ++j) {
        std::size_t to = raster.index(patch.i0, patch.j0 + j);
        for (int i = 0; i < patch.nx; ++i) voxels[to++] += static_cast<float>(patch.values[from++]);
    }
}

/// A of a unit depot's transform at wavenumber k after `age`, per cell.
std::vector<double> carried_column(const DepotShape& shape,
                                   const LayeredGrid& grid,
                                   const LayerOperator& layers,
                                   double k,
                                   double age) {
    std::vector<double> y(grid.size());
    for (std::size_t j = 0; j < y.size(); ++j) {
        y[j] = layers.scale()[j] * shape.transform(k, grid.faces[j], grid.faces[j + 1]) /
               grid.height(j);
    }
    std::vector<double> a = propagate(
        layers, k, slowest_decay(layers, k), y, age, rational_exponential(kMostPolePairs));
    for (std::size_t j = 0; j < a.size(); ++j) a[j] /= layers.scale()[j];  // A = S^-1 y
    return a;
}

}  // namespace

std::vector<std::vector<Path>> snapshot_paths(const TransportProblem& problem,
                                              const DepotClasses& classes,
                                              double highest,
                                              double tolerance) {
    std::vector<std::vector<Path>> paths;
    const bool immobile = is_immobile(problem.medium);
    for (const auto& snapshot : problem.snapshots) {
        std::vector<Path>& of_cohort = paths.emplace_back();
        for (const Cohort& cohort : classes.cohorts) {
            const double age = snapshot.at.base() - cohort.formed_at;
            if (age < 0.0) {
                of_cohort.push_back(Path::none);
            } else if (age == 0.0 || immobile) {
                of_cohort.push_back(Path::drawn);
            } else {
                const double needed = wavenumber_needed(*classes.shapes[cohort.depot_class],
                                                        problem.medium,
                                                        {.weights = {}, .time = age},
                                                        {},
                                                        tolerance);
                of_cohort.push_back(needed <= highest ? Path::modes : Path::direct);
            }
        }
    }
    return paths;
}

bool any_modes(const std::vector<std::vector<Path>>& paths) {
    return std::any_of(paths.begin(), paths.end(), [](const std::vector<Path>& cohorts) {
        return std::find(cohorts.begin(), cohorts.end(), Path::modes) != cohorts.end();
    });
}

SharpPlanes::SharpPlanes(const TransportProblem& problem,
                         const DepotClasses& classes,
                         const LayeredGrid& grid,
                         const LayerOperator& layers,
                         const Spread& spread,
                         const std::vector<std::vector<Path>>& paths)
    : problem_(problem),
      classes_(classes),
      grid_(grid),
      layers_(layers),
      paths_(paths),
      carried_(paths_.size(), std::vector<Profiles>(classes.cohorts.size())) {
    for (std::size_t s = 0; s < paths_.size(); ++s) {
        for (std::size_t c = 0; c < paths_[s].size(); ++c) {
            if (paths_[s][c] == Path::direct) carried_[s][c] = carry(s, classes.cohorts[c], spread);
        }
    }
}

SharpPlanes::Profiles SharpPlanes::carry(std::size_t snapshot,
                                         const Cohort& cohort,
                                         const Spread& spread) const {
    const DepotShape& shape = *classes_.shapes[cohort.depot_class];
    const std::vector<Length>& faces = problem_.snapshots[snapshot].faces;
    const Reading at{.weights = {},
                     .time = problem_.snapshots[snapshot].at.base() - cohort.formed_at};
    const double highest = wavenumber_needed(shape, problem_.medium, at, spread, kCarriedTolerance);
    const double reach = spread.reach(at);
    HankelQuadrature quadrature = hankel_quadrature(highest, shape.support_radius() + reach, {});
    const std::size_t planes = faces.size() - 1;
    std::vector<std::vector<double>> means;
    for (std::size_t p = 0; p < planes; ++p) {
        means.push_back(plane_mean(grid_, faces[p], faces[p + 1]));
    }
    // The last node is k = 0: the planes' totals.
    const std::size_t count = quadrature.nodes.size();
    std::vector<std::vector<double>> transforms(planes, std::vector<double>(count + 1));
    parallel_for_blocks(count + 1, kNodesPerTask, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const double k = i < count ? quadrature.nodes[i] : 0.0;
            const std::vector<double> column = carried_column(shape, grid_, layers_, k, at.time);
            for (std::size_t p = 0; p < planes; ++p) transforms[p][i] = dot(means[p], column);
        }
    });
    double most = 0.0;
    for (const auto& transform : transforms) most = std::max(most, transform.back());
    Profiles profiles(planes);
    parallel_for(planes, [&](std::size_t p) {
        const double total = transforms[p].back();
        transforms[p].pop_back();
        for (std::size_t i = 0; i < count; ++i) transforms[p][i] *= quadrature.weights[i];
        // Planes that next to nothing has reached are rounding against the fullest one.
        const HankelResponse response({quadrature.nodes, transforms[p]}, total, 1e3 * most);
        profiles[p] = std::make_shared<const CarriedShape>(response, reach, shape.lateral_scale());
    });
    return profiles;
}

std::vector<Point> SharpPlanes::axes(const PlacedDepot& depot, double reach) const {
    if (problem_.walls == Walls::open) return {depot.axis};
    return mirror_images(depot.axis, problem_.raster.box(), reach);
}

void SharpPlanes::add_carried(const Cohort& cohort,
                              const Profiles& profiles,
                              std::size_t p,
                              std::span<float> voxels) const {
    double fullest = 0.0;
    for (const auto& profile : profiles) fullest = std::max(fullest, profile->share(0.0, 1.0));
    std::vector<StampRequest> requests;
    std::vector<double> amounts;
    for (const std::size_t i : cohort.members) {
        const PlacedDepot& depot = classes_.depots[i];
        for (const Point axis : axes(depot, profiles[p]->support_radius())) {
            requests.push_back({0, axis});
            amounts.push_back(depot.amount);
        }
    }
    const Stamps stamps(problem_.raster, {profiles[p]}, requests, kStampMemory, fullest);
    for (std::size_t i = 0; i < requests.size(); ++i) {
        add_patch(stamps.patch(requests[i], amounts[i]), problem_.raster, voxels);
    }
}

void SharpPlanes::add_drawn(const Cohort& cohort,
                            const std::vector<WeightedSlab>& slabs,
                            std::span<float> voxels) const {
    const DepotShape& shape = *classes_.shapes[cohort.depot_class];
    for (const std::size_t i : cohort.members) {
        const PlacedDepot& depot = classes_.depots[i];
        for (const Point axis : axes(depot, shape.support_radius())) {
            add_patch(draw_depot(shape, slabs, depot.amount, axis, problem_.raster),
                      problem_.raster,
                      voxels);
        }
    }
}

void SharpPlanes::add(std::size_t snapshot, std::size_t p, std::span<float> voxels) const {
    const auto& what = problem_.snapshots[snapshot];
    const double top = what.faces[p].base();
    const double bottom = what.faces[p + 1].base();
    for (std::size_t c = 0; c < classes_.cohorts.size(); ++c) {
        const Cohort& cohort = classes_.cohorts[c];
        if (paths_[snapshot][c] == Path::direct) {
            add_carried(cohort, carried_[snapshot][c], p, voxels);
        } else if (paths_[snapshot][c] == Path::drawn) {
            add_drawn(cohort,
                      decayed({{top, bottom, 1.0 / (bottom - top)}},
                              problem_.medium,
                              TimeFunction::value,
                              what.at.base() - cohort.formed_at),
                      voxels);
        }
    }
}

}  // namespace mesogrid::spectral
