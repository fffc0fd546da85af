#include "bench/report_result.hpp"

#include <cmath>

#include <unistd.h>

#include "engine/base/parallel.hpp"
#include "engine/format/sha256.hpp"
#include "engine/io/version.hpp"

namespace mesogrid::bench {
namespace {

template <class Real>
void report(benchmark::State& state, std::span<const Real> values) {
    state.counters["workers"] = thread_count();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i])) continue;
        const std::string what = "value " + std::to_string(i) + " is not finite";
        state.SkipWithError(what.c_str());
        return;
    }
    Sha256 sha;
    sha.add(std::as_bytes(values));
    state.SetLabel("sha256:" + to_text(sha.finish()));
}

/// What the program was built from goes into the context of everything it prints.
const bool kContextAdded = [] {
    benchmark::AddCustomContext("mesogrid_version", version());
    benchmark::AddCustomContext("mesogrid_commit", commit());
    benchmark::AddCustomContext("mesogrid_compiler", compiler());
    benchmark::AddCustomContext("mesogrid_flags", build_flags());
    return true;
}();

}  // namespace

void report_result(benchmark::State& state, std::span<const float> values) {
    report(state, values);
}

void report_result(benchmark::State& state, std::span<const double> values) {
    report(state, values);
}

std::vector<int> thread_counts() {
    const int cores = static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
    std::vector<int> counts;
    for (int threads = 1; threads < cores; threads *= 2) counts.push_back(threads);
    counts.push_back(cores);
    return counts;
}

void over_threads(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgName("threads");
    for (const int threads : thread_counts()) benchmark->Arg(threads);
}

}  // namespace mesogrid::bench
