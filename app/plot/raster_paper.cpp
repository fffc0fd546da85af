#include "app/plot/raster_paper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace mesogrid::plot {
namespace {

/// How often polygons wind about each pixel of a window, as shares of its area.
class Winding {
public:
    Winding(int left, int top, int width, int height)
        : left_(left),
          top_(top),
          width_(width),
          height_(height),
          steps_(static_cast<std::size_t>(width + 1) * static_cast<std::size_t>(height)) {}

    /// Adds one directed edge.
    void add(Spot from, Spot to) {
        const double sign = from.y < to.y ? 1.0 : -1.0;
        if (from.y > to.y) std::swap(from, to);
        const double slope = to.y > from.y ? (to.x - from.x) / (to.y - from.y) : 0.0;
        const auto x_at = [&](double y) { return from.x + slope * (y - from.y) - left_; };
        const int last = std::min(static_cast<int>(std::ceil(to.y)) - top_, height_);
        for (int row = std::max(static_cast<int>(std::floor(from.y)) - top_, 0); row < last;
             ++row) {
            const double high = std::max<double>(row + top_, from.y);
            const double low = std::min<double>(row + top_ + 1, to.y);
            if (low > high) add_in_row(row, x_at(high), x_at(low), sign * (low - high));
        }
    }

    /// Calls paint(x, y, share) for every pixel that is covered.
    template <class Paint>
    void for_each(const Paint& paint) const {
        for (int row = 0; row < height_; ++row) {
            double turns = 0.0;
            for (int column = 0; column < width_; ++column) {
                turns += steps_[index(row, column)];
                // In sevenths: the eye sees no more, and files get half as large.
                const double share = std::round(7.0 * std::min(std::abs(turns), 1.0)) / 7.0;
                if (share > 0.0) paint(left_ + column, top_ + row, share);
            }
        }
    }

private:
    std::size_t index(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(width_ + 1) +
               static_cast<std::size_t>(column);
    }

    /// A piece of an edge within one row, cut where it passes from pixel to pixel.
    void add_in_row(int row, double x0, double x1, double height) {
        if (x0 > x1) std::swap(x0, x1);
        x0 = std::clamp(x0, 0.0, static_cast<double>(width_));
        x1 = std::clamp(x1, 0.0, static_cast<double>(width_));
        const double per_x = x1 > x0 ? height / (x1 - x0) : 0.0;
        int column = std::min(static_cast<int>(x0), width_ - 1);
        while (true) {
            const double end = std::min<double>(column + 1, x1);
            const double part = x1 > x0 ? per_x * (end - x0) : height;
            // The pixel itself is covered to the right of the piece, all further ones wholly.
            const double right = column + 1 - 0.5 * (x0 + end);
            steps_[index(row, column)] += part * right;
            steps_[index(row, column + 1)] += part * (1.0 - right);
            if (end >= x1) return;
            x0 = end;
            height -= part;
            ++column;
        }
    }

    int left_;
    int top_;
    int width_;
    int height_;
    std::vector<double> steps_;  ///< change of the winding from pixel to pixel along a row
};

constexpr int kRoundCorners = 16;

std::vector<Spot> disc(Spot centre, double radius) {
    std::vector<Spot> ring;
    for (int i = 0; i < kRoundCorners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kRoundCorners;
        ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return ring;
}

/// Pieces of the line that its dashes show.
std::vector<std::array<Spot, 2>> pieces_of(const Line& line) {
    std::vector<std::array<Spot, 2>> pieces;
    double walked = 0.0;
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
        const Spot a = line.points[i];
        const Spot b = line.points[i + 1];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length == 0.0) continue;
        const auto at = [&](double s) {
            return Spot{a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length};
        };
        if (line.dash <= 0.0) {
            pieces.push_back({a, b});
            continue;
        }
        for (double s = 0.0; s < length;) {
            const double period = std::floor((walked + s) / line.dash + 1e-9);
            const double end = std::min(length, (period + 1.0) * line.dash - walked);
            if (std::fmod(period, 2.0) == 0.0) pieces.push_back({at(s), at(end)});
            s = end;
        }
        walked += length;
    }
    return pieces;
}

}  // namespace

RasterPaper::RasterPaper(int width, int height)
    : width_(width),
      height_(height),
      bytes_(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255) {}

void RasterPaper::blend(int x, int y, Colour colour, double share) {
    const std::size_t at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                                static_cast<std::size_t>(x));
    const std::array parts = {colour.red, colour.green, colour.blue};
    for (std::size_t c = 0; c < 3; ++c) {
        const double mixed = bytes_[at + c] + share * (parts[c] - bytes_[at + c]);
        bytes_[at + c] = static_cast<std::uint8_t>(std::lround(mixed));
    }
}

void RasterPaper::set(int x, int y, Colour colour) {
    if (x >= 0 && y >= 0 && x < width_ && y < height_) blend(x, y, colour, 1.0);
}

void RasterPaper::fill(const Area& area) {
    double left = width_;
    double right = 0.0;
    double top = height_;
    double bottom = 0.0;
    for (const auto& ring : area.rings) {
        for (const Spot spot : ring) {
            left = std::min(left, spot.x);
            right = std::max(right, spot.x);
            top = std::min(top, spot.y);
            bottom = std::max(bottom, spot.y);
        }
    }
    const int x0 = static_cast<int>(std::floor(std::max(left, 0.0)));
    const int y0 = static_cast<int>(std::floor(std::max(top, 0.0)));
    const int columns = static_cast<int>(std::ceil(std::min<double>(right, width_))) - x0;
    const int rows = static_cast<int>(std::ceil(std::min<double>(bottom, height_))) - y0;
    if (columns <= 0 || rows <= 0) return;
    Winding winding(x0, y0, columns, rows);
    for (const auto& ring : area.rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            winding.add(ring[i], ring[(i + 1) % ring.size()]);
        }
    }
    winding.for_each(
        [&](int x, int y, double share) { blend(x, y, area.colour, share * area.opacity); });
}

Area stroked(const Line& line) {
    Area area{.rings = {}, .colour = line.colour};
    const double half = 0.5 * line.width;
    for (const auto& [a, b] : pieces_of(line)) {
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const Spot side{half * (b.y - a.y) / length, -half * (b.x - a.x) / length};
        area.rings.push_back({{a.x + side.x, a.y + side.y},
                              {b.x + side.x, b.y + side.y},
                              {b.x - side.x, b.y - side.y},
                              {a.x - side.x, a.y - side.y}});
    }
    const bool joined = line.dash <= 0.0 && line.points.size() > 2;
    for (std::size_t i = 1; joined && i + 1 < line.points.size(); ++i) {
        area.rings.push_back(disc(line.points[i], half));
    }
    return area;
}

}  // namespace mesogrid::plot
