#include <cstddef>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

namespace mesogrid {
namespace {

/// Amounts per voxel as a run has them: positive, spread over one decade, in no order.
std::vector<double> voxel_amounts(std::size_t count) {
    std::vector<double> amounts(count);
    parallel_for_blocks(count, 4096, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const RandomKey key{.seed = 1, .index = static_cast<std::uint32_t>(i)};
            amounts[i] = 0.1 + 0.9 * uniform_random(key);
        }
    });
    return amounts;
}

void report_rates(benchmark::State& state) {
    const auto items = static_cast<std::int64_t>(state.iterations()) * state.range(0);
    state.SetItemsProcessed(items);
    state.SetBytesProcessed(items * static_cast<std::int64_t>(sizeof(double)));
}

void BM_ParallelSum(benchmark::State& state) {
    const std::vector<double> amounts = voxel_amounts(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        const double total =
            parallel_sum(amounts.size(), [&](std::size_t i) { return amounts[i]; });
        benchmark::DoNotOptimize(total);
    }
    report_rates(state);
}

/// The bound: one thread, one running sum, no fixed blocks, no call per term.
void BM_PlainSum(benchmark::State& state) {
    const std::vector<double> amounts = voxel_amounts(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        double total = 0.0;
        for (const double amount : amounts) total += amount;
        benchmark::DoNotOptimize(total);
    }
    report_rates(state);
}

// in cache, and a field of 256 x 256 x 256 voxels in memory
BENCHMARK(BM_ParallelSum)->Arg(1 << 12)->Arg(1 << 18)->Arg(1 << 24)->UseRealTime();
BENCHMARK(BM_PlainSum)->Arg(1 << 12)->Arg(1 << 18)->Arg(1 << 24)->UseRealTime();

}  // namespace
}  // namespace mesogrid
