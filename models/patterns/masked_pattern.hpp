#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "models/patterns/frame.hpp"
#include "models/patterns/irregular.hpp"

namespace mesogrid::models {

/// A pattern of which only what lies inside, or outside, a polygon is made.
class MaskedPattern final : public Pattern {
public:
    static constexpr std::string_view name = "mask";
    static constexpr std::string_view summary =
        "what of another pattern lies inside, or outside, a polygon";
    static constexpr std::string_view example() {
        return "kind = \"mask\"\nkeep = \"outside\"\nfrom = \"centre\"\n"
               "polygon = [[\"3 mm\", \"3 mm\"], [\"30 mm\", \"3 mm\"], [\"30 mm\", \"30 mm\"]]\n"
               "of = { kind = \"square\", spacing = \"10 mm\" }\n";
    }
    static MaskedPattern read(Params& params);

    enum class Keep { inside, outside };
    MaskedPattern(std::shared_ptr<const Pattern> inner, Outline mask, Keep keep, CountedFrom from)
        : inner_(std::move(inner)), mask_(std::move(mask)), keep_(keep), from_(from) {}

    /// Points on the border of the polygon count as inside.
    std::vector<PatternPoint> points(const PatternArea& area) const override;
    std::vector<Point> positions(const PatternArea& area) const override {
        return positions_of(points(area));
    }
    /// That of the pattern behind the mask.
    Length pitch(const PatternArea& area) const override { return inner_->pitch(area); }
    Length minimum_distance() const override { return inner_->minimum_distance(); }
    Filling filling() const override { return Filling::places; }
    Anchoring anchoring() const override {
        return from_ == CountedFrom::centre ? Anchoring::taken : inner_->anchoring();
    }

private:
    std::shared_ptr<const Pattern> inner_;
    Outline mask_;
    Keep keep_;
    CountedFrom from_;
};

}  // namespace mesogrid::models
