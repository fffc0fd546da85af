#include "engine/transport/grid/shares.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/transport/grid/march.hpp"

namespace mesogrid::grid {
namespace {

/// Of a depot's amount, what its own box may leave out.
constexpr double kLeftOut = 1e-5;
/// erfc(4.42/sqrt 2) = 1e-5.
constexpr double kDeviations = 4.42;

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

/// How far solute spreads that decays at least at a rate: erfc(x/sqrt(4 D t)) e^(-rate t) is about
/// e^-(x^2/(4 D t) + rate t), so x^2 = 4 D t (ln 1/eps - rate t), at most where rate t is half of
/// it.
double spreading_reach(double diffusivity, double age, double rate) {
    const double all = std::log(1.0 / kLeftOut);
    const double t = rate > 0.0 ? std::min(age, 0.5 * all / rate) : age;
    return std::min(kDeviations * std::sqrt(2.0 * diffusivity * age),
                    2.0 * std::sqrt(diffusivity * t * std::max(0.0, all - rate * t)));
}

}  // namespace

GridShares::GridShares(TransportProblem problem,
                       GridBox box,
                       GridOptions options,
                       std::vector<TakenStep> taken)
    : problem_(std::move(problem)),
      box_(std::move(box)),
      options_(std::move(options)),
      taken_(std::move(taken)),
      stops_(stops_of(problem_)),
      depots_(problem_.puncture_count),
      fastest_(largest_diffusivity(problem_.medium)),
      slowest_(least_decay(problem_.medium, box_.z)) {
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

GridShares::Part GridShares::part_of(std::size_t puncture, std::size_t request) const {
    const double h = box_.raster.spacing;
    Part part{box_.raster.nx, box_.raster.ny, 0, 0};
    for (const std::size_t d : depots_[puncture]) {
        const Depot& depot = problem_.depots[d];
        const double age = std::max(0.0, (problem_.requests[request].at - depot.formed_at).base());
        const double reach =
            holding_radius(*depot.shape, box_.z.depth()) + spreading_reach(fastest_, age, slowest_);
        const int cells = 1 + static_cast<int>(std::ceil(reach / h));
        const int i = static_cast<int>(std::floor((depot.axis.x - box_.raster.origin.x) / h));
        const int j = static_cast<int>(std::floor((depot.axis.y - box_.raster.origin.y) / h));
        part.i0 = std::min(part.i0, std::max(0, i - cells));
        part.j0 = std::min(part.j0, std::max(0, j - cells));
        part.i1 = std::max(part.i1, std::min(box_.raster.nx, i + cells + 1));
        part.j1 = std::max(part.j1, std::min(box_.raster.ny, j + cells + 1));
    }
    return part;
}

std::string GridShares::key_of(std::size_t puncture, std::size_t request, const Part& part) const {
    std::string key = fmt::format("{}|{}x{}", request, part.i1 - part.i0, part.j1 - part.j0);
    if (!problem_.medium.is_laterally_uniform()) return fmt::format("{}|{}", key, puncture);
    const double h = box_.raster.spacing;
    for (const std::size_t d : depots_[puncture]) {
        const Depot& depot = problem_.depots[d];
        key += fmt::format("|{}@{:.9f},{:.9f},{:.17g},{:.17g}",
                           depot.class_key,
                           (depot.axis.x - box_.raster.origin.x) / h - part.i0,
                           (depot.axis.y - box_.raster.origin.y) / h - part.j0,
                           depot.fluid.base(),
                           depot.formed_at.base());
    }
    return key;
}

std::vector<double> GridShares::carry(std::size_t puncture,
                                      std::size_t request,
                                      const Part& part) const {
    const double h = box_.raster.spacing;
    TransportProblem alone = problem_;
    alone.depots.clear();
    for (const std::size_t d : depots_[puncture]) alone.depots.push_back(problem_.depots[d]);
    alone.requests = {problem_.requests[request]};
    alone.probes.clear();
    alone.snapshots.clear();
    alone.raster = {
        .origin = {box_.raster.origin.x + part.i0 * h, box_.raster.origin.y + part.j0 * h},
        .spacing = h,
        .nx = part.i1 - part.i0,
        .ny = part.j1 - part.j0};
    const GridBox own{.raster = alone.raster, .z = box_.z};
    // its rounding is far below what the box leaves out
    return march<float>(alone, own, stops_, options_, &taken_, nullptr).maps.front().values;
}

Patch GridShares::patch(std::size_t puncture, std::size_t request) const {
    MESOGRID_EXPECTS(puncture < size() && request < problem_.requests.size());
    if (depots_[puncture].empty()) return {};
    const Part part = part_of(puncture, request);
    std::shared_ptr<Answer> answer;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        auto& found = answers_[key_of(puncture, request, part)];
        if (!found) found = std::make_shared<Answer>();
        answer = found;
    }
    std::call_once(answer->once, [&] { answer->values = carry(puncture, request, part); });
    // what of it the maps show
    const int column = static_cast<int>(box_.column);
    const int row = static_cast<int>(box_.row);
    Patch patch{.i0 = std::max(0, part.i0 - column), .j0 = std::max(0, part.j0 - row)};
    patch.nx = std::max(0, std::min(problem_.raster.nx, part.i1 - column) - patch.i0);
    patch.ny = std::max(0, std::min(problem_.raster.ny, part.j1 - row) - patch.j0);
    if (patch.nx == 0 || patch.ny == 0) return {};
    for (int j = 0; j < patch.ny; ++j) {
        const std::ptrdiff_t skipped = patch.j0 + j + row - part.j0;
        const auto from =
            answer->values.begin() + skipped * (part.i1 - part.i0) + (patch.i0 + column - part.i0);
        patch.values.insert(patch.values.end(), from, from + patch.nx);
    }
    return patch;
}

}  // namespace mesogrid::grid
