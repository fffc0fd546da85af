#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"

#include "bench/arithmetic_peak.hpp"
#include "bench/bandwidth.hpp"
#include "bench/report_result.hpp"

/// What this machine can do, whatever the program does: memory by three kinds of access, on the
/// field of P100 in single precision (25.6 MB, may lie in a shared cache) and on 768 MB, and fused
/// multiply-adds on registers. bench/compare reads from these whether the machine itself moved.
namespace mesogrid::bench {
namespace {

constexpr std::int64_t kField = 400L * 400 * 40 * 4;
constexpr std::int64_t kMemory = 768L << 20;

template <class Real>
void run(benchmark::State& state, Access access) {
    set_thread_count(static_cast<int>(state.range(0)));
    Bandwidth<Real> memory(access, static_cast<std::size_t>(state.range(1)));
    memory.pass();
    for ([[maybe_unused]] auto _ : state) {
        memory.pass();
        benchmark::DoNotOptimize(memory.data());
        benchmark::ClobberMemory();
    }
    state.counters["workers"] = thread_count();
    state.SetBytesProcessed(static_cast<std::int64_t>(memory.bytes()) * state.iterations());
    state.SetItemsProcessed(static_cast<std::int64_t>(memory.size()) * state.iterations());
}

void BM_Update32(benchmark::State& state) {
    run<float>(state, Access::update);
}
void BM_Update64(benchmark::State& state) {
    run<double>(state, Access::update);
}
void BM_Triad64(benchmark::State& state) {
    run<double>(state, Access::triad);
}
void BM_TriadStream64(benchmark::State& state) {
    run<double>(state, Access::stream);
}

template <class Real>
void multiply_add(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    double rates = 0.0;
    for ([[maybe_unused]] auto _ : state) rates += fma_pass<Real>();
    state.counters["workers"] = thread_count();
    state.counters["flops"] = rates / static_cast<double>(state.iterations());
}

void BM_MultiplyAdd32(benchmark::State& state) {
    multiply_add<float>(state);
}
void BM_MultiplyAdd64(benchmark::State& state) {
    multiply_add<double>(state);
}

void over_threads_and_sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "bytes"})->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int threads : thread_counts()) {
        for (const std::int64_t bytes : {kField, kMemory}) benchmark->Args({threads, bytes});
    }
}

BENCHMARK(BM_Update32)->Apply(over_threads_and_sizes);
BENCHMARK(BM_Update64)->Apply(over_threads_and_sizes);
BENCHMARK(BM_Triad64)->Apply(over_threads_and_sizes);
BENCHMARK(BM_TriadStream64)->Apply(over_threads_and_sizes);
BENCHMARK(BM_MultiplyAdd32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_MultiplyAdd64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
