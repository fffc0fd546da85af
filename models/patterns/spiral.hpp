#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// The curve a spiral follows.
enum class SpiralForm {
    archimedean,  ///< r = b angle: turns at one distance, punctures at equal steps of arc
    fermat,       ///< r = c sqrt(k) at k golden angles: equal area per puncture
};

/// One curve from the middle (or the anchor) outwards.
class Spiral final : public Pattern {
public:
    static constexpr std::string_view name = "spiral";
    static constexpr std::string_view summary =
        "one curve from the middle outwards: archimedean (equal arcs) or fermat (equal areas)";
    static constexpr std::string_view example() {
        return "kind = \"spiral\"\nform = \"archimedean\"\nspacing = \"10 mm\"\n"
               "turn_spacing = \"9 mm\"\n";
    }
    static Spiral read(Params& params);

    Spiral(SpiralForm form, Length spacing, Length turn_spacing)
        : form_(form), spacing_(spacing), turn_spacing_(turn_spacing) {}

    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea&) const override { return mean_pitch(spacing_, turn_spacing_); }
    /// Archimedean: half the smaller of the two spacings; the innermost turn is narrower than the
    /// arc along it. Fermat: the second puncture lies at spacing/sqrt(pi) from the first.
    Length minimum_distance() const override;

private:
    SpiralForm form_;
    Length spacing_;
    Length turn_spacing_;
};

}  // namespace mesogrid::models
