#include "engine/transport/grid/depots.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>

#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/real_space.hpp"

namespace mesogrid::grid {
namespace {

/// Places within a cell are told apart to this share of it.
constexpr double kPlaces = 1e9;

/// A patch about cell (0, 0), times a factor, moved and cut to the box.
Patch moved(const Patch& patch, int column, int row, int nx, int ny, double factor) {
    Patch cut{.i0 = std::max(0, column + patch.i0), .j0 = std::max(0, row + patch.j0)};
    cut.nx = std::max(0, std::min(nx, column + patch.i0 + patch.nx) - cut.i0);
    cut.ny = std::max(0, std::min(ny, row + patch.j0 + patch.ny) - cut.j0);
    if (cut.nx == 0 || cut.ny == 0) return {};
    for (int j = 0; j < cut.ny; ++j) {
        const auto from = static_cast<std::size_t>(cut.j0 + j - row - patch.j0) *
                              static_cast<std::size_t>(patch.nx) +
                          static_cast<std::size_t>(cut.i0 - column - patch.i0);
        for (std::size_t i = 0; i < static_cast<std::size_t>(cut.nx); ++i) {
            cut.values.push_back(factor * patch.values[from + i]);
        }
    }
    return cut;
}

}  // namespace

DepotVoxels::DepotVoxels(const TransportProblem& problem,
                         const spectral::DepotClasses& classes,
                         const GridBox& box)
    : nx_(box.raster.nx), ny_(box.raster.ny), planes_(box.z.size()) {
    std::map<std::tuple<std::size_t, std::int64_t, std::int64_t>, std::size_t> known;
    const auto along = [&](double x, double origin) {
        const double cells = (x - origin) / box.raster.spacing;
        return std::pair(static_cast<int>(std::floor(cells)), cells - std::floor(cells));
    };
    for (std::size_t d = 0; d < classes.depots.size(); ++d) {
        const spectral::PlacedDepot& depot = classes.depots[d];
        const double reach = classes.shapes[depot.depot_class]->support_radius();
        for (const Point axis : spectral::mirror_images(depot.axis, box.raster.box(), reach)) {
            const auto [column, x] = along(axis.x, box.raster.origin.x);
            const auto [row, y] = along(axis.y, box.raster.origin.y);
            const auto key =
                std::tuple(depot.depot_class, std::llround(x * kPlaces), std::llround(y * kPlaces));
            const auto [found, is_new] = known.try_emplace(key, stamps_.size());
            if (is_new) {
                stamps_.push_back({.depot_class = depot.depot_class,
                                   .within = {x * box.raster.spacing, y * box.raster.spacing},
                                   .planes = {},
                                   .profile = {}});
            }
            placed_.push_back(
                {found->second, column, row, depot.amount, problem.depots[d].formed_at.base()});
        }
    }
    draw(classes, box);
}

void DepotVoxels::draw(const spectral::DepotClasses& classes, const GridBox& box) {
    const double h = box.raster.spacing;
    for (Stamp& stamp : stamps_) {
        const DepotShape& shape = *classes.shapes[stamp.depot_class];
        const int reach = static_cast<int>(std::ceil(shape.support_radius() / h));
        const Raster around{.origin = {-reach * h, -reach * h},
                            .spacing = h,
                            .nx = 2 * reach + 1,
                            .ny = 2 * reach + 1};
        const bool product = shape.lateral_transform(0.0).has_value();
        stamp.planes.resize(product ? 1 : planes_);
        parallel_for(stamp.planes.size(), [&](std::size_t k) {
            const spectral::WeightedSlab slab =
                product ? spectral::WeightedSlab{0.0, box.z.depth(), 1.0}
                        : spectral::WeightedSlab{
                              box.z.faces[k], box.z.faces[k + 1], 1.0 / box.z.height(k)};
            Patch patch = spectral::draw_depot(shape, {&slab, 1}, 1.0, stamp.within, around);
            patch.i0 -= reach;
            patch.j0 -= reach;
            stamp.planes[k] = std::move(patch);
        });
        if (!product) continue;
        const double whole = shape.share(0.0, box.z.depth());
        for (std::size_t k = 0; k < planes_; ++k) {
            stamp.profile.push_back(shape.share(box.z.faces[k], box.z.faces[k + 1]) /
                                    (whole * box.z.height(k)));
        }
    }
}

void DepotVoxels::for_each(
    double formed_at, const std::function<void(std::size_t plane, const Patch& patch)>& add) const {
    parallel_for(planes_, [&](std::size_t k) {
        for (const Placed& depot : placed_) {
            if (depot.formed_at != formed_at) continue;
            const Stamp& stamp = stamps_[depot.stamp];
            const double factor = depot.amount * (stamp.profile.empty() ? 1.0 : stamp.profile[k]);
            if (factor == 0.0) continue;
            const Patch& plane = stamp.profile.empty() ? stamp.planes[k] : stamp.planes[0];
            add(k, moved(plane, depot.column, depot.row, nx_, ny_, factor));
        }
    });
}

}  // namespace mesogrid::grid
