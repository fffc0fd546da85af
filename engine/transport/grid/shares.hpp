#pragma once

#include <vector>

#include "engine/interfaces/contributions.hpp"
#include "engine/transport/grid/grid_transport.hpp"

/// Each puncture carried alone. Private to the grid solver.
namespace mesogrid::grid {

/// Carries the depots of one puncture through a box of its own by the steps that the whole field
/// took, on the same planes and cells; walls of the whole box stay walls. What leaves the
/// puncture's box is less than 1e-6 of its amount.
class GridShares final : public Contributions {
public:
    GridShares(TransportProblem problem, GridOptions options, std::vector<TakenStep> taken);

    std::size_t size() const override { return problem_.puncture_count; }
    bool adds_up(std::size_t request) const override;
    Patch patch(std::size_t puncture, std::size_t request) const override;

private:
    TransportProblem problem_;
    GridOptions options_;
    std::vector<TakenStep> taken_;
    std::vector<std::vector<std::size_t>> depots_;  ///< of each puncture
};

}  // namespace mesogrid::grid
