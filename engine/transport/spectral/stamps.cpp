#include "engine/transport/spectral/stamps.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/checks.hpp"
#include "engine/transport/spectral/real_space.hpp"

namespace mesogrid::spectral {
namespace {

constexpr double kPlaces = 1e9;

/// Cells are differences of one function, so they add up to the total but for what was below zero
/// and is drawn as zero.
void require_no_negatives(const Patch& patch, double cell_area, double total, double reference) {
    double sum = 0.0;
    for (const double value : patch.values) sum += value * cell_area;
    if (sum - total <= kNegligible * std::max({total, reference, kNegligible * sum})) return;
    if (sum <= 0.0 || total < kFloor) return;  // next to nothing has arrived: rounding
    throw SimulationError(Diagnostic{
        .code = 602,
        .problem =
            fmt::format("a depot carried in real space has cells below zero that hold {:.2g} "
                        "of it",
                        (sum - total) / total),
        .allowed = fmt::format("at most {:g}", kNegligible),
        .suggestion = "please report it with the scenario"});
}

}  // namespace

Stamps::Stamps(const Raster& raster,
               std::vector<std::shared_ptr<const DepotShape>> carried,
               const std::vector<StampRequest>& requests,
               double memory,
               double reference)
    : raster_(raster), reference_(reference), carried_(std::move(carried)) {
    std::vector<Key> keys;
    double used = 0.0;
    for (const StampRequest& request : requests) {
        const Key key = place_of(request).key;
        if (stamps_.count(key) > 0) continue;
        const double cells =
            1.0 + 2.0 * std::ceil(carried_[request.question]->support_radius() / raster.spacing);
        used += cells * cells * sizeof(double);
        if (used > memory) break;
        stamps_.emplace(key, Patch{});
        keys.push_back(key);
    }
    std::vector<Patch*> targets;
    targets.reserve(keys.size());
    for (const Key& key : keys) targets.push_back(&stamps_.at(key));
    parallel_for(keys.size(), [&](std::size_t s) { *targets[s] = drawn(keys[s]); });
}

Stamps::Place Stamps::place_of(const StampRequest& request) const {
    const auto along = [&](double x, double origin) {
        const double cells = (x - origin) / raster_.spacing;
        double cell = std::floor(cells);
        auto within = static_cast<std::int64_t>(std::llround((cells - cell) * kPlaces));
        if (within == static_cast<std::int64_t>(kPlaces)) {
            within = 0;
            cell += 1.0;
        }
        return std::pair(static_cast<int>(cell), within);
    };
    const auto x = along(request.axis.x, raster_.origin.x);
    const auto y = along(request.axis.y, raster_.origin.y);
    return {{request.question, x.second, y.second}, x.first, y.first};
}

Patch Stamps::drawn(const Key& key) const {
    const DepotShape& shape = *carried_[std::get<0>(key)];
    const double h = raster_.spacing;
    const int reach = static_cast<int>(std::ceil(shape.support_radius() / h));
    const Raster around{
        .origin = {-reach * h, -reach * h}, .spacing = h, .nx = 2 * reach + 1, .ny = 2 * reach + 1};
    const Point axis{h * static_cast<double>(std::get<1>(key)) / kPlaces,
                     h * static_cast<double>(std::get<2>(key)) / kPlaces};
    const std::vector<WeightedSlab> everything = {{0.0, 1.0, 1.0}};
    Patch patch = draw_depot(shape, everything, 1.0, axis, around);
    require_no_negatives(patch, around.cell_area(), shape.share(0.0, 1.0), reference_);
    patch.i0 -= reach;
    patch.j0 -= reach;
    return patch;
}

Patch Stamps::patch(const StampRequest& request, double amount) const {
    const Place place = place_of(request);
    const auto found = stamps_.find(place.key);
    const Patch fresh = found == stamps_.end() ? drawn(place.key) : Patch{};
    const Patch& stamp = found == stamps_.end() ? fresh : found->second;
    Patch cut{.i0 = std::max(0, place.i + stamp.i0), .j0 = std::max(0, place.j + stamp.j0)};
    cut.nx = std::max(0, std::min(raster_.nx, place.i + stamp.i0 + stamp.nx) - cut.i0);
    cut.ny = std::max(0, std::min(raster_.ny, place.j + stamp.j0 + stamp.ny) - cut.j0);
    if (cut.nx == 0 || cut.ny == 0) return {};
    cut.values.reserve(static_cast<std::size_t>(cut.nx) * static_cast<std::size_t>(cut.ny));
    for (int j = 0; j < cut.ny; ++j) {
        const int row = cut.j0 + j - place.j - stamp.j0;
        const int column = cut.i0 - place.i - stamp.i0;
        const double* from =
            &stamp.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(stamp.nx) +
                          static_cast<std::size_t>(column)];
        for (int i = 0; i < cut.nx; ++i) cut.values.push_back(amount * from[i]);
    }
    return cut;
}

}  // namespace mesogrid::spectral
