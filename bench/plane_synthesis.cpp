#include "engine/transport/spectral/plane_synthesis.hpp"

#include <cmath>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

#include "bench/arithmetic_peak.hpp"
#include "bench/report_result.hpp"

/// Planes of 400 x 400 voxels from 136 x 136, 72 x 72 and 40 x 40 cosine modes, as P100 has them
/// at 1, 6 and 24 h. flops: of the two matrix products with the mirror, M N nx + N nx ny for M x N
/// modes. Strong: 40 planes. Weak: 40 planes for each thread, of which the digest is the first 40.
namespace mesogrid::bench {
namespace {

constexpr int kCells = 400;
constexpr std::size_t kPlanes = 40;
constexpr std::size_t kCellsOfPlane = static_cast<std::size_t>(kCells) * kCells;

/// Coefficients that fall off as those of a Gaussian do.
std::vector<float> coefficients(Eigen::Index modes) {
    std::vector<float> values;
    for (Eigen::Index i = 0; i < modes * modes; ++i) {
        const Eigen::Index row = i / modes;
        const double x = static_cast<double>(i % modes) / static_cast<double>(modes);
        const double y = static_cast<double>(row) / static_cast<double>(modes);
        const double sign =
            uniform_random({.seed = 3, .index = static_cast<std::uint32_t>(i)}) - 0.5;
        values.push_back(static_cast<float>(sign * std::exp(-4.0 * (x * x + y * y))));
    }
    return values;
}

void run(benchmark::State& state, std::size_t planes) {
    const Eigen::Index modes = state.range(1);
    const Raster raster{{0.0, 0.0}, 0.25, kCells, kCells};
    const double highest = 3.141592653589793 / 100.0 * (static_cast<double>(modes) - 0.5);
    const spectral::LateralModes lateral(raster.box(), highest);
    const spectral::PlaneSynthesis synthesis(raster, lateral, modes, modes);
    const std::vector<float> series = coefficients(modes);
    std::vector<float> voxels(planes * kCellsOfPlane);
    const auto m = static_cast<double>(modes);
    const double flops = static_cast<double>(planes) * m * kCells * (m + kCells);
    PairedBound peak = paired_fma<float>();
    for ([[maybe_unused]] auto _ : state) {
        peak.between(state);
        parallel_for_blocks(planes, 4, [&](std::size_t first, std::size_t last) {
            spectral::PlaneSynthesis::Work work;
            for (std::size_t p = first; p < last; ++p) {
                synthesis.synthesise(
                    series, work, std::span(voxels).subspan(p * kCellsOfPlane, kCellsOfPlane));
            }
        });
        benchmark::DoNotOptimize(voxels.data());
    }
    peak.report(state, "fma_share", "paired_fma", flops);
    const auto items = state.iterations() * static_cast<std::int64_t>(voxels.size());
    state.SetItemsProcessed(items);
    state.SetBytesProcessed(items * static_cast<std::int64_t>(sizeof(float)));
    state.counters["flops"] =
        benchmark::Counter(flops, benchmark::Counter::kIsIterationInvariantRate);
    report_result(state, std::span<const float>(voxels).first(kPlanes * kCellsOfPlane));
}

void BM_PlaneSynthesis(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    run(state, kPlanes);
}
void BM_WeakPlaneSynthesis(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    run(state, kPlanes * static_cast<std::size_t>(state.range(0)));
}

void strong(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "modes"})->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int threads : thread_counts()) {
        for (const int modes : {136, 72, 40}) benchmark->Args({threads, modes});
    }
}
void weak(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "modes"})->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int threads : thread_counts()) benchmark->Args({threads, 136});
}

BENCHMARK(BM_PlaneSynthesis)->Apply(strong);
BENCHMARK(BM_WeakPlaneSynthesis)->Apply(weak);

}  // namespace
}  // namespace mesogrid::bench
