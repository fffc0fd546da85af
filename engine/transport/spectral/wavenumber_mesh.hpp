#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace mesogrid {

/// Nodes on [0, highest] from which a smooth function of the lateral wavenumber is interpolated to
/// near rounding: Gauss-Legendre panels whose lengths double away from 0, because responses vary on
/// the scale of k itself (their singularities lie on the imaginary axis, at clearance lengths).
class WavenumberMesh {
public:
    static constexpr int kPanelNodes = 24;

    /// `highest` and `smallest_scale` in 1/mm; the first panel is [0, smallest_scale] or a little
    /// shorter.
    WavenumberMesh(double highest, double smallest_scale);

    double highest() const { return edges_.back(); }
    std::size_t size() const { return nodes_.size(); }
    /// Ascending, 1/mm.
    const std::vector<double>& nodes() const { return nodes_; }

    /// Where to read a value at wavenumber k: value = sum_i weights[i] f(nodes()[first + i]).
    struct Stencil {
        std::size_t first = 0;
        std::array<double, kPanelNodes> weights{};
    };
    /// Barycentric interpolation in the panel of k; k in [0, highest()].
    Stencil stencil(double k) const;

    /// `values` at the nodes, read at a stencil.
    static double interpolate(const Stencil& stencil, std::span<const double> values);

private:
    std::vector<double> edges_;
    std::vector<double> nodes_;
    std::array<double, kPanelNodes> unit_nodes_{};
    std::array<double, kPanelNodes> unit_weights_{};  ///< barycentric
};

}  // namespace mesogrid
