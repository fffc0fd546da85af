#include "engine/run/depot_responses.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/run/carry.hpp"
#include "engine/run/medium.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/variant_kernels.hpp"
#include "engine/transport/spectral/radial_profiles.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kTimes = 24;
constexpr double kEarliest = 60.0;  ///< s, first time after 0, or a thousandth of the last
constexpr double kThinnest = 0.12;  ///< mm, of a plane
constexpr double kMostPlanesPerLayer = 9.0;
constexpr std::size_t kRadii = 72;
/// Classes beyond which planes are thinned out, and beyond which there are none.
constexpr std::size_t kManyClasses = 8;
constexpr std::size_t kTooManyClasses = 48;

std::vector<Duration> times_of(const Scenario& scenario) {
    const Duration at = scenario.prescription.at;
    Duration last = std::isfinite(at.base()) ? at : Duration{};
    if (!scenario.times.empty()) last = std::max(last, scenario.times.back());
    if (last <= Duration{}) last = 1.0 * units::day;
    last += scenario.schedule.ends.back() - scenario.schedule.ends.front();
    const double first = std::min(kEarliest, last.base() / 1000.0);
    std::vector<Duration> times = {Duration{}};
    for (std::size_t i = 0; i + 1 < kTimes; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(kTimes - 2);
        times.push_back(Duration::from_base(first * std::pow(last.base() / first, share)));
    }
    times.back() = last;
    return times;
}

void choose_planes(const Scenario& scenario, bool many, DepotResponses& made) {
    made.faces = {Length{}};
    made.layer_faces = {Length{}};
    for (std::size_t i = 0; i < scenario.tissue.layers.size(); ++i) {
        const Length top = scenario.tissue.top(i);
        const Length thickness = scenario.tissue.layers[i].thickness;
        const double planes = std::clamp(
            std::round(thickness.base() / kThinnest), 1.0, many ? 3.0 : kMostPlanesPerLayer);
        for (double p = 1.0; p < planes; ++p) made.faces.push_back(top + (p / planes) * thickness);
        made.faces.push_back(scenario.tissue.top(i + 1));
        made.layer_faces.push_back(scenario.tissue.top(i + 1));
        made.layers.push_back(scenario.tissue.layers[i].name);
    }
}

/// Closer together near the axis, where depots have their edges.
std::vector<double> radii_up_to(double reach) {
    std::vector<double> radii;
    for (std::size_t i = 0; i < kRadii; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(kRadii - 1);
        radii.push_back(reach * share * std::sqrt(share));
    }
    return radii;
}

/// Concentration in every plane, then exposure of every layer, time by time.
std::vector<ExposureRequest> requests_of(const DepotResponses& made) {
    std::vector<ExposureRequest> requests;
    for (const Duration time : made.times) {
        for (std::size_t p = 0; p + 1 < made.faces.size(); ++p) {
            requests.push_back({.quantity = ExposureQuantity::concentration,
                                .band = {made.faces[p], made.faces[p + 1]},
                                .at = time});
        }
        for (std::size_t l = 0; l + 1 < made.layer_faces.size(); ++l) {
            requests.push_back({.quantity = ExposureQuantity::auc,
                                .band = {made.layer_faces[l], made.layer_faces[l + 1]},
                                .at = time});
        }
    }
    return requests;
}

void add_fields(ProfileQuestions questions,
                double concentration,
                ResponseStore& responses,
                DepotResponses& made) {
    double support = 0.0;
    for (const auto& shape : questions.shapes) {
        support = std::max(support, shape->support_radius());
    }
    questions.requests = requests_of(made);
    questions.radii = radii_up_to(profile_reach(questions.medium, support, made.times.back()));
    made.radii = questions.radii;
    const std::vector<double> profiles = radial_profiles(questions, responses);
    const std::size_t planes = made.faces.size() - 1;
    const std::size_t layers = made.layers.size();
    auto next = profiles.begin();
    const auto take = [&](std::size_t count, std::vector<double>& into) {
        for (std::size_t i = 0; i < count * kRadii; ++i) into.push_back(concentration * *next++);
    };
    for (std::size_t c = 0; c < questions.shapes.size(); ++c) {
        for (std::size_t t = 0; t < made.times.size(); ++t) {
            take(planes, made.concentration);
            take(layers, made.exposure);
        }
    }
}

/// One session's depots and what they look like.
void add_depots(const std::vector<Depot>& depots,
                std::size_t session,
                std::map<std::string, std::size_t>& class_of,
                ProfileQuestions& questions,
                DepotResponses& made) {
    for (const Depot& depot : depots) {
        const auto [found, is_new] = class_of.try_emplace(depot.class_key, class_of.size());
        if (is_new) {
            questions.shapes.push_back(depot.shape);
            questions.keys.push_back(depot.class_key);
        }
        made.depots.push_back({depot.puncture, depot.axis, depot.fluid, found->second, session});
    }
}

/// Depots of every session that differs from the others, by class.
ProfileQuestions place_depots(const Scenario& scenario, DepotResponses& made) {
    const bool alike = scenario.schedule.sessions_alike();
    const std::size_t kinds = alike ? 1 : scenario.schedule.sessions();
    ProfileQuestions questions;
    std::map<std::string, std::size_t> class_of;
    std::vector<Depot> all;
    for (std::size_t s = 0; s < kinds; ++s) {
        const std::vector<Depot> depots = form(scenario, plan(scenario, s));
        add_depots(depots, alike ? 0 : s + 1, class_of, questions, made);
        all.insert(all.end(), depots.begin(), depots.end());
    }
    made.classes = questions.shapes.size();
    questions.cell = choose_raster(scenario, all).spacing * units::mm;
    return questions;
}

}  // namespace

DepotResponses depot_responses(const Scenario& scenario, ResponseStore& responses) {
    DepotResponses made;
    made.walls = scenario.numerics.walls;
    made.session_ends = scenario.schedule.ends;
    made.sessions = judged_course(scenario).sessions;
    ProfileQuestions questions = place_depots(scenario, made);
    const double cell = questions.cell.base();
    choose_planes(scenario, made.classes > kManyClasses, made);
    made.times = times_of(scenario);
    const std::size_t solute = scenario.prescribed_solute();
    questions.medium = resolve_medium(scenario.tissue,
                                      scenario.product.solutes[solute],
                                      *scenario.laws[solute].clearance,
                                      *scenario.laws[solute].diffusion);
    if (questions.shapes.empty() || questions.shapes.size() > kTooManyClasses) {
        made.no_fields = "the depots have too many shapes";
    } else {
        add_fields(std::move(questions),
                   scenario.product.solutes[solute].concentration.value.base(),
                   responses,
                   made);
    }
    add_variant_kernels(scenario, plan(scenario, 0), cell, responses, made);
    return made;
}

}  // namespace mesogrid
