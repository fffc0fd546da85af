#include <algorithm>
#include <cmath>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/run/assess.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

#include "models/catalogs.hpp"

#include "bench/report_result.hpp"
#include "bench/skin_workload.hpp"

/// Protocols judged per second when many are tried on one tissue: 100 Gaussian depots, every
/// puncture of every protocol displaced anew, 1 or 9 maps of 200 x 200 cells (AUC until up to 6 h)
/// by the full spectral solver, and coverage of each map, sampled in every cell (refinement 1) or
/// in 4 x 4 parts of it as `run` does. The tissue's response (ResponseStore) and the target's
/// sampling are made once; depots' cosines, superposition and coverage anew. items/s: protocols.
/// error_reuse: largest difference from the same map with nothing re-used, relative to the highest
/// dose; error_coverage: largest difference of a coverage number from refinement 4, relative to the
/// largest of them. Strong: 16 protocols. Weak: 16 for each thread; its digest is that of the first
/// 16.
namespace mesogrid::bench {
namespace {

constexpr std::size_t kProtocols = 16;
constexpr int kFinest = 4;

/// What all protocols share.
struct Shared {
    Target target{.site = "",
                  .outline = Outline::rectangle(
                      Length::from_base(50.0), Length::from_base(50.0), Point{25.0, 25.0}),
                  .layer = "dermis",
                  .band = {},
                  .interior_margin = Length::from_base(2.5)};
    TargetSampling sampling;
    Prescription prescription;
    MetricCatalog coverage;
    std::vector<Puncture> punctures = std::vector<Puncture>(100);

    explicit Shared(int refinement)
        : sampling(target.outline, target.interior_margin, skin(10, 1).raster, refinement) {
        prescription.threshold = 30000.0;
        prescription.threshold_unit = "ug s/mm3";
        for (const auto& metric : models::metrics()) {
            if (metric.name == "coverage") coverage = {metric};
        }
    }
};

/// Coverage numbers of one protocol, map by map.
std::vector<double> judge(const Shared& shared,
                          int maps,
                          std::uint32_t variation,
                          ResponseStore& responses) {
    KeepMaps kept;
    SpectralTransport().solve(skin(10, maps, variation), kept, responses);
    const Assessment assessment{.target = shared.target,
                                .sampling = shared.sampling,
                                .prescription = shared.prescription,
                                .punctures = shared.punctures};
    std::vector<double> numbers;
    for (const Map& map : kept.maps) {
        const MetricResult result = assess(assessment, {map}, shared.coverage, nullptr);
        for (const Measured& measure : result.measures) {
            if (measure.value) numbers.push_back(*measure.value);
        }
    }
    return numbers;
}

double error_of_reuse(int maps, ResponseStore& responses) {
    KeepMaps shared;
    KeepMaps fresh;
    SpectralTransport().solve(skin(10, maps, 1), shared, responses);
    SpectralTransport().solve(skin(10, maps, 1), fresh);
    double away = 0.0;
    double highest = 0.0;
    for (std::size_t m = 0; m < fresh.maps.size(); ++m) {
        for (std::size_t i = 0; i < fresh.maps[m].values.size(); ++i) {
            const double value = fresh.maps[m].values[i];
            away = std::max(away, std::abs(shared.maps[m].values[i] - value));
            highest = std::max(highest, value);
        }
    }
    return away / highest;
}

double error_of_coverage(const std::vector<double>& numbers, const std::vector<double>& finest) {
    double away = 0.0;
    double highest = 0.0;
    for (std::size_t i = 0; i < finest.size(); ++i) {
        away = std::max(away, std::abs(numbers.at(i) - finest[i]));
        highest = std::max(highest, std::abs(finest[i]));
    }
    return away / highest;
}

void run(benchmark::State& state, std::size_t protocols) {
    const auto maps = static_cast<int>(state.range(1));
    const Shared shared(static_cast<int>(state.range(2)));
    ResponseStore responses;
    judge(shared, maps, 0, responses);
    std::vector<std::vector<double>> numbers(protocols);
    for ([[maybe_unused]] auto _ : state) {
        parallel_for(protocols, [&](std::size_t p) {
            numbers[p] = judge(shared, maps, static_cast<std::uint32_t>(p + 1), responses);
        });
        benchmark::DoNotOptimize(numbers.data());
    }
    const auto judged = state.iterations() * static_cast<std::int64_t>(protocols);
    state.SetItemsProcessed(judged);
    state.SetBytesProcessed(judged * maps * static_cast<std::int64_t>(40000 * sizeof(double)));
    state.counters["error_reuse"] = error_of_reuse(maps, responses);
    state.counters["error_coverage"] =
        error_of_coverage(numbers[0], judge(Shared(kFinest), maps, 1, responses));
    std::vector<double> first;
    for (std::size_t p = 0; p < kProtocols; ++p) {
        first.insert(first.end(), numbers[p].begin(), numbers[p].end());
    }
    report_result(state, first);
}

void BM_Sweep(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    run(state, kProtocols);
}
void BM_WeakSweep(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    run(state, kProtocols * static_cast<std::size_t>(state.range(0)));
}

void strong(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "maps", "refinement"})
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    for (const int threads : thread_counts()) {
        benchmark->Args({threads, 1, 1})->Args({threads, 9, 1})->Args({threads, 1, kFinest});
    }
}
void weak(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "maps", "refinement"})
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    for (const int threads : thread_counts()) benchmark->Args({threads, 1, 1});
}

BENCHMARK(BM_Sweep)->Apply(strong);
BENCHMARK(BM_WeakSweep)->Apply(weak);

}  // namespace
}  // namespace mesogrid::bench
