#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/geometry/point.hpp"

#include "models/depots/opening_formation.hpp"

namespace mesogrid::models {

/// A puncture with its injection, formed alone.
struct FormedPuncture {
    int session = 1;
    Point position;  ///< mm
    std::shared_ptr<const FormedFlow> flow;
};

/// Injectate per area at a distance from the axis at the hand-over, uL/mm2.
double areal_density(const FormedFlow& flow, double r);

/// Which punctures meet: those of one session whose distance is below the sum of their outreaches.
class FlowNeighbours {
public:
    /// `punctures` must outlive it.
    explicit FlowNeighbours(std::span<const FormedPuncture> punctures);

    /// Those that meet this one, ascending.
    std::vector<std::size_t> of(std::size_t index) const;
    /// Groups of two and more that hang together by meeting, each in the order of its punctures, by
    /// their first ones.
    std::vector<std::vector<std::size_t>> groups() const;

private:
    struct Bin {
        int session;
        long x;
        long y;
        auto operator<=>(const Bin&) const = default;
    };
    Bin bin_of(const FormedPuncture& p) const;

    std::span<const FormedPuncture> punctures_;
    double width_ = 1e-6;  ///< of square bins, as wide as the farthest meeting, mm
    std::map<Bin, std::vector<std::size_t>> bins_;
};

}  // namespace mesogrid::models
