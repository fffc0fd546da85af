#pragma once

#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// A lattice whose points are moved on purpose by keyed random steps: a design that breaks the
/// regularity of the lattice, not the error of a hand ([operator] is that). The same scenario and
/// seed always make the same design.
class JitteredLattice final : public Pattern {
public:
    static constexpr std::string_view name = "jittered";
    static constexpr std::string_view summary =
        "a square or hexagonal lattice, every point moved on purpose by a random step (seed)";
    static constexpr std::string_view example() {
        return "kind = \"jittered\"\nspacing = \"10 mm\"\njitter = 0.25\nlattice = \"square\"\n";
    }
    static JitteredLattice read(Params& params);

    JitteredLattice(Lattice lattice, double jitter) : lattice_(lattice), jitter_(jitter) {}

    /// Steps are uniform over a disc of radius jitter times the spacing. The site on an anchor
    /// stays where it is.
    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea&) const override {
        return mean_pitch(lattice_.step, lattice_.row_step);
    }
    Length minimum_distance() const override { return (1.0 - 2.0 * jitter_) * lattice_.step; }

private:
    Lattice lattice_;
    double jitter_;  ///< share of the spacing, 0 to 0.45
};

}  // namespace mesogrid::models
