#include "app/plot/contour.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace mesogrid::plot {
namespace {

struct Corner {
    Point at;
    double value;
};

using Piece = std::array<Point, 2>;

/// Where the edge between two corners passes the level; the same to the bit from both sides.
Point crossing(Corner a, Corner b, double level) {
    if (std::pair(a.at.x, a.at.y) > std::pair(b.at.x, b.at.y)) std::swap(a, b);
    const double share = (level - a.value) / (b.value - a.value);
    return a.at + share * (b.at - a.at);
}

/// Adds the pieces within the square of four corners, in order around it.
void add_square(const std::array<Corner, 4>& corners, double level, std::vector<Piece>& pieces) {
    std::vector<Point> crossings;
    for (std::size_t i = 0; i < 4; ++i) {
        const Corner& a = corners[i];
        const Corner& b = corners[(i + 1) % 4];
        if ((a.value >= level) != (b.value >= level)) crossings.push_back(crossing(a, b, level));
    }
    if (crossings.size() == 2) pieces.push_back({crossings[0], crossings[1]});
    if (crossings.size() < 4) return;
    // A saddle: the middle decides which opposite corners belong together.
    double middle = 0.0;
    for (const Corner& corner : corners) middle += 0.25 * corner.value;
    const bool first_with_middle = (middle >= level) == (corners[0].value >= level);
    const std::size_t shift = first_with_middle ? 0 : 1;
    pieces.push_back({crossings[shift], crossings[shift + 1]});
    pieces.push_back({crossings[2 + shift], crossings[(3 + shift) % 4]});
}

/// Pieces joined at their common ends.
class Joiner {
public:
    explicit Joiner(const std::vector<Piece>& pieces) : pieces_(pieces), used_(pieces.size()) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            for (const Point& end : pieces[i]) at_[key(end)].push_back(i);
        }
    }

    std::vector<std::vector<Point>> lines() {
        std::vector<std::vector<Point>> lines;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (used_[i]) continue;
            used_[i] = true;
            std::vector<Point> line = {pieces_[i][0], pieces_[i][1]};
            follow(line);
            std::reverse(line.begin(), line.end());
            follow(line);
            lines.push_back(std::move(line));
        }
        return lines;
    }

private:
    static std::pair<double, double> key(Point p) { return {p.x, p.y}; }

    /// Adds pieces at the end of the line while there are any.
    void follow(std::vector<Point>& line) {
        for (bool longer = true; longer;) {
            longer = false;
            for (const std::size_t i : at_[key(line.back())]) {
                if (used_[i]) continue;
                used_[i] = true;
                line.push_back(pieces_[i][0] == line.back() ? pieces_[i][1] : pieces_[i][0]);
                longer = true;
                break;
            }
        }
    }

    const std::vector<Piece>& pieces_;
    std::vector<bool> used_;
    std::map<std::pair<double, double>, std::vector<std::size_t>> at_;
};

}  // namespace

std::vector<std::vector<Point>> contour(const Map& map, double level) {
    std::vector<Piece> pieces;
    const Raster& raster = map.raster;
    const auto corner = [&](int i, int j) {
        return Corner{raster.centre(i, j), map.values[raster.index(i, j)]};
    };
    for (int j = 0; j + 1 < raster.ny; ++j) {
        for (int i = 0; i + 1 < raster.nx; ++i) {
            add_square({corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)},
                       level,
                       pieces);
        }
    }
    return Joiner(pieces).lines();
}

}  // namespace mesogrid::plot
