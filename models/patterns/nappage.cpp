#include "models/patterns/nappage.hpp"

#include <cmath>

namespace mesogrid::models {
namespace {

/// Share of a step by which a length may be off for rounding and still hold a whole number.
constexpr double kTie = 1e-9;

/// Rows joined at their ends in turn; a place is named by its distance along the path.
struct Path {
    Point start;  ///< left end of the lowest row
    double width;
    double rise;
    int rows;

    double length() const { return rows * width + (rows - 1) * rise; }
    Point at(double along) const {
        const double lap = width + rise;
        const int row = std::min(rows - 1, static_cast<int>(std::floor(along / lap)));
        const double rest = along - row * lap;
        const double across = std::min(rest, width);
        const double x = row % 2 == 0 ? across : width - across;
        return start + Point{x, row * rise + std::max(0.0, rest - width)};
    }
};

}  // namespace

std::vector<Point> Nappage::positions(const PatternArea& area) const {
    const Box box = area.outline.bounding_box();
    const double step = spacing_.base();
    const double rise = row_spacing_.base();
    const double rows = std::max(1.0, std::floor(box.height() / rise + kTie));
    require_few(rows * (box.width() + rise) / step);
    const Path path{{box.low.x, box.centre().y - 0.5 * (rows - 1.0) * rise},
                    box.width(),
                    rise,
                    static_cast<int>(rows)};
    const int last = static_cast<int>(std::floor(path.length() / step + kTie));
    std::vector<Point> points;
    for (int k = 0; k <= last; ++k) points.push_back(path.at(std::min(k * step, path.length())));
    return points;
}

}  // namespace mesogrid::models
