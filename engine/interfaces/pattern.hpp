#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/outline.hpp"
#include "engine/interfaces/catalog.hpp"

namespace mesogrid {

/// What a pattern must cover, in the pattern's own (unrotated) frame.
struct PatternArea {
    const Outline& outline;
    /// How far beyond the outline's bounding box the pattern must continue (edge = "bleed").
    Length overhang = {};
    /// A point the pattern passes through; without it a lattice is centred on the bounding box.
    std::optional<Point> anchor = std::nullopt;
    /// Seed of every random number a pattern draws (RandomPurpose::pattern). Numbers are keyed by
    /// what they are for, and decide places relative to the area, so that a moved area moves them.
    std::uint64_t seed = 0;
};

/// One place of a pattern with what it states itself; what it leaves open the delivery states.
struct PatternPoint {
    Point position;
    std::optional<Length> depth = std::nullopt;
    std::optional<Volume> volume = std::nullopt;
};

/// Whether a pattern covers the area or only certain places of it.
enum class Filling {
    area,    ///< every place of the box lies near a position, and an overhang is filled alike
    places,  ///< nothing is promised about the rest of the area
    stated,  ///< every position is stated by the scenario: users are told which lie outside
};

/// Whether target.anchor means anything to a pattern.
enum class Anchoring { taken, none };

/// Makes positions of punctures; knows nothing of the delivery or the border policy, which is
/// applied to its positions afterwards.
/// Promises (tested for every row by tests/contracts): finite positions in visiting order; no two
/// nearer than minimum_distance(); turning or shifting area and anchor turns or shifts the
/// positions alike (unless the scenario asks for fixed coordinates); the same area and seed give
/// the same bits. With Filling::area: the bounding box is covered, an anchor is passed through and
/// an overhang only adds positions.
class Pattern {
public:
    virtual ~Pattern() = default;

    virtual std::vector<Point> positions(const PatternArea& area) const = 0;
    /// The same positions with the depths and volumes that they state.
    virtual std::vector<PatternPoint> points(const PatternArea& area) const {
        std::vector<PatternPoint> list;
        for (const Point position : positions(area)) list.push_back({.position = position});
        return list;
    }
    /// The pattern's nominal spacing over an area, the square root of the area per puncture where
    /// it is irregular: half of it is the default margin of edges and of the interior.
    virtual Length pitch(const PatternArea& area) const = 0;
    /// Zero where nothing is promised.
    virtual Length minimum_distance() const = 0;
    virtual Filling filling() const { return Filling::area; }
    virtual Anchoring anchoring() const { return Anchoring::taken; }
    /// What messages call the point at this place of points() (from 0).
    virtual std::string point_name(std::size_t index) const {
        return "point " + std::to_string(index + 1);
    }
};

using PatternCatalog = Catalog<Pattern>;

}  // namespace mesogrid
