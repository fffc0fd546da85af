#include "engine/numerics/banded_system.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/contracts.hpp"

namespace mesogrid {

namespace {

/// Pivots that are eliminated together: a row below is then read and written once for all of them.
constexpr std::size_t kTogether = 4;

/// row -= factor pivot, `count` entries.
void subtract(double factor, const double* pivot, double* row, std::size_t count) {
#pragma omp simd
    for (std::size_t j = 0; j < count; ++j) row[j] -= factor * pivot[j];
}

}  // namespace

SymmetricBand::SymmetricBand(std::size_t size, std::size_t band)
    : size_(size),
      band_(band),
      stride_(band + kTogether),  // zeros let the pivots of a group count as equally long
      entries_(size * stride_, 0.0) {}

void SymmetricBand::clear() {
    std::fill(entries_.begin(), entries_.end(), 0.0);
}

bool SymmetricBand::factor() {
    // a_(k+i, k+j) -= a_(k, k+i) a_(k, k+j)/d_k
    for (std::size_t k = 0; k < size_; k += kTogether) {
        const std::size_t group = std::min(kTogether, size_ - k);
        double* const first = &entries_[k * stride_];
        for (std::size_t a = 0; a < group; ++a) {
            const double* const pivot = first + a * stride_;
            if (!(pivot[0] > 0.0) || !std::isfinite(pivot[0])) return false;
            for (std::size_t b = a + 1; b < group && b - a <= band_; ++b) {
                const std::size_t off = b - a;
                subtract(pivot[off] / pivot[0], pivot + off, first + b * stride_, band_ + 1 - off);
            }
        }
        if (group < kTogether) return true;
        const double* const p0 = first;
        const double* const p1 = p0 + stride_;
        const double* const p2 = p1 + stride_;
        const double* const p3 = p2 + stride_;
        const std::size_t last = std::min(size_ - 1, k + kTogether - 1 + band_);
        for (std::size_t r = k + kTogether; r <= last; ++r) {
            const std::size_t off = r - k;
            const double f0 = p0[off] / p0[0];
            const double f1 = p1[off - 1] / p1[0];
            const double f2 = p2[off - 2] / p2[0];
            const double f3 = p3[off - 3] / p3[0];
            if (f0 == 0.0 && f1 == 0.0 && f2 == 0.0 && f3 == 0.0) continue;
            double* const row = &entries_[r * stride_];
            const std::size_t count = band_ + kTogether - off;
#pragma omp simd
            for (std::size_t j = 0; j < count; ++j) {
                row[j] -= f0 * p0[off + j] + f1 * p1[off - 1 + j] + f2 * p2[off - 2 + j] +
                          f3 * p3[off - 3 + j];
            }
        }
    }
    return true;
}

void SymmetricBand::solve(std::span<double> values) const {
    MESOGRID_EXPECTS(values.size() == size_);
    for (std::size_t k = 0; k < size_; ++k) {
        const double* const row = &entries_[k * stride_];
        const double value = values[k] / row[0];
        values[k] = value;
        const std::size_t reach = std::min(band_, size_ - 1 - k);
        if (value != 0.0) subtract(value, row + 1, values.data() + k + 1, reach);
    }
    constexpr std::size_t kLanes = 8;
    for (std::size_t k = size_; k-- > 0;) {
        const double* const row = &entries_[k * stride_];
        const double* const later = values.data() + k;
        const std::size_t reach = std::min(band_, size_ - 1 - k);
        std::array<double, kLanes> sums{};  // fixed lanes: the same bits wherever it runs
        std::size_t i = 1;
        for (; i + kLanes <= reach + 1; i += kLanes) {
#pragma omp simd
            for (std::size_t l = 0; l < kLanes; ++l) sums[l] += row[i + l] * later[i + l];
        }
        double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
                     ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        for (; i <= reach; ++i) sum += row[i] * later[i];
        values[k] -= sum / row[0];
    }
}

GeneralBand::GeneralBand(std::size_t size, std::size_t band)
    : size_(size), band_(band), entries_(size * (2 * band + 1), 0.0) {}

bool GeneralBand::factor() {
    const std::size_t stride = 2 * band_ + 1;
    for (std::size_t k = 0; k < size_; ++k) {
        const double* const pivot = &entries_[k * stride + band_];
        if (pivot[0] == 0.0 || !std::isfinite(pivot[0])) return false;
        const std::size_t reach = std::min(band_, size_ - 1 - k);
        for (std::size_t i = 1; i <= reach; ++i) {
            double* const row = &entries_[(k + i) * stride + band_ - i];
            const double factor = row[0] / pivot[0];
            row[0] = factor;
            if (factor == 0.0) continue;
#pragma omp simd
            for (std::size_t j = 1; j <= reach; ++j) row[j] -= factor * pivot[j];
        }
    }
    return true;
}

void GeneralBand::solve(std::span<double> values) const {
    MESOGRID_EXPECTS(values.size() == size_);
    const std::size_t stride = 2 * band_ + 1;
    for (std::size_t k = 0; k < size_; ++k) {
        const std::size_t first = k > band_ ? k - band_ : 0;
        double sum = 0.0;
        for (std::size_t i = first; i < k; ++i)
            sum += entries_[k * stride + i + band_ - k] * values[i];
        values[k] -= sum;
    }
    for (std::size_t k = size_; k-- > 0;) {
        const double* const row = &entries_[k * stride + band_];
        const std::size_t reach = std::min(band_, size_ - 1 - k);
        double sum = 0.0;
        for (std::size_t i = 1; i <= reach; ++i) sum += row[i] * values[k + i];
        values[k] = (values[k] - sum) / row[0];
    }
}

}  // namespace mesogrid
