#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/interfaces/contributions.hpp"
#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/grid_transport.hpp"

/// Each puncture carried alone. Private to the grid solver.
namespace mesogrid::grid {

/// Carries the depots of one puncture through a box of its own by the steps that the whole field
/// took, on the same planes and cells and in single precision; walls of the whole box stay walls.
/// What leaves the puncture's box is less than 1e-5 of its amount. In laterally uniform tissue,
/// punctures that lie alike in their cells and among the walls are carried once, and the answer is
/// kept.
class GridShares final : public Contributions {
public:
    GridShares(TransportProblem problem,
               GridBox box,
               GridOptions options,
               std::vector<TakenStep> taken);

    std::size_t size() const override { return problem_.puncture_count; }
    bool adds_up(std::size_t request) const override;
    Patch patch(std::size_t puncture, std::size_t request) const override;

private:
    /// Cells [i0, i1) x [j0, j1) of the whole box.
    struct Part {
        int i0 = 0;
        int j0 = 0;
        int i1 = 0;
        int j1 = 0;
    };
    struct Answer {
        std::once_flag once;
        std::vector<double> values;
    };

    Part part_of(std::size_t puncture, std::size_t request) const;
    std::vector<double> carry(std::size_t puncture, std::size_t request, const Part& part) const;
    std::string key_of(std::size_t puncture, std::size_t request, const Part& part) const;

    TransportProblem problem_;
    GridBox box_;
    GridOptions options_;
    std::vector<TakenStep> taken_;
    std::vector<double> stops_;
    std::vector<std::vector<std::size_t>> depots_;  ///< of each puncture
    double fastest_ = 0.0;                          ///< largest diffusivity, mm2/s
    double slowest_ = 0.0;                          ///< slowest decay of the layers, 1/s
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<Answer>> answers_;
};

}  // namespace mesogrid::grid
