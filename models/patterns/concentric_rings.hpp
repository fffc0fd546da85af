#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// A puncture in the middle and equally shared rings around it.
class ConcentricRings final : public Pattern {
public:
    static constexpr std::string_view name = "rings";
    static constexpr std::string_view summary =
        "a puncture in the middle (or on the anchor) and rings around it";
    static constexpr std::string_view example() {
        return "kind = \"rings\"\nspacing = \"10 mm\"\nspacing_along = \"8 mm\"\n";
    }
    static ConcentricRings read(Params& params) {
        const Length spacing = params.read(spacing_key("spacing", "distance between rings"));
        QuantityKey<Length> along = spacing_key(
            "spacing_along", "least distance of neighbours on a ring; default: the spacing");
        along.source = "as far apart as the rings";
        return {spacing, params.read_optional(along).value_or(spacing)};
    }

    ConcentricRings(Length spacing, Length along) : spacing_(spacing), along_(along) {}

    /// Rings within a spacing of the box; each starts on the +x side and runs towards +y, with as
    /// many punctures as keep the distance along it.
    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea&) const override { return mean_pitch(spacing_, along_); }
    Length minimum_distance() const override { return std::min(spacing_, along_); }

private:
    Length spacing_;
    Length along_;
};

}  // namespace mesogrid::models
