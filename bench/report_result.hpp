#pragma once

#include <span>
#include <vector>

#include <benchmark/benchmark.h>

namespace mesogrid::bench {

/// Says what a benchmark computed and with how many threads: the label "sha256:…" of the values'
/// bytes, which bench/suite turns into the entry's digest, and the counter `workers`. Labels,
/// because Google Benchmark prints its context before anything has run. A value that is not finite
/// ends the benchmark with an error. Call once, after the timed loop.
void report_result(benchmark::State& state, std::span<const float> values);
void report_result(benchmark::State& state, std::span<const double> values);

/// Registers the numbers of threads to measure: 1, 2, 4 … up to the machine's cores, and those.
/// Use with Apply(); the thread count is the first argument, named `threads`.
void over_threads(benchmark::internal::Benchmark* benchmark);
std::vector<int> thread_counts();

}  // namespace mesogrid::bench
