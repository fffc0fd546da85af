#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace mesogrid {

/// Nodes on [0, highest] from which a smooth function of the lateral wavenumber is interpolated to
/// near rounding: Gauss-Legendre panels whose lengths double away from 0, because responses vary on
/// the scale of k itself (their singularities lie on the imaginary axis, at clearance lengths).
class WavenumberMesh {
public:
    static constexpr int kPanelNodes = 24;

    /// `highest`, `smallest_scale` and `longest_panel` in 1/mm; the first panel is [0,
    /// smallest_scale] or a little shorter. A function of exponential type a (the transform of a
    /// shape of radius a) is read to 6e-12 of its maximum from panels of at most 12/a: with n nodes
    /// on a half width H the error falls as (e a H/(2 n))^n.
    WavenumberMesh(double highest,
                   double smallest_scale,
                   double longest_panel = std::numeric_limits<double>::infinity());

    double highest() const { return edges_.back(); }
    std::size_t size() const { return nodes_.size(); }
    /// Ascending, 1/mm.
    const std::vector<double>& nodes() const { return nodes_; }
    /// Ends of the panels, ascending from 0.
    const std::vector<double>& edges() const { return edges_; }

    /// Where to read a value at wavenumber k: value = sum_i weights[i] f(nodes()[first + i]).
    struct Stencil {
        std::size_t first = 0;
        std::array<double, kPanelNodes> weights{};
    };
    /// Barycentric interpolation in the panel of k; k in [0, highest()].
    Stencil stencil(double k) const;

    /// Chebyshev coefficients of the polynomial through `values` in each panel, kPanelNodes each:
    /// the same interpolant, cheap to evaluate in bulk.
    std::vector<double> series(std::span<const double> values) const;
    /// Such a series at ascending wavenumbers in [0, highest()].
    void evaluate(std::span<const double> series,
                  std::span<const double> wavenumbers,
                  std::span<double> values) const;

    /// `values` at the nodes, read at a stencil.
    static double interpolate(const Stencil& stencil, std::span<const double> values);

private:
    std::vector<double> edges_;
    std::vector<double> nodes_;
    std::array<double, kPanelNodes> unit_nodes_{};
    std::array<double, kPanelNodes> unit_weights_{};  ///< barycentric
};

}  // namespace mesogrid
