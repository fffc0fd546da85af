#pragma once

#include "bench/paired_bound.hpp"

namespace mesogrid::bench {

/// Fused multiply-adds per second on registers alone, 2 flops each, with the threads that are set:
/// the bound of a compute-bound kernel, and of the vector width that this build has.
/// One pass takes about a millisecond.
template <class Real>
double fma_pass();

template <>
double fma_pass<float>();
template <>
double fma_pass<double>();

template <class Real>
PairedBound paired_fma() {
    return PairedBound(fma_pass<Real>);
}

}  // namespace mesogrid::bench
