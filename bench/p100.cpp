#include <chrono>
#include <functional>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

#include "bench/p100_workload.hpp"
#include "bench/report_result.hpp"

/// Three snapshots of 6.4 million voxels. items/s: voxels; wall_ms: one run; error_*: relative L2
/// over all voxels against the exact field of homogeneous tissue, measured in this process outside
/// the timing.
namespace mesogrid::bench {
namespace {

/// 80 cells of 0.125 mm: two to a voxel.
constexpr DepthResolution kDepthCells{
    .finest = 0.125, .fine_depth = 10.0, .growth = 0.0, .coarsest = 0.125, .fewest = 1};

using Errors = std::function<std::vector<double>(const Transport&)>;

void time(benchmark::State& state,
          const TransportProblem& problem,
          const SpectralTransport& transport,
          const Errors& errors_of) {
    set_thread_count(static_cast<int>(state.range(0)));
    const std::size_t voxels = problem.raster.size() * (problem.snapshots[0].faces.size() - 1);
    restart_peak_memory();
    KeepVoxels kept(voxels);
    const auto start = std::chrono::steady_clock::now();
    for ([[maybe_unused]] auto _ : state) {
        transport.solve(problem, kept);
        benchmark::DoNotOptimize(kept.voxels().data());
    }
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
    state.counters["wall_ms"] = wall.count() / static_cast<double>(state.iterations());
    state.counters["bytes_per_voxel"] = peak_memory() / static_cast<double>(voxels);
    state.SetItemsProcessed(state.iterations() *
                            static_cast<std::int64_t>(voxels * problem.snapshots.size()));
    const std::vector<double> errors = errors_of(transport);
    state.counters["error_1h"] = errors[0];
    state.counters["error_6h"] = errors[1];
    state.counters["error_24h"] = errors[2];
    report_result(state, kept.voxels());
}

void run(benchmark::State& state, Punctures punctures, Layers layers, int rows) {
    const TransportProblem problem = p100(punctures, layers, rows);
    time(state,
         problem,
         SpectralTransport({.resolution = kDepthCells, .snapshot_tolerance = 1e-5}),
         [&](const Transport& transport) {
             return layers == Layers::one ? exact_errors(problem, transport)
                                          : reference_errors(problem, punctures, transport);
         });
}

void BM_P100(benchmark::State& state) {
    run(state, Punctures::alike, Layers::one, 10);
}
void BM_P100Varied(benchmark::State& state) {
    run(state, Punctures::varied, Layers::one, 10);
}
void BM_P100Layers(benchmark::State& state) {
    run(state, Punctures::alike, Layers::three, 10);
}
void BM_P100LayersVaried(benchmark::State& state) {
    run(state, Punctures::varied, Layers::three, 10);
}
void BM_P1024(benchmark::State& state) {
    run(state, Punctures::alike, Layers::one, 32);
}
/// Cells of 0.0125 mm in epidermis and dermis: sqrt(2 D t) is 0.13 mm after an hour.
void BM_P100LensSlow(benchmark::State& state) {
    const TransportProblem problem = p100_lens_slow();
    const DepthResolution cells{.finest = 0.0125, .fine_depth = 1.5, .growth = 0.2};
    time(state, problem, SpectralTransport({.resolution = cells}), [&](const Transport& transport) {
        return lens_slow_errors(problem, transport);
    });
}

BENCHMARK(BM_P100)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_P100Varied)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_P100Layers)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_P100LayersVaried)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_P100LensSlow)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_P1024)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
