#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>

#include "engine/base/parallel.hpp"

#include "bench/paired_bound.hpp"

/// How fast memory is with the threads that are set, for pairing with kernels. Bytes count as the
/// program's own reads and writes: no traffic of the caches' own, as a store that reads first.
namespace mesogrid::bench {

enum class Access {
    update,  ///< in place, a = c a + d: 2 numbers an element
    triad,   ///< a = b + c d over three arrays (McCalpin's STREAM): 3 numbers an element
    stream,  ///< the triad with stores that pass the caches by (x86; else as triad)
};

/// Arrays that together take `bytes`; each pass goes over all of them once.
template <class Real>
class Bandwidth {
public:
    Bandwidth(Access access, std::size_t bytes);

    /// One pass over the arrays; bytes per second.
    double pass();
    /// Bytes that one pass counts.
    double bytes() const;
    /// Every element, to show that work was done.
    const Real* data() const { return a_.get(); }
    std::size_t size() const { return size_; }

private:
    void block(std::size_t first, std::size_t last);

    Access access_;
    std::size_t size_;
    std::unique_ptr<Real[]> a_;
    std::unique_ptr<Real[]> b_;
    std::unique_ptr<Real[]> d_;
};

extern template class Bandwidth<float>;
extern template class Bandwidth<double>;

/// The bound of a bandwidth-bound kernel that works on a field of `bytes` in place (16 B counted
/// for an element of double precision, 8 B for single). Usage:
///
///     PairedBound memory = paired_update<float>(field.size() * sizeof(float));
///     for (auto _ : state) { memory.between(state); step(field); }
///     memory.report(state, "bandwidth_share", "paired_bandwidth", bytes_of_one_step);
template <class Real>
PairedBound paired_update(std::size_t bytes) {
    return PairedBound([memory = std::make_shared<Bandwidth<Real>>(Access::update, bytes)] {
        return memory->pass();
    });
}

}  // namespace mesogrid::bench
