#pragma once

#include <optional>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/outline.hpp"
#include "engine/interfaces/catalog.hpp"

namespace mesogrid {

/// What a pattern must cover, in the pattern's own (unrotated) frame.
struct PatternArea {
    const Outline& outline;
    /// How far beyond the outline's bounding box the pattern must continue (edge = "bleed").
    Length overhang;
    /// A point the pattern passes through; without it a lattice is centred on the bounding box.
    std::optional<Point> anchor;
};

/// Makes positions of punctures; knows nothing of volumes, depths or the border policy, which is
/// applied to its positions afterwards.
/// Promises (tested for every row by tests/contracts): finite positions in visiting order that
/// cover the bounding box; no two nearer than minimum_distance(); turning or shifting area and
/// anchor turns or shifts the positions alike; the same area gives the same bits.
class Pattern {
public:
    virtual ~Pattern() = default;

    virtual std::vector<Point> positions(const PatternArea& area) const = 0;
    /// The pattern's nominal spacing: half of it is the default margin of edges and of the
    /// interior.
    virtual Length pitch() const = 0;
    virtual Length minimum_distance() const = 0;
};

using PatternCatalog = Catalog<Pattern>;

}  // namespace mesogrid
