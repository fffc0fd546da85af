#include "bench/bandwidth.hpp"

#include <algorithm>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace mesogrid::bench {
namespace {

/// Elements of one block of work: 256 KiB of doubles, so that threads share evenly and call rarely.
constexpr std::size_t kBlock = 32768;
/// a = c a + d has this fixed point for d = 1, so that values stay of order 1 for ever.
constexpr double kFactor = 0.5;

#if defined(__AVX512F__)
void stream(float* to, const float* b, const float* d, float c) {
    _mm512_stream_ps(to,
                     _mm512_fmadd_ps(_mm512_set1_ps(c), _mm512_loadu_ps(d), _mm512_loadu_ps(b)));
}
void stream(double* to, const double* b, const double* d, double c) {
    _mm512_stream_pd(to,
                     _mm512_fmadd_pd(_mm512_set1_pd(c), _mm512_loadu_pd(d), _mm512_loadu_pd(b)));
}
constexpr std::size_t kStreamBytes = 64;
#elif defined(__SSE2__)
void stream(float* to, const float* b, const float* d, float c) {
    _mm_stream_ps(to, _mm_add_ps(_mm_mul_ps(_mm_set1_ps(c), _mm_loadu_ps(d)), _mm_loadu_ps(b)));
}
void stream(double* to, const double* b, const double* d, double c) {
    _mm_stream_pd(to, _mm_add_pd(_mm_mul_pd(_mm_set1_pd(c), _mm_loadu_pd(d)), _mm_loadu_pd(b)));
}
constexpr std::size_t kStreamBytes = 16;
#else
template <class Real>
void stream(Real* to, const Real* b, const Real* d, Real c) {
    *to = *b + c * *d;
}
constexpr std::size_t kStreamBytes = 0;
#endif

/// The first element at or after `first` whose address allows a streaming store.
template <class Real>
std::size_t aligned(const Real* a, std::size_t first, std::size_t last) {
    if (kStreamBytes == 0) return first;
    while (first < last && reinterpret_cast<std::uintptr_t>(a + first) % kStreamBytes != 0) ++first;
    return first;
}

}  // namespace

template <class Real>
Bandwidth<Real>::Bandwidth(Access access, std::size_t bytes)
    : access_(access),
      size_(bytes / sizeof(Real) / (access == Access::update ? 1 : 3)),
      a_(new Real[size_]),
      b_(access == Access::update ? nullptr : new Real[size_]),
      d_(access == Access::update ? nullptr : new Real[size_]) {
    // each block is first touched by a thread as it will be used, not by the one that made it
    parallel_for_blocks(size_, kBlock, [this](std::size_t first, std::size_t last) {
        for (Real* array : {a_.get(), b_.get(), d_.get()}) {
            if (array) std::fill(array + first, array + last, Real{1});
        }
    });
}

template <class Real>
void Bandwidth<Real>::block(std::size_t first, std::size_t last) {
    Real* const a = a_.get();
    const Real* const b = b_.get();
    const Real* const d = d_.get();
    const auto c = static_cast<Real>(kFactor);
    if (access_ == Access::update) {
#pragma omp simd
        for (std::size_t i = first; i < last; ++i) a[i] = c * a[i] + Real{1};
        return;
    }
    if (access_ == Access::stream) {
        const std::size_t step = std::max<std::size_t>(kStreamBytes / sizeof(Real), 1);
        for (const std::size_t end = aligned(a, first, last); first < end; ++first) {
            a[first] = b[first] + c * d[first];
        }
        for (; first + step <= last; first += step) stream(a + first, b + first, d + first, c);
    }
#pragma omp simd
    for (std::size_t i = first; i < last; ++i) a[i] = b[i] + c * d[i];
}

template <class Real>
double Bandwidth<Real>::bytes() const {
    return static_cast<double>(size_ * sizeof(Real)) * (access_ == Access::update ? 2.0 : 3.0);
}

template <class Real>
double Bandwidth<Real>::pass() {
    const auto start = std::chrono::steady_clock::now();
    parallel_for_blocks(
        size_, kBlock, [this](std::size_t first, std::size_t last) { block(first, last); });
#if defined(__SSE2__)
    _mm_sfence();
#endif
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    return bytes() / time.count();
}

template class Bandwidth<float>;
template class Bandwidth<double>;

}  // namespace mesogrid::bench
