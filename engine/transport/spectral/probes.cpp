#include "engine/transport/spectral/probes.hpp"

#include <cmath>

#include "engine/transport/spectral/checks.hpp"
#include "engine/transport/spectral/hankel_response.hpp"

namespace mesogrid::spectral {
namespace {

/// Depots of one cohort seen from a point, by whichever path its term takes but modes.
Superposition::PointValue seen_directly(const Superposition& fields,
                                        const Cohort& cohort,
                                        const Term& term,
                                        const TransportProblem::Probe& probe,
                                        const ResponseTable* table) {
    const SuperpositionParts& parts = fields.parts();
    const DepotShape& shape = *parts.classes.shapes[cohort.depot_class];
    Superposition::PointValue point;
    const auto for_each_distance = [&](double reach, auto&& take) {
        for (const std::size_t i : cohort.members) {
            const PlacedDepot& depot = parts.classes.depots[i];
            for (const Point axis : fields.visible_axes(depot, reach)) {
                const double r = distance(axis, probe.position);
                if (r <= reach) take(depot.amount, r);
            }
        }
    };
    if (term.path == Path::drawn) {
        for_each_distance(shape.support_radius(), [&](double amount, double r) {
            point.value += amount * term.factor * shape.density(r, probe.depth.base());
        });
        point.scale = point.value;
        return point;
    }
    const Question& question = parts.terms.questions[term.question];
    const Reading& reading = parts.terms.readings[question.reading];
    const double reach = parts.spread.reach(reading);
    const HankelResponse response(*table, shape, table->find(reading), question.highest, reach);
    for_each_distance(reach, [&](double amount, double r) {
        point.value += amount * response.density(r);
        point.scale += amount * response.density_scale();
    });
    return point;
}

}  // namespace

std::vector<PointComponent> point_components(const TransportProblem& problem) {
    std::vector<PointComponent> points;
    for (const auto& probe : problem.probes) {
        for (const Duration time : problem.probe_times) {
            points.push_back({probe.depth.base(), time.base()});
        }
    }
    return points;
}

std::vector<std::vector<ProbeValue>> read_probes(const TransportProblem& problem,
                                                 const Superposition& fields,
                                                 const ResponseTable* table) {
    const SuperpositionParts& parts = fields.parts();
    std::vector<std::vector<ProbeValue>> series;
    std::size_t component = 0;
    for (const auto& probe : problem.probes) {
        std::vector<ProbeValue>& values = series.emplace_back();
        for (const Duration time : problem.probe_times) {
            const std::vector<Term>& terms = parts.terms.of_point[component++];
            Superposition::PointValue point = fields.modes_at(probe.position, terms);
            for (std::size_t c = 0; c < terms.size(); ++c) {
                if (terms[c].path == Path::none || terms[c].path == Path::modes) continue;
                const Superposition::PointValue part =
                    seen_directly(fields, parts.classes.cohorts[c], terms[c], probe, table);
                point.value += part.value;
                point.scale += part.scale;
            }
            const double value = checked_probe(point.value, point.scale, probe, time.base());
            values.push_back(
                {Concentration::from_base(value), Concentration::from_base(kFloor * point.scale)});
        }
    }
    return series;
}

}  // namespace mesogrid::spectral
