#include "engine/numerics/bessel_sum.hpp"

#include <cmath>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"

#include "bench/arithmetic_peak.hpp"
#include "bench/report_result.hpp"

/// Sums of J1 over 4,096 nodes up to 400 /mm at 512 radii, as the Hankel quadrature of a lens takes
/// them. `near`: radii up to 1 mm, where many arguments lie below 32 and go to the C library;
/// `far`: radii from 700 mm, no argument below 32. items/s: terms. flops (far only): 112 a term,
/// counted from the code.
namespace mesogrid::bench {
namespace {

constexpr std::size_t kNodes = 4096;
constexpr std::size_t kRadii = 512;
constexpr double kFlops = 112.0;

BesselSum nodes() {
    std::vector<double> x;
    std::vector<double> weights;
    for (std::size_t i = 0; i < kNodes; ++i) {
        x.push_back(400.0 * (static_cast<double>(i) + 0.5) / kNodes);
        weights.push_back(std::exp(-x.back() / 100.0));
    }
    return {x, weights};
}

void run(benchmark::State& state, double from, double step, bool flops_known) {
    set_thread_count(static_cast<int>(state.range(0)));
    const BesselSum sum = nodes();
    std::vector<double> results(kRadii);
    PairedBound peak = paired_fma<double>();
    for ([[maybe_unused]] auto _ : state) {
        peak.between(state);
        parallel_for_blocks(kRadii, 16, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                results[i] = sum.order_1(from + step * static_cast<double>(i));
            }
        });
        benchmark::DoNotOptimize(results.data());
    }
    constexpr auto kTerms = static_cast<std::int64_t>(kNodes * kRadii);
    if (flops_known) {
        const double flops = kFlops * static_cast<double>(kTerms);
        peak.report(state, "fma_share", "paired_fma", flops);
        state.counters["flops"] =
            benchmark::Counter(flops, benchmark::Counter::kIsIterationInvariantRate);
    }
    state.SetItemsProcessed(state.iterations() * kTerms);
    // nodes, their inverses and weights: from the second cache
    state.SetBytesProcessed(state.iterations() * kTerms * 3 *
                            static_cast<std::int64_t>(sizeof(double)));
    report_result(state, results);
}

void BM_BesselSumNear(benchmark::State& state) {
    run(state, 0.0, 1.0 / kRadii, false);
}
void BM_BesselSumFar(benchmark::State& state) {
    run(state, 700.0, 1.0 / kRadii, true);
}

BENCHMARK(BM_BesselSumNear)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_BesselSumFar)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
