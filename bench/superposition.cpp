#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

#include "bench/report_result.hpp"
#include "bench/skin_workload.hpp"

/// Superposing depots whose tissue response is at hand: the map of 100 or 1,024 punctures, and each
/// of 100 punctures' own share in it. items/s: punctures; bytes/s: the numbers that are handed
/// over.
namespace mesogrid::bench {
namespace {

void BM_SuperposeMap(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const TransportProblem problem = skin(static_cast<int>(state.range(1)), 1);
    const SpectralTransport transport;
    ResponseStore responses;
    KeepMaps kept;
    transport.solve(problem, kept, responses);
    for ([[maybe_unused]] auto _ : state) {
        kept.maps.clear();
        transport.solve(problem, kept, responses);
        benchmark::DoNotOptimize(kept.maps.data());
    }
    const std::vector<double>& values = kept.maps[0].values;
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(problem.depots.size()));
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(values.size() * sizeof(double)));
    report_result(state, values);
}

void BM_SharesOfPunctures(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const TransportProblem problem = skin(static_cast<int>(state.range(1)), 1);
    ResponseStore responses;
    KeepMaps kept;
    const TransportResult result = SpectralTransport().solve(problem, kept, responses);
    std::vector<Patch> patches(problem.puncture_count);
    for ([[maybe_unused]] auto _ : state) {
        parallel_for(patches.size(),
                     [&](std::size_t p) { patches[p] = result.contributions->patch(p, 0); });
        benchmark::DoNotOptimize(patches.data());
    }
    std::vector<double> values;
    for (const Patch& patch : patches) {
        values.insert(values.end(), patch.values.begin(), patch.values.end());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(patches.size()));
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(values.size() * sizeof(double)));
    report_result(state, values);
}

void hundred(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "rows"})->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int threads : thread_counts()) benchmark->Args({threads, 10});
}

void over_rows(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"threads", "rows"})->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int threads : thread_counts()) {
        for (const int rows : {10, 32}) benchmark->Args({threads, rows});
    }
}

BENCHMARK(BM_SuperposeMap)->Apply(over_rows);
BENCHMARK(BM_SharesOfPunctures)->Apply(hundred);

}  // namespace
}  // namespace mesogrid::bench
