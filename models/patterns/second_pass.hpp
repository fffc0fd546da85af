#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/patterns/irregular.hpp"

namespace mesogrid::models {

/// A pattern, and then the same once more, shifted.
class SecondPass final : public Pattern {
public:
    static constexpr std::string_view name = "second-pass";
    static constexpr std::string_view summary =
        "another pattern and then the same again, shifted (default: half its pitch in x and y)";
    static constexpr std::string_view example() {
        return "kind = \"second-pass\"\nof = { kind = \"square\", spacing = \"10 mm\" }\n";
    }
    static SecondPass read(Params& params);

    SecondPass(std::shared_ptr<const Pattern> inner, std::optional<Point> shift)
        : inner_(std::move(inner)), shift_(shift) {}

    std::vector<PatternPoint> points(const PatternArea& area) const override;
    std::vector<Point> positions(const PatternArea& area) const override {
        return positions_of(points(area));
    }
    /// Twice the punctures: the pitch of one pass over sqrt(2).
    Length pitch(const PatternArea& area) const override;
    /// Nothing is promised of punctures of different passes.
    Length minimum_distance() const override { return {}; }
    Filling filling() const override { return inner_->filling(); }
    Anchoring anchoring() const override { return inner_->anchoring(); }

private:
    std::shared_ptr<const Pattern> inner_;
    std::optional<Point> shift_;
};

}  // namespace mesogrid::models
