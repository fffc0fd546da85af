#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mesogrid {

/// Coefficients of a column of cells, one value each.
struct CellColumn {
    std::vector<double> height;       ///< mm
    std::vector<double> diffusivity;  ///< D / R_f, mm2/s
    std::vector<double> clearance;    ///< kappa / R_f, 1/s
    std::vector<double> capacity;     ///< g: A/g and the flux are continuous

    std::size_t size() const { return height.size(); }
    friend bool operator==(const CellColumn&, const CellColumn&) = default;
};

/// Finite-volume operator of diffusion and clearance in a column without flux at its ends, for one
/// lateral wavenumber k. With A_j the amount per tissue volume of cell j,
///
///     h_j A_j' = sum_faces G_f (A_i/g_i - A_j/g_j) - h_j (kappa_j + k^2 D_j) A_j
///     G_f = 1 / (h_i/(2 g_i D_i) + h_j/(2 g_j D_j))
///
/// With S = diag(sqrt(h_j/g_j)), y = S A obeys y' = -M y, M symmetric tridiagonal and positive
/// semi-definite. Second order on grids that are smooth within each layer.
class LayerOperator {
public:
    explicit LayerOperator(CellColumn column);

    std::size_t size() const { return column_.size(); }
    const CellColumn& column() const { return column_; }
    /// Diagonal of M at wavenumber k (1/mm).
    std::vector<double> diagonal(double k) const;
    /// Off-diagonal of M, the same for every k; size() - 1 values.
    const std::vector<double>& off_diagonal() const { return off_diagonal_; }
    /// sqrt(h_j/g_j).
    const std::vector<double>& scale() const { return scale_; }
    /// G_f of the inner faces, mm/s; 0 where nothing diffuses.
    const std::vector<double>& conductance() const { return conductance_; }

    /// y^T M y as a sum of squares (no cancellation, so small eigenvalues keep their digits):
    /// sum_f G_f (A_i/g_i - A_j/g_j)^2 + sum_j (kappa_j + k^2 D_j) y_j^2.
    double quadratic_form(std::span<const double> y, double k) const;

private:
    CellColumn column_;
    std::vector<double> conductance_;
    std::vector<double> off_diagonal_;
    std::vector<double> scale_;
};

}  // namespace mesogrid
