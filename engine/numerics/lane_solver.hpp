#pragma once

#include <span>
#include <vector>

#include "engine/numerics/rational_exponential.hpp"

namespace mesogrid {

/// Matrices are solved eight at a time, one per vector lane.
inline constexpr int kLanes = 8;
using Lanes = double __attribute__((vector_size(sizeof(double) * kLanes)));

/// Which function of the matrix is applied.
enum class MatrixFunction { exponential, phi1 };

/// Applies r(-X) to right-hand sides, r the rational approximation of exp or phi1 and X eight
/// symmetric positive semi-definite tridiagonal matrices of order n that share their off-diagonals:
/// one complex LDL^T solve per pole pair, all lanes in step. The workspace belongs to one thread.
/// Cost: n x pairs x about 30 flops and one division per lane.
class LaneSolver {
public:
    explicit LaneSolver(std::size_t n)
        : inverse_re_(n), inverse_im_(n), solution_re_(n), solution_im_(n) {}

    /// `diagonal` and `rhs`: n vectors of lanes; `off`: n - 1 numbers, off[j] couples j and j + 1.
    /// `result` (n) is overwritten and may not alias the inputs.
    void apply(std::span<const Lanes> diagonal,
               std::span<const double> off,
               std::span<const Lanes> rhs,
               const RationalExponential& rational,
               MatrixFunction function,
               std::span<Lanes> result);

    /// result = X^-1 rhs for positive definite X.
    void solve(std::span<const Lanes> diagonal,
               std::span<const double> off,
               std::span<const Lanes> rhs,
               std::span<Lanes> result);

private:
    void add_pole(std::span<const Lanes> diagonal,
                  std::span<const double> off,
                  std::span<const Lanes> rhs,
                  std::complex<double> pole,
                  std::complex<double> residue,
                  std::span<Lanes> result);

    std::vector<Lanes> inverse_re_;
    std::vector<Lanes> inverse_im_;
    std::vector<Lanes> solution_re_;
    std::vector<Lanes> solution_im_;
};

}  // namespace mesogrid
