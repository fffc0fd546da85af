#include "bench/paired_bound.hpp"

#include <algorithm>

namespace mesogrid::bench {

void PairedBound::between(benchmark::State& state) {
    const auto now = Clock::now();
    if (rates_.empty()) first_ = now;
    if (!rates_.empty() && now - last_ < std::chrono::milliseconds(20)) return;
    state.PauseTiming();
    rates_.push_back(pass_());
    last_ = Clock::now();
    paused_ += last_ - now;
    state.ResumeTiming();
}

double PairedBound::median() {
    if (rates_.empty()) rates_.push_back(pass_());
    std::vector<double> sorted = rates_;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

void PairedBound::report(benchmark::State& state,
                         const char* share,
                         const char* bound,
                         double units) {
    if (rates_.empty() || state.iterations() == 0) return;
    const std::chrono::duration<double> busy = Clock::now() - first_ - paused_;
    const double rate = units * static_cast<double>(state.iterations()) / busy.count();
    state.counters[bound] = median();
    state.counters[share] = rate / median();
}

}  // namespace mesogrid::bench
