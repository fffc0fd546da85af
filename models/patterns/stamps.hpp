#pragma once

#include <string_view>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Needles of a head that all go in at once.
struct NeedleHead {
    std::vector<Point> needles;  ///< mm from the head's middle
    std::size_t reference = 0;   ///< the needle that an anchor is for
    Length nearest;              ///< smallest distance of two needles
    Length step_x;               ///< of stamps side by side that leave every needle one area
    Length step_y;

    /// Columns by rows at one pitch.
    static NeedleHead grid(int columns, int rows, Length pitch);
    /// Four needles at the corners of a square and one in its middle, `pitch` from each of them.
    static NeedleHead quincunx(Length pitch);
};

/// Stamps of a multi-needle head, side by side; every puncture keeps the geometry of the head.
class Stamps final : public Pattern {
public:
    static constexpr std::string_view name = "stamps";
    static constexpr std::string_view summary =
        "stamps of a multi-needle head side by side: quincunx (5), nine (3 x 3) or rows x columns";
    static constexpr std::string_view example() {
        return "kind = \"stamps\"\nhead = \"quincunx\"\npitch = \"5 mm\"\n";
    }
    static Stamps read(Params& params);

    /// What happens to a stamp on the border.
    enum class Border {
        cut,    ///< needles outside go where the edge rule sends them
        whole,  ///< a stamp with a needle outside the outline is left out
    };
    Stamps(NeedleHead head, Length step_x, Length step_y, Border border);

    /// As many stamps per axis as cover the box, centred; with an anchor a needle of a stamp lies
    /// on it. Stamp by stamp, there and back; needles of a stamp row by row.
    std::vector<Point> positions(const PatternArea& area) const override;
    Length pitch(const PatternArea&) const override;
    Length minimum_distance() const override { return least_; }
    Filling filling() const override {
        return border_ == Border::whole ? Filling::places : Filling::area;
    }

private:
    NeedleHead head_;
    Length step_x_;
    Length step_y_;
    Border border_;
    Length least_;
};

}  // namespace mesogrid::models
