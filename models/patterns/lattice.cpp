#include "models/patterns/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "engine/base/error.hpp"

namespace mesogrid::models {
namespace {

/// Share of a step by which a point may be off for rounding and still count as on the box.
constexpr double kTie = 1e-9;

/// Equal steps along one axis: positions origin + k step for the indices first..last.
struct Axis {
    double origin;  ///< mm, of index 0
    double step;
    std::int64_t first;
    std::int64_t last;  ///< less than first: none

    double position(std::int64_t k) const { return origin + static_cast<double>(k) * step; }
    double count() const { return std::max(0.0, static_cast<double>(last - first) + 1.0); }
};

/// Every index whose position lies in or on [low, high].
Axis filling(double origin, double step, double low, double high) {
    return {origin,
            step,
            static_cast<std::int64_t>(std::ceil((low - origin) / step - kTie)),
            static_cast<std::int64_t>(std::floor((high - origin) / step + kTie))};
}

/// n = floor(extent/step) positions, at least one, symmetric about the middle of [low, high].
Axis centred(double step, double low, double high) {
    const auto count = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::floor((high - low) / step + kTie)));
    const double origin = 0.5 * (low + high) - 0.5 * static_cast<double>(count - 1) * step;
    return {origin, step, 0, count - 1};
}

/// The axis moved by `shift` and continued to fill [low, high] too.
Axis continued(Axis axis, double shift, double low, double high) {
    axis.origin += shift;
    const Axis wide = filling(axis.origin, axis.step, low, high);
    axis.first = std::min(axis.first, wide.first);
    axis.last = std::max(axis.last, wide.last);
    return axis;
}

struct RowOffsets {
    double even = 0.0;  ///< mm, of rows 0, 2, …
    double odd = 0.0;
};

/// Lays rows over the area; decides the phase of the lattice once.
class Layout {
public:
    Layout(const Lattice& lattice, const PatternArea& area)
        : anchored_(area.anchor.has_value()),
          overhang_(area.overhang.base()),
          wide_(area.outline.bounding_box().enlarged(overhang_)) {
        const Box box = area.outline.bounding_box();
        const double step = lattice.step.base();
        if (anchored_) {
            columns_ = filling(area.anchor->x, step, wide_.low.x, wide_.high.x);
            rows_ = filling(area.anchor->y, lattice.row_step.base(), wide_.low.y, wide_.high.y);
        } else {
            columns_ = centred(step, box.low.x, box.high.x);
            rows_ = centred(lattice.row_step.base(), box.low.y, box.high.y);
        }
        if (lattice.shift == RowShift::half) offsets_ = row_offsets(box.width());
        if (!anchored_ && overhang_ > 0.0) {
            rows_ = continued(rows_, 0.0, wide_.low.y, wide_.high.y);
        }
    }

    std::vector<LatticeSite> sites(RowWalk walk) const {
        require_few(rows_.count() * std::max(row_axis(0).count(), row_axis(1).count()));
        std::vector<LatticeSite> sites;
        for (std::int64_t j = rows_.first; j <= rows_.last; ++j) {
            const Axis row = row_axis(j);
            const double y = rows_.position(j);
            const bool backwards = walk == RowWalk::there_and_back && ((j - rows_.first) & 1) != 0;
            for (std::int64_t k = row.first; k <= row.last; ++k) {
                const std::int64_t index = backwards ? row.last - (k - row.first) : k;
                sites.push_back({{row.position(index), y}, index, j});
            }
        }
        return sites;
    }

private:
    RowOffsets row_offsets(double width) const {
        const double quarter = 0.25 * columns_.step;
        const bool single_row = rows_.count() == 1.0;
        const bool narrow = columns_.count() == 1.0 && width < 2.0 * quarter;
        if (anchored_ || single_row || narrow) return {0.0, 2.0 * quarter};
        return {quarter, -quarter};
    }

    Axis row_axis(std::int64_t j) const {
        const double shift = (j & 1) == 0 ? offsets_.even : offsets_.odd;
        if (anchored_) {
            return filling(columns_.origin + shift, columns_.step, wide_.low.x, wide_.high.x);
        }
        if (overhang_ > 0.0) return continued(columns_, shift, wide_.low.x, wide_.high.x);
        Axis row = columns_;
        row.origin += shift;
        return row;
    }

    bool anchored_;
    double overhang_;  ///< mm
    Box wide_;         ///< the box with the overhang around it
    Axis columns_{};
    Axis rows_{};
    RowOffsets offsets_;
};

}  // namespace

std::vector<LatticeSite> lattice_sites(const Lattice& lattice, const PatternArea& area) {
    return Layout(lattice, area).sites(lattice.walk);
}

std::vector<Point> lattice_positions(const Lattice& lattice, const PatternArea& area) {
    std::vector<Point> points;
    for (const LatticeSite& site : lattice_sites(lattice, area)) points.push_back(site.position);
    return points;
}

void require_few(double points) {
    if (points <= kMostPoints) return;
    throw InputError(Diagnostic{.code = 318,
                                .key = "pattern",
                                .problem = "the spacing makes more than 1000000 punctures",
                                .suggestion = "a wider spacing or a smaller outline"});
}

Length mean_pitch(Length step, Length row_step) {
    return Length::from_base(std::sqrt(step.base() * row_step.base()));
}

}  // namespace mesogrid::models
