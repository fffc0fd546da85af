#pragma once

#include <string_view>
#include <vector>

#include "models/patterns/irregular.hpp"

namespace mesogrid::models {

/// A fixed number of independent punctures, uniform over the outline: complete spatial randomness
/// at fixed count, the yardstick that designed patterns are compared with.
class UniformRandom final : public Pattern {
public:
    static constexpr std::string_view name = "random";
    static constexpr std::string_view summary =
        "a fixed number of independent punctures, uniform over the outline (seed)";
    static constexpr std::string_view example() { return "kind = \"random\"\ncount = 20\n"; }
    static UniformRandom read(Params& params) {
        return UniformRandom(static_cast<int>(params.read(IntegerKey{
            .name = "count", .meaning = "number of punctures", .minimum = 1, .maximum = 100000})));
    }

    explicit UniformRandom(int count) : count_(count) {}

    /// Throws InputError (E0363) for an outline that fills next to nothing of its box.
    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea& area) const override {
        return area_per_point(area.outline, static_cast<std::size_t>(count_));
    }
    Length minimum_distance() const override { return {}; }
    Filling filling() const override { return Filling::places; }
    Anchoring anchoring() const override { return Anchoring::none; }

private:
    int count_;
};

}  // namespace mesogrid::models
