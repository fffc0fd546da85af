#pragma once

#include <cstddef>
#include <vector>

#include "engine/transport/transport.hpp"

/// The reference workload of the transport benchmarks: 400 x 400 x 40 voxels of 0.25 mm, mirrored
/// walls, 100 Gaussian depots (sigma 0.75 mm, 3 mm deep) on a 10 x 10 grid at 8 mm pitch, D = 1e-4
/// mm2/s, clearance 3.2e-5 /s, three snapshots at 1, 6 and 24 h.
namespace mesogrid::bench {

/// Are all punctures alike, or has each its own volume, depth and place?
enum class Punctures { alike, varied };
/// One tissue, or three layers (D 0.5, 1, 2e-4 mm2/s; clearance 2, 3.2, 5e-5 /s; 0-1, 1-5, 5-10
/// mm)?
enum class Layers { one, three };

/// `rows` x `rows` punctures; 10 gives P100, 32 gives P1024 on the same area.
TransportProblem p100(Punctures punctures, Layers layers, int rows = 10);

/// Relative L2 error of a run's snapshots, one per snapshot. Homogeneous tissue: over all voxels,
/// against cell averages of the mirrored Green's function (products of differences of error
/// functions).
std::vector<double> exact_errors(const TransportProblem& problem, const Transport& transport);

/// The same for three layers and 100 punctures: over the 480 voxels of
/// tests/reference/p100_layers.csv, which tests/reference/p100_layers.py made without this program
/// (its own error 1e-5).
std::vector<double> reference_errors(const TransportProblem& problem,
                                     Punctures punctures,
                                     const Transport& transport);

/// The same places with sharp-edged lenses of 20 uL and a slow solute (D = 2.3e-6 mm2/s, half-life
/// 12 h) in the layers of a cheek: 40 planes, finest in epidermis and dermis.
TransportProblem p100_lens_slow();

/// Its error over the 480 voxels of tests/reference/p100_lens_slow.csv, made by the script beside
/// it.
std::vector<double> lens_slow_errors(const TransportProblem& problem, const Transport& transport);

/// Keeps the last snapshot as a user would: one array of voxels, filled in parallel.
class KeepVoxels final : public Sink {
public:
    explicit KeepVoxels(std::size_t voxels) : voxels_(voxels) {}
    void accept(ExposurePlane) override {}
    void accept(const SnapshotPlane& plane) override;
    const std::vector<float>& voxels() const { return voxels_; }

private:
    std::vector<float> voxels_;
};

/// Gives freed memory back to the system and starts the peak afresh from what is resident then, so
/// that earlier benchmarks of the process do not set it. Where the system does not let it, the peak
/// stays that of the whole process: an upper bound.
void restart_peak_memory();
/// Largest resident memory of this process since then, bytes.
double peak_memory();

}  // namespace mesogrid::bench
