#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include <benchmark/benchmark.h>

namespace mesogrid::bench {

/// What bounds a kernel on this machine, measured in turn with the kernel itself, so that both see
/// the same minute of a shared machine. Call between() first thing in every iteration; it stops the
/// benchmark's clock, takes one pass of the bound and goes on, at most once in 20 ms.
class PairedBound {
public:
    /// `pass`: one pass of the bound, timed by itself; returns units (bytes, flops) per second.
    explicit PairedBound(std::function<double()> pass) : pass_(std::move(pass)) {}

    void between(benchmark::State& state);
    /// Median of the passes, units per second. Takes one when there was none.
    double median();
    /// Counters `share` = the benchmark's units per second over the bound's, and `bound` itself.
    /// `units`: of one iteration. Call right after the timed loop.
    void report(benchmark::State& state, const char* share, const char* bound, double units);

private:
    using Clock = std::chrono::steady_clock;

    std::function<double()> pass_;
    std::vector<double> rates_;
    Clock::time_point last_;    ///< end of the last pass
    Clock::duration paused_{};  ///< time spent in passes since the first between()
    Clock::time_point first_;
};

}  // namespace mesogrid::bench
