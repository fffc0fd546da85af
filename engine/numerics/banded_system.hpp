#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mesogrid {

/// A symmetric positive definite matrix with `band` diagonals on either side, and its direct
/// solution (LDL^T without pivoting: stable for these). Work grows as size band^2.
class SymmetricBand {
public:
    SymmetricBand(std::size_t size, std::size_t band);

    std::size_t size() const { return size_; }
    void clear();
    /// Adds to the entry (row, row + off) and its mirror; off at most the band.
    void add(std::size_t row, std::size_t off, double value) {
        entries_[row * stride_ + off] += value;
    }
    /// Replaces the matrix by its factors. False where a pivot is not positive and finite.
    bool factor();
    /// Solves in place; after factor().
    void solve(std::span<double> values) const;

private:
    std::size_t size_;
    std::size_t band_;
    std::size_t stride_;
    std::vector<double> entries_;  ///< row by row: the diagonal, what follows it, some zeros
};

/// A matrix with `band` diagonals on either side that is diagonally dominant by columns or an
/// M-matrix, so that elimination needs no pivoting.
class GeneralBand {
public:
    GeneralBand(std::size_t size, std::size_t band);

    void add(std::size_t row, std::size_t column, double value) {
        entries_[row * (2 * band_ + 1) + column + band_ - row] += value;
    }
    bool factor();
    void solve(std::span<double> values) const;

private:
    std::size_t size_;
    std::size_t band_;
    std::vector<double> entries_;  ///< row by row, centred on the diagonal
};

}  // namespace mesogrid
