#include "engine/transport/grid/shares.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/march.hpp"

namespace mesogrid::grid {
namespace {

/// Of a depot's amount, what its own box may leave out at the start and by spreading:
/// erfc(5.3/sqrt 2) = 1e-7.
constexpr double kLeftOut = 1e-7;
constexpr double kDeviations = 5.3;

/// Radius that holds all but kLeftOut of a shape.
double holding_radius(const DepotShape& shape, double depth) {
    const double wanted = shape.share(0.0, depth) * (1.0 - kLeftOut);
    double low = 0.0;
    double high = shape.support_radius();
    for (int i = 0; i < 30; ++i) {
        const double middle = 0.5 * (low + high);
        (shape.enclosed(middle, 0.0, depth) < wanted ? low : high) = middle;
    }
    return high;
}

}  // namespace

GridShares::GridShares(TransportProblem problem, GridOptions options, std::vector<TakenStep> taken)
    : problem_(std::move(problem)),
      options_(std::move(options)),
      taken_(std::move(taken)),
      depots_(problem_.puncture_count) {
    options_.after_step = {};
    for (std::size_t d = 0; d < problem_.depots.size(); ++d) {
        depots_[problem_.depots[d].puncture].push_back(d);
    }
}

bool GridShares::adds_up(std::size_t request) const {
    const ExposureRequest& asked = problem_.requests[request];
    return asked.quantity != ExposureQuantity::peak &&
           asked.quantity != ExposureQuantity::time_above &&
           (is_areal(asked.quantity) || asked.reduction != Reduction::depth_min);
}

Patch GridShares::patch(std::size_t puncture, std::size_t request) const {
    MESOGRID_EXPECTS(puncture < size() && request < problem_.requests.size());
    if (depots_[puncture].empty()) return {};
    const double end = last_time(problem_);
    const spectral::DepotClasses classes = spectral::group(problem_);
    const GridBox whole = choose_box(problem_, classes, options_, end);
    TransportProblem alone = problem_;
    alone.depots.clear();
    double reach = 0.0;
    double fastest = 0.0;
    for (const MediumLayer& layer : alone.medium.layers) {
        fastest = std::max(fastest, layer.diffusivity.base());
    }
    Box around{{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};
    for (const std::size_t d : depots_[puncture]) {
        const Depot& depot = problem_.depots[d];
        alone.depots.push_back(depot);
        const double age = problem_.requests[request].at.base() - depot.formed_at.base();
        const double spread =
            std::isfinite(age) ? std::sqrt(2.0 * fastest * std::max(age, 0.0)) : 0.0;
        reach =
            std::max(reach, holding_radius(*depot.shape, whole.z.depth()) + kDeviations * spread);
        around.low = {std::min(around.low.x, depot.axis.x), std::min(around.low.y, depot.axis.y)};
        around.high = {std::max(around.high.x, depot.axis.x),
                       std::max(around.high.y, depot.axis.y)};
    }
    around = around.enlarged(reach);
    alone.requests = {problem_.requests[request]};
    alone.probes.clear();
    alone.snapshots.clear();
    // The part of the whole box around the puncture, and of it the part that the maps show.
    const double h = whole.raster.spacing;
    const auto cell = [&](double x, double origin, int n) {
        return std::clamp(static_cast<int>(std::floor((x - origin) / h)), 0, n);
    };
    const int i0 = cell(around.low.x, whole.raster.origin.x, whole.raster.nx);
    const int j0 = cell(around.low.y, whole.raster.origin.y, whole.raster.ny);
    const int i1 =
        std::min(whole.raster.nx, cell(around.high.x, whole.raster.origin.x, whole.raster.nx) + 1);
    const int j1 =
        std::min(whole.raster.ny, cell(around.high.y, whole.raster.origin.y, whole.raster.ny) + 1);
    const int map_i = static_cast<int>(whole.column);
    const int map_j = static_cast<int>(whole.row);
    const int from_i = std::max(i0, map_i);
    const int from_j = std::max(j0, map_j);
    const int to_i = std::min(i1, map_i + problem_.raster.nx);
    const int to_j = std::min(j1, map_j + problem_.raster.ny);
    if (from_i >= to_i || from_j >= to_j) return {};
    GridBox own{.raster = whole.raster,
                .column = static_cast<std::size_t>(from_i - i0),
                .row = static_cast<std::size_t>(from_j - j0),
                .z = whole.z};
    own.raster.origin = {whole.raster.origin.x + i0 * h, whole.raster.origin.y + j0 * h};
    own.raster.nx = i1 - i0;
    own.raster.ny = j1 - j0;
    alone.raster = {
        .origin = {whole.raster.origin.x + from_i * h, whole.raster.origin.y + from_j * h},
        .spacing = h,
        .nx = to_i - from_i,
        .ny = to_j - from_j};
    const std::vector<double> stops = stops_of(problem_);
    const MarchResult marched = options_.precision == Precision::single
                                    ? march<float>(alone, own, stops, options_, &taken_, nullptr)
                                    : march<double>(alone, own, stops, options_, &taken_, nullptr);
    return {.i0 = from_i - map_i,
            .j0 = from_j - map_j,
            .nx = alone.raster.nx,
            .ny = alone.raster.ny,
            .values = marched.maps.front().values};
}

}  // namespace mesogrid::grid
