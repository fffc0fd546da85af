#include "engine/run/variant_kernels.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/run/carry.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/medium.hpp"
#include "engine/run/plan.hpp"
#include "engine/transport/spectral/radial_profiles.hpp"

namespace mesogrid {
namespace {

/// Steps of depth on either side of the stated one, and shares of the stated volume.
constexpr int kDepthSteps = 3;
constexpr double kDepthStep = 0.2;
constexpr double kVolumeShares[] = {0.5, 0.75, 1.0, 1.25, 1.5, 2.0};
/// Beyond these a page would grow too large and too slow.
constexpr std::size_t kMostNodes = 400;
constexpr std::size_t kMostKernels = 600;
constexpr double kMostRadii = 600.0;
/// Share of a kernel's peak beyond whose last radius it ends.
constexpr double kNothing = 1e-7;

std::string reason_against(const Scenario& scenario) {
    using enum ExposureQuantity;
    const Prescription& p = scenario.prescription;
    if (p.quantity == nominal_areal_dose) return "a nominal dose does not depend on the place";
    if (p.quantity == peak || p.quantity == time_above) {
        return "peaks and times above a level do not add up";
    }
    if (p.reduction == Reduction::depth_min && !is_areal(p.quantity)) {
        return "least values over depth do not add up";
    }
    if (p.basis == Basis::cumulative && !scenario.schedule.sessions_alike()) {
        return "sessions in different places are judged together";
    }
    const bool ageless = p.quantity == areal_dose || std::isinf(p.at.base());
    if (scenario.schedule.duration > Duration{} && !ageless) {
        return "punctures of one session differ in age (schedule.duration)";
    }
    return {};
}

template <class Value>
std::size_t index_in(const std::vector<Value>& nodes, Value value) {
    return static_cast<std::size_t>(std::lower_bound(nodes.begin(), nodes.end(), value) -
                                    nodes.begin());
}

template <class Value>
void sort_once(std::vector<Value>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

void choose_nodes(const Scenario& scenario,
                  const std::vector<Puncture>& planned,
                  DepotResponses& made) {
    const Delivery& delivery = scenario.delivery;
    const Length rise = delivery.length * std::sin(delivery.angle.base());
    const Length bottom = scenario.tissue.thickness();
    for (const Puncture& puncture : planned) {
        made.depths.push_back(puncture.depth);
        made.volumes.push_back(puncture.volume_asked);
    }
    sort_once(made.depths);
    sort_once(made.volumes);
    const Length middle = made.depths[made.depths.size() / 2];
    const Volume usual = made.volumes[made.volumes.size() / 2];
    for (int i = -kDepthSteps; i <= kDepthSteps; ++i) {
        const Length depth = middle + i * kDepthStep * units::mm;
        const Length highest = rise + 0.1 * units::mm;
        if (i != 0 && depth > highest && depth < bottom) made.depths.push_back(depth);
    }
    for (const double share : kVolumeShares) {
        if (share != 1.0) made.volumes.push_back(share * usual);
    }
    sort_once(made.depths);
    sort_once(made.volumes);
    for (const Puncture& puncture : planned) {
        made.depth_of.push_back(index_in(made.depths, puncture.depth));
        made.volume_of.push_back(index_in(made.volumes, puncture.volume_asked));
    }
}

void form_variants(const Scenario& scenario, ProfileQuestions& questions, DepotResponses& made) {
    std::map<std::string, std::size_t> kernel_of;
    for (std::size_t d = 0; d < made.depths.size(); ++d) {
        for (std::size_t v = 0; v < made.volumes.size(); ++v) {
            Puncture puncture{.id = 1, .depth = made.depths[d], .volume_asked = made.volumes[v]};
            puncture.volume_leaked = scenario.delivery.leak * made.volumes[v];
            for (const Depot& depot : form(scenario, {puncture})) {
                const auto [found, is_new] =
                    kernel_of.try_emplace(depot.class_key, kernel_of.size());
                if (is_new) {
                    questions.shapes.push_back(depot.shape);
                    questions.keys.push_back(depot.class_key);
                }
                made.parts.push_back({d, v, depot.axis, depot.fluid, found->second});
            }
        }
    }
}

std::vector<ExposureRequest> requests_of(const Scenario& scenario) {
    const JudgedCourse judged = judged_course(scenario);
    if (judged.clock == Clock::session) return {prescribed_request(scenario, judged.at)};
    std::vector<ExposureRequest> requests;
    for (const Duration end : scenario.schedule.ends) {
        if (end <= judged.at) requests.push_back(prescribed_request(scenario, judged.at - end));
    }
    return requests;
}

void drop_kernels(DepotResponses& made, std::string why) {
    made.depths.clear();
    made.volumes.clear();
    made.depth_of.clear();
    made.volume_of.clear();
    made.parts.clear();
    made.no_kernels = std::move(why);
}

/// Sums the requests of each shape, scales to a uL and ends all where the last one ends.
void keep_kernels(const std::vector<double>& profiles,
                  std::size_t requests,
                  std::size_t radii,
                  double factor,
                  DepotResponses& made) {
    const std::size_t shapes = profiles.size() / (requests * radii);
    std::vector<double> all(shapes * radii, 0.0);
    std::size_t last = 1;
    for (std::size_t s = 0; s < shapes; ++s) {
        for (std::size_t q = 0; q < requests; ++q) {
            for (std::size_t r = 0; r < radii; ++r) {
                all[s * radii + r] += factor * profiles[(s * requests + q) * radii + r];
            }
        }
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(s * radii);
        const double peak = *std::max_element(begin, begin + static_cast<std::ptrdiff_t>(radii));
        for (std::size_t r = last; r < radii; ++r) {
            if (all[s * radii + r] > kNothing * peak) last = r;
        }
    }
    made.kernel_radii = std::min(radii, last + 2);
    for (std::size_t s = 0; s < shapes; ++s) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(s * radii);
        made.kernels.insert(
            made.kernels.end(), begin, begin + static_cast<std::ptrdiff_t>(made.kernel_radii));
    }
}

}  // namespace

void add_variant_kernels(const Scenario& scenario,
                         const std::vector<Puncture>& planned,
                         double cell,
                         ResponseStore& responses,
                         DepotResponses& made) {
    made.no_kernels = reason_against(scenario);
    if (!made.no_kernels.empty()) return;
    const std::vector<DepotReading> readings = depot_readings(scenario, planned);
    if (!std::all_of(readings.begin(), readings.end(), [](const DepotReading& reading) {
            return reading.formed_alone;
        })) {
        made.no_kernels = "neighbouring depots were solved together: one changes the others";
        return;
    }
    choose_nodes(scenario, planned, made);
    if (made.depths.size() * made.volumes.size() > kMostNodes) {
        drop_kernels(made, "the punctures have too many depths and volumes of their own");
        return;
    }
    ProfileQuestions questions;
    form_variants(scenario, questions, made);
    if (questions.shapes.empty() || questions.shapes.size() > kMostKernels) {
        drop_kernels(made, "an insertion makes too many different depots");
        return;
    }
    const std::size_t solute = scenario.prescribed_solute();
    questions.medium = resolve_medium(scenario.tissue,
                                      scenario.product.solutes[solute],
                                      *scenario.laws[solute].clearance,
                                      *scenario.laws[solute].diffusion);
    questions.requests = requests_of(scenario);
    questions.cell = cell * units::mm;
    double support = 0.0;
    for (const auto& shape : questions.shapes) {
        support = std::max(support, shape->support_radius());
    }
    const Duration until = questions.requests.front().at;
    const double reach = profile_reach(questions.medium, support, until);
    made.kernel_step = std::max(0.5 * cell, reach / kMostRadii);
    for (double r = 0.0; r <= reach; r += made.kernel_step) questions.radii.push_back(r);
    const auto sessions = static_cast<double>(made.sessions);
    const bool one_by_one = judged_course(scenario).clock == Clock::session;
    const double concentration = scenario.product.solutes[solute].concentration.value.base();
    keep_kernels(radial_profiles(questions, responses),
                 questions.requests.size(),
                 questions.radii.size(),
                 concentration * (one_by_one ? sessions : 1.0),
                 made);
}

}  // namespace mesogrid
