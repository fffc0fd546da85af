#include "engine/run/assess.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

#include "engine/base/parallel.hpp"

namespace mesogrid {
namespace {

double area_of(const TargetSampling::Sample& sample, Region region) {
    switch (region) {
        case Region::interior:
            return sample.interior_area;
        case Region::edge_band:
            return sample.area - sample.interior_area;
        case Region::whole:
            break;
    }
    return sample.area;
}

AssessedPlane plane_of(const Assessment& assessment,
                       const Map& map,
                       const std::vector<double>& values) {
    AssessedPlane plane{map, values, {}};
    parallel_for(plane.distributions.size(), [&](std::size_t r) {
        plane.distributions[r] =
            dose_distribution(assessment.sampling, values, static_cast<Region>(r));
    });
    return plane;
}

std::vector<std::unique_ptr<MetricEvaluation>> begin_all(const Assessment& assessment,
                                                         const MetricCatalog& metrics) {
    std::vector<std::unique_ptr<MetricEvaluation>> evaluations;
    for (const auto& row : metrics) {
        Params none(Node{.value = Node::Table{}, .where = {}, .written = {}});
        evaluations.push_back(row.read(none)->begin(assessment));
    }
    return evaluations;
}

}  // namespace

DoseDistribution dose_distribution(const TargetSampling& sampling,
                                   const std::vector<double>& sample_values,
                                   Region region) {
    const auto& samples = sampling.samples();
    std::vector<std::uint32_t> order;
    for (std::uint32_t s = 0; s < samples.size(); ++s) {
        if (area_of(samples[s], region) > 0.0) order.push_back(s);
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return sample_values[a] != sample_values[b] ? sample_values[a] < sample_values[b] : a < b;
    });
    DoseDistribution distribution;
    for (const std::uint32_t s : order) {
        distribution.dose.push_back(sample_values[s]);
        distribution.area.push_back(area_of(samples[s], region));
        distribution.total_area += distribution.area.back();
    }
    return distribution;
}

MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& sessions,
                    const MetricCatalog& metrics,
                    const Contributions* contributions) {
    const auto evaluations = begin_all(assessment, metrics);
    for (const Map& map : sessions) {
        const std::vector<double> values = assessment.sampling.interpolate(map);
        const AssessedPlane plane = plane_of(assessment, map, values);
        for (const auto& evaluation : evaluations) evaluation->accept(plane);
    }
    MetricResult all;
    for (const auto& evaluation : evaluations) {
        MetricResult result = evaluation->finish(contributions);
        std::move(result.measures.begin(), result.measures.end(), std::back_inserter(all.measures));
        std::move(result.curves.begin(), result.curves.end(), std::back_inserter(all.curves));
    }
    return all;
}

}  // namespace mesogrid
