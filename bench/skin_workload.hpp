#pragma once

#include "engine/transport/transport.hpp"

namespace mesogrid::bench {

/// `rows` x `rows` Gaussian depots of 20 uL over 50 x 50 mm of three-layered skin, AUC of a small
/// solute in the dermis until each of `maps` times, evenly spaced up to 6 h; 200 x 200 cells of
/// 0.25 mm. `variation` 0 is the exact grid; others displace every puncture by up to 0.5 mm along x
/// and y, keyed by (variation, puncture).
TransportProblem skin(int rows, int maps, std::uint32_t variation = 0);

/// Keeps the maps of a run, in the order of its requests.
class KeepMaps final : public Sink {
public:
    void accept(ExposurePlane plane) override { maps.push_back(std::move(plane.map)); }
    std::vector<Map> maps;
};

}  // namespace mesogrid::bench
