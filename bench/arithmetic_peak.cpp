#include "bench/arithmetic_peak.hpp"

#include <array>
#include <chrono>
#include <vector>

#include "engine/base/parallel.hpp"

namespace mesogrid::bench {
namespace {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

/// Enough chains of dependent operations to hide a latency of 4 in two units; they fit registers.
constexpr std::size_t kChains = 12;
constexpr int kRounds = 20000;
constexpr int kTimes = 24;

using FloatVector = float __attribute__((vector_size(kVectorBytes)));
using DoubleVector = double __attribute__((vector_size(kVectorBytes)));

template <class Real, class Vector>
Real chains() {
    std::array<Vector, kChains> sum{};
    // opaque to the compiler; x = 0.5 x + 1 stays near 2, so nothing overflows or gets denormal
    Vector factor = Vector{} + Real(0.5);
    Vector term = Vector{} + Real(1);
    benchmark::DoNotOptimize(factor);
    benchmark::DoNotOptimize(term);
    for (int round = 0; round < kRounds; ++round) {
#pragma GCC unroll 12
        for (std::size_t c = 0; c < kChains; ++c) sum[c] = sum[c] * factor + term;
    }
    Real total{};
    for (const Vector& one : sum) total += one[0];
    return total;
}

template <class Real, class Vector>
double pass() {
    const auto threads = static_cast<std::size_t>(thread_count());
    std::vector<Real> totals(threads);
    const auto start = std::chrono::steady_clock::now();
    parallel_for(threads, [&](std::size_t t) {
        for (int again = 0; again < kTimes; ++again) totals[t] += chains<Real, Vector>();
    });
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    benchmark::DoNotOptimize(totals.data());
    constexpr std::size_t kLanes = kVectorBytes / sizeof(Real);
    return 2.0 * kTimes * kRounds * kChains * kLanes * static_cast<double>(threads) / time.count();
}

}  // namespace

template <>
double fma_pass<float>() {
    return pass<float, FloatVector>();
}
template <>
double fma_pass<double>() {
    return pass<double, DoubleVector>();
}

}  // namespace mesogrid::bench
