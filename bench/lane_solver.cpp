#include "engine/numerics/lane_solver.hpp"

#include <cmath>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"

#include "bench/arithmetic_peak.hpp"
#include "bench/report_result.hpp"

/// exp(-X) applied to eight lanes of columns of 80 cells, 512 lanes a pass (4,096 lateral modes),
/// with 4, 5 and 7 pole pairs. items/s: modes. flops: 35 a cell, pair and lane, counted from the
/// code with its one division as one; a division takes the time of about eight, so the share of the
/// peak cannot come near 1.
namespace mesogrid::bench {
namespace {

constexpr std::size_t kCells = 80;
constexpr std::size_t kGroups = 512;
constexpr double kFlops = 35.0;

/// t (L + k^2 D + kappa) of cells of 0.125 mm at D t = 0.36 mm2, k from 0 to 16 /mm.
struct Problem {
    std::vector<double> off = std::vector<double>(kCells - 1, -0.36 / (0.125 * 0.125));
    std::vector<std::vector<Lanes>> diagonal;
    std::vector<Lanes> rhs;

    Problem() {
        for (std::size_t g = 0; g < kGroups; ++g) {
            std::vector<Lanes> lanes(kCells);
            for (std::size_t j = 0; j < kCells; ++j) {
                const double coupling = (j == 0 || j + 1 == kCells ? -1.0 : -2.0) * off[0];
                for (std::size_t l = 0; l < kLanes; ++l) {
                    const double k =
                        16.0 * static_cast<double>(g * kLanes + l) / (kGroups * kLanes);
                    lanes[j][l] = coupling + 0.36 * k * k * 0.01 + 0.11;
                }
            }
            diagonal.push_back(std::move(lanes));
        }
        for (std::size_t j = 0; j < kCells; ++j) {
            const double z = 0.125 * (static_cast<double>(j) + 0.5) - 3.0;
            rhs.push_back(Lanes{} + std::exp(-0.5 * z * z / 0.5625));
        }
    }
};

void BM_LaneSolver(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const RationalExponential& rational = rational_exponential(static_cast<int>(state.range(1)));
    const Problem problem;
    std::vector<Lanes> results(kGroups * kCells);
    PairedBound peak = paired_fma<double>();
    for ([[maybe_unused]] auto _ : state) {
        peak.between(state);
        parallel_for_blocks(kGroups, 16, [&](std::size_t first, std::size_t last) {
            LaneSolver solver(kCells);
            for (std::size_t g = first; g < last; ++g) {
                solver.apply(problem.diagonal[g],
                             problem.off,
                             problem.rhs,
                             rational,
                             MatrixFunction::exponential,
                             std::span(results).subspan(g * kCells, kCells));
            }
        });
        benchmark::DoNotOptimize(results.data());
    }
    const double flops = kFlops * static_cast<double>(kGroups * kCells * kLanes) *
                         static_cast<double>(rational.pairs.size());
    peak.report(state, "fma_share", "paired_fma", flops);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kGroups * kLanes));
    // read: diagonal; written: result; the rest stays in the first cache
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(2 * kGroups * kCells * sizeof(Lanes)));
    state.counters["flops"] =
        benchmark::Counter(flops, benchmark::Counter::kIsIterationInvariantRate);
    std::vector<double> numbers;
    for (const Lanes& one : results) {
        for (std::size_t l = 0; l < kLanes; ++l) numbers.push_back(one[l]);
    }
    report_result(state, numbers);
}

void over_pairs(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "pairs"})->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int threads : thread_counts()) {
        for (const int pairs : {4, 5, 7}) benchmark->Args({threads, pairs});
    }
}

BENCHMARK(BM_LaneSolver)->Apply(over_pairs);

}  // namespace
}  // namespace mesogrid::bench
