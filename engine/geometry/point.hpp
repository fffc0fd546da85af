#pragma once

#include <cmath>

namespace mesogrid {

/// A point of the skin plane, mm.
struct Point {
    double x = 0.0;
    double y = 0.0;

    friend bool operator==(const Point&, const Point&) = default;
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator*(double factor, Point a) { return {factor * a.x, factor * a.y}; }
};

inline double dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}
inline double distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// `p` turned by `radians` (from x towards y) about `centre`.
inline Point rotated(Point p, double radians, Point centre) {
    const double c = std::cos(radians);
    const double s = std::sin(radians);
    const Point d = p - centre;
    return {centre.x + c * d.x - s * d.y, centre.y + s * d.x + c * d.y};
}

/// An axis-parallel rectangle, mm.
struct Box {
    Point low;
    Point high;

    double width() const { return high.x - low.x; }
    double height() const { return high.y - low.y; }
    Point centre() const { return {0.5 * (low.x + high.x), 0.5 * (low.y + high.y)}; }
    Box enlarged(double margin) const {
        return {{low.x - margin, low.y - margin}, {high.x + margin, high.y + margin}};
    }
};

}  // namespace mesogrid
