#include "engine/geometry/row_shares.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/geometry/ring_measures.hpp"

namespace mesogrid::geometry {
namespace {

/// Rounding of coordinates of up to about a thousand cells.
constexpr double kRounding = 1e-13;

/// A share between 0 and 1, exactly either where it differs from it by rounding alone: sums over
/// the pieces of a row leave residues in cells the border does not touch.
double settled(double share) {
    if (share < kRounding) return 0.0;
    return share > 1.0 - kRounding ? 1.0 : share;
}

/// Where the edge from low to high (low.y < high.y) has this y; never beyond its ends.
double x_at(double y, Point low, Point high) {
    if (y <= low.y) return low.x;
    if (y >= high.y) return high.x;
    const double x = low.x + (y - low.y) * ((high.x - low.x) / (high.y - low.y));
    return std::clamp(x, std::min(low.x, high.x), std::max(low.x, high.x));
}

}  // namespace

RowShares::RowShares(const Outline& outline, const Raster& raster)
    : nx_(raster.nx), ny_(raster.ny) {
    MESOGRID_EXPECTS(raster.nx > 0 && raster.ny > 0 && raster.spacing > 0.0);
    const auto in_cells = [&](Point p) {
        return Point{(p.x - raster.origin.x) / raster.spacing,
                     (p.y - raster.origin.y) / raster.spacing};
    };
    for (const Ring& ring : outline.rings()) {
        for_each_edge(ring, [&](Point from, Point to) { cut_edge(in_cells(from), in_cells(to)); });
    }
    std::stable_sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
    row_begin_.assign(static_cast<std::size_t>(ny_) + 1, 0);
    for (const Piece& piece : pieces_) ++row_begin_[static_cast<std::size_t>(piece.row) + 1];
    for (std::size_t j = 1; j < row_begin_.size(); ++j) row_begin_[j] += row_begin_[j - 1];
}

void RowShares::fill(int j, std::span<double> shares) const {
    MESOGRID_EXPECTS(shares.size() == static_cast<std::size_t>(nx_));
    const auto row = static_cast<std::size_t>(j);
    double winding = 0.0;
    int next = 0;
    const auto fill_until = [&](int column) {
        if (column <= next) return;
        std::fill(shares.begin() + next, shares.begin() + column, settled(winding));
        next = column;
    };
    for (std::size_t p = row_begin_[row]; p < row_begin_[row + 1];) {
        const int column = pieces_[p].column;
        fill_until(column);
        double share = winding;
        for (; p < row_begin_[row + 1] && pieces_[p].column == column; ++p) {
            share += pieces_[p].area;
            winding += pieces_[p].cover;
        }
        if (column < 0) continue;
        shares[static_cast<std::size_t>(column)] = settled(share);
        next = column + 1;
    }
    fill_until(nx_);
}

void RowShares::cut_edge(Point from, Point to) {
    if (from.y == to.y) return;
    // Always from the lower end, so that an edge two outlines share is cut alike for both.
    const double direction = from.y < to.y ? 1.0 : -1.0;
    const Point low = from.y < to.y ? from : to;
    const Point high = from.y < to.y ? to : from;
    if (high.y <= 0.0 || low.y >= ny_) return;
    const int first = std::max(0, static_cast<int>(std::floor(std::max(low.y, 0.0))));
    const int last = static_cast<int>(std::ceil(std::min<double>(high.y, ny_)));
    for (int row = first; row < last; ++row) {
        const double bottom = std::max<double>(row, low.y);
        const double top = std::min<double>(row + 1.0, high.y);
        cut_row_piece(
            row, {x_at(bottom, low, high), bottom}, {x_at(top, low, high), top}, direction);
    }
}

void RowShares::cut_row_piece(int row, Point low, Point high, double direction) {
    // Walk from left to right through the columns; the sign of dy is carried by `direction`.
    const bool leans_right = high.x >= low.x;
    const Point left = leans_right ? low : high;
    const Point right = leans_right ? high : low;
    const double sign = leans_right ? direction : -direction;
    const auto y_at = [&](double x) {
        return left.y + (x - left.x) * ((right.y - left.y) / (right.x - left.x));
    };
    const double first_line = std::max(0.0, std::floor(left.x) + 1.0);
    const double last_line = std::min<double>(nx_, std::ceil(right.x) - 1.0);
    Point from = left;
    for (double line = first_line; line <= last_line; line += 1.0) {
        const Point to{line, y_at(line)};
        append_piece(row, from, to, sign);
        from = to;
    }
    append_piece(row, from, right, sign);
}

void RowShares::append_piece(int row, Point a, Point b, double direction) {
    const double middle = 0.5 * (a.x + b.x);
    if (middle >= nx_) return;
    const int column = middle < 0.0 ? -1 : static_cast<int>(middle);
    // Going right, the winding number changes by -dy: the left border of a counter-clockwise ring
    // runs down.
    const double cover = direction * (a.y - b.y);
    pieces_.push_back({row, column, cover, cover * (column + 1 - middle)});
}

}  // namespace mesogrid::geometry
