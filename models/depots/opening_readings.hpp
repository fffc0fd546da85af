#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/depots/opening_process.hpp"

/// What is read off the fields of an injection (models.md 3.5).
namespace mesogrid::models {

/// Fluid above rest in epidermis and dermis of each column, the integral of theta dz, mm.
template <class Grid>
std::vector<double> wheal_column(const FlowGridOn<Grid>& flow,
                                 std::span<const FlowLayer> layers,
                                 const FlowState& state);

/// 2 max{r: w(r) >= 0.1 w(0) and w(r) >= 0.05 mm}, linear between ring centres; none where w(0) is
/// lower.
std::optional<double> wheal_diameter(const RingGrid& grid, std::span<const double> column);

/// Where half of the injected concentration is reached: the largest radius, and the extent in
/// depth; linear between cell centres.
struct Outreach {
    double lateral = 0.0;
    double vertical = 0.0;
};
Outreach outreach(const RingGrid& grid, const FlowState& state);

/// Injectate in each cell, uL.
template <class Grid>
std::vector<double> injectate(const FlowGridOn<Grid>& flow,
                              std::span<const FlowLayer> layers,
                              const std::vector<double>& content,
                              const std::vector<double>& concentration);
inline std::vector<double> injectate(const FlowGrid& flow,
                                     std::span<const FlowLayer> layers,
                                     const FlowState& state) {
    return injectate(flow, layers, state.content, state.concentration);
}

/// Share of such parts in each ring over its area, 1/mm2.
std::vector<double> areal_shares(const RingGrid& grid, std::span<const double> parts);

/// Radius of the rings that hold 90 % of such parts, mm.
double radius_of_most(const RingGrid& grid, std::span<const double> parts);

/// Current tissue volume where the injectate's share of the fluid is at least `share` of its peak.
template <class Grid>
double depot_volume(const Grid& grid,
                    const std::vector<double>& content,
                    const std::vector<double>& concentration,
                    double share);

}  // namespace mesogrid::models
