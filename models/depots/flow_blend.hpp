#pragma once

#include <memory>
#include <span>
#include <string>

#include "models/depots/opening_formation.hpp"

namespace mesogrid::models {

/// An injection with its part in another one between it and others.
struct FlowPart {
    std::shared_ptr<const FormedFlow> flow;
    std::string key;      ///< of its class
    double weight = 1.0;  ///< of its fields; weights sum to 1
};

/// What lies between injections: fields, volumes and readings are their weighted sums, on all their
/// radii. What only some of them have (a wheal, a half-life) is the mean of those that have it
/// where they make up more than half, else missing. The shape and the history are of the part with
/// the largest weight; depots have the shapes of all parts.
std::shared_ptr<const FormedFlow> blended(std::span<const FlowPart> parts);

/// Radius within which 90 % of what the parts carry lies at the hand-over, mm.
double blended_radius_90(std::span<const FlowPart> parts);

/// Differences from the injection as it is when formed, over its own values; 1 where only one of
/// them has a wheal.
struct BlendError {
    double radius_90 = 0.0;
    double outreach = 0.0;
    double wheal = 0.0;
    double pressure = 0.0;
};
BlendError blend_error(std::span<const FlowPart> parts,
                       const std::shared_ptr<const FormedFlow>& exact);

}  // namespace mesogrid::models
