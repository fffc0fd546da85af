#pragma once

#include <span>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/readings.hpp"
#include "engine/transport/spectral/wavenumber_mesh.hpp"

namespace mesogrid {

/// What a layered tissue makes of a unit of solute at depth z and lateral wavenumber k, for each
/// reading: u(k, z_j), so that a depot whose transform in cell j is m_j(k) gives the reading
/// sum_j u(k, z_j) m_j(k). It depends on tissue, solute, readings and resolution only, not on any
/// puncture: moving, adding or dropping punctures, or changing their depth, volume or shape,
/// re-uses it. Const and shareable between threads and runs.
///
/// Exact in time: u = f(M_k) S^-1 w / sqrt(h g), M_k the symmetric layer operator, with the slowest
/// decay s_k = lambda_min(M_k) factored out: exp(-t M) = e^(-t s) r(t (M - s)). The error of r,
/// 3e-14, is relative to e^(-t s), so late times keep their digits.
class ResponseTable {
public:
    /// `highest_wavenumber` (1/mm): beyond it the depots have no content.
    ResponseTable(LayeredGrid grid,
                  LayerOperator layers,
                  std::vector<spectral::Reading> readings,
                  double highest_wavenumber);

    const LayeredGrid& grid() const { return grid_; }
    const LayerOperator& layers() const { return layers_; }
    const WavenumberMesh& mesh() const { return mesh_; }
    const std::vector<spectral::Reading>& readings() const { return readings_; }
    /// lambda_min(M_0), 1/s: in the long run every amount decays at least so fast.
    double slowest_decay() const { return slowest_decay_; }

    /// u of a reading at a node of the mesh, one value per cell.
    std::span<const double> response(std::size_t reading, std::size_t node) const;

    /// A reading per unit amount of this shape at wavenumbers (1/mm) up to mesh().highest(): exact
    /// transforms times responses interpolated in k.
    std::vector<double> depot_response(const DepotShape& shape,
                                       std::size_t reading,
                                       std::span<const double> wavenumbers) const;
    /// Index of a reading of this table. Contract: it is there.
    std::size_t find(const spectral::Reading& reading) const;

private:
    void fill(std::size_t reading, std::span<const double> node_decay);

    LayeredGrid grid_;
    LayerOperator layers_;
    std::vector<spectral::Reading> readings_;
    double slowest_decay_;
    WavenumberMesh mesh_;
    std::vector<double> responses_;  ///< [reading][node][cell]
};

}  // namespace mesogrid
