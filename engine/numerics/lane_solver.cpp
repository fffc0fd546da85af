#include "engine/numerics/lane_solver.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"

namespace mesogrid {

void LaneSolver::add_pole(std::span<const Lanes> diagonal,
                          std::span<const double> off,
                          std::span<const Lanes> rhs,
                          std::complex<double> pole,
                          std::complex<double> residue,
                          std::span<Lanes> result) {
    const std::size_t n = diagonal.size();
    // (X + z) = L P L^T with p_j = d_j + z - off_(j-1)^2 / p_(j-1); y' = L^-1 rhs. Kept: 1/p_j,
    // y'_j.
    Lanes pivot_re = diagonal[0] + pole.real();
    auto pivot_im = Lanes{} + pole.imag();
    Lanes y_re = rhs[0];
    auto y_im = Lanes{};
    for (std::size_t j = 0;; ++j) {
        const Lanes scale = 1.0 / (pivot_re * pivot_re + pivot_im * pivot_im);
        const Lanes inverse_re = pivot_re * scale;
        const Lanes inverse_im = -pivot_im * scale;
        inverse_re_[j] = inverse_re;
        inverse_im_[j] = inverse_im;
        solution_re_[j] = y_re;
        solution_im_[j] = y_im;
        if (j + 1 == n) break;
        const Lanes factor_re = off[j] * inverse_re;
        const Lanes factor_im = off[j] * inverse_im;
        pivot_re = diagonal[j + 1] + pole.real() - off[j] * factor_re;
        pivot_im = pole.imag() - off[j] * factor_im;
        const Lanes next_re = rhs[j + 1] - (factor_re * y_re - factor_im * y_im);
        y_im = -(factor_re * y_im + factor_im * y_re);
        y_re = next_re;
    }
    // y_j = y'_j / p_j - (off_j / p_j) y_(j+1) = (y'_j - off_j y_(j+1)) / p_j
    auto x_re = Lanes{};
    auto x_im = Lanes{};
    for (std::size_t j = n; j-- > 0;) {
        const double coupling = j + 1 < n ? off[j] : 0.0;
        const Lanes right_re = solution_re_[j] - coupling * x_re;
        const Lanes right_im = solution_im_[j] - coupling * x_im;
        x_re = right_re * inverse_re_[j] - right_im * inverse_im_[j];
        x_im = right_re * inverse_im_[j] + right_im * inverse_re_[j];
        // 2 Re c/(x - z) at x = -X is -2 Re c (X + z)^-1
        result[j] -= 2.0 * (residue.real() * x_re - residue.imag() * x_im);
    }
}

void LaneSolver::apply(std::span<const Lanes> diagonal,
                       std::span<const double> off,
                       std::span<const Lanes> rhs,
                       const RationalExponential& rational,
                       MatrixFunction function,
                       std::span<Lanes> result) {
    MESOGRID_EXPECTS(diagonal.size() == inverse_re_.size() && rhs.size() == diagonal.size());
    MESOGRID_EXPECTS(result.size() == diagonal.size() && off.size() + 1 >= diagonal.size());
    std::fill(result.begin(), result.end(), Lanes{});
    for (const PolePair& pair : rational.pairs) {
        const auto residue = function == MatrixFunction::exponential ? pair.exponential : pair.phi1;
        add_pole(diagonal, off, rhs, pair.pole, residue, result);
    }
}

void LaneSolver::solve(std::span<const Lanes> diagonal,
                       std::span<const double> off,
                       std::span<const Lanes> rhs,
                       std::span<Lanes> result) {
    const std::size_t n = diagonal.size();
    MESOGRID_EXPECTS(n == inverse_re_.size() && rhs.size() == n && result.size() == n);
    Lanes pivot = diagonal[0];
    Lanes y = rhs[0];
    for (std::size_t j = 0;; ++j) {
        const Lanes inverse = 1.0 / pivot;
        inverse_re_[j] = inverse;
        solution_re_[j] = y;
        if (j + 1 == n) break;
        const Lanes factor = off[j] * inverse;
        pivot = diagonal[j + 1] - off[j] * factor;
        y = rhs[j + 1] - factor * y;
    }
    auto x = Lanes{};
    for (std::size_t j = n; j-- > 0;) {
        const double coupling = j + 1 < n ? off[j] : 0.0;
        x = (solution_re_[j] - coupling * x) * inverse_re_[j];
        result[j] = x;
    }
}

}  // namespace mesogrid
