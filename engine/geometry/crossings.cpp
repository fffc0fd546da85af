#include "engine/geometry/crossings.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/geometry/ring_measures.hpp"

namespace mesogrid::geometry {
namespace {

struct Edge {
    Point from;
    Point to;
    std::size_t index;  ///< in its ring
    int owner;          ///< which of two outlines

    double low_x() const { return std::min(from.x, to.x); }
    double high_x() const { return std::max(from.x, to.x); }
};

void append_edges(const Ring& ring, int owner, std::vector<Edge>& edges) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        edges.push_back({ring[i], ring[(i + 1) % ring.size()], i, owner});
    }
}

/// Calls visit(a, b) for the pairs of edges whose bounding boxes meet, until it returns true.
template <class Visit>
bool any_near_pair(std::vector<Edge>& edges, Visit&& visit) {
    std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return a.low_x() < b.low_x();
    });
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const auto [low, high] = std::minmax(edges[i].from.y, edges[i].to.y);
        for (std::size_t k = i + 1; k < edges.size(); ++k) {
            if (edges[k].low_x() > edges[i].high_x()) break;
            if (std::min(edges[k].from.y, edges[k].to.y) > high) continue;
            if (std::max(edges[k].from.y, edges[k].to.y) < low) continue;
            if (visit(edges[i], edges[k])) return true;
        }
    }
    return false;
}

/// Point p, known to lie on the line of the edge, lies on the edge.
bool within_box(Point p, const Edge& edge) {
    const auto [low_y, high_y] = std::minmax(edge.from.y, edge.to.y);
    return p.x >= edge.low_x() && p.x <= edge.high_x() && p.y >= low_y && p.y <= high_y;
}

bool meet(const Edge& a, const Edge& b) {
    const double b_from = turn(a.from, a.to, b.from);
    const double b_to = turn(a.from, a.to, b.to);
    const double a_from = turn(b.from, b.to, a.from);
    const double a_to = turn(b.from, b.to, a.to);
    const auto opposite = [](double u, double v) {
        return (u > 0.0 && v < 0.0) || (u < 0.0 && v > 0.0);
    };
    if (opposite(b_from, b_to) && opposite(a_from, a_to)) return true;
    return (b_from == 0.0 && within_box(b.from, a)) || (b_to == 0.0 && within_box(b.to, a)) ||
           (a_from == 0.0 && within_box(a.from, b)) || (a_to == 0.0 && within_box(a.to, b));
}

/// Neighbours share a corner; they clash only when the second runs back along the first.
bool folds_back(const Edge& first, const Edge& second) {
    return turn(first.from, first.to, second.to) == 0.0 &&
           dot(first.to - first.from, second.to - second.from) < 0.0;
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> first_crossing(const Ring& ring) {
    std::vector<Edge> edges;
    append_edges(ring, 0, edges);
    std::optional<std::pair<std::size_t, std::size_t>> found;
    any_near_pair(edges, [&](const Edge& a, const Edge& b) {
        const bool b_follows = (a.index + 1) % ring.size() == b.index;
        const bool a_follows = (b.index + 1) % ring.size() == a.index;
        const bool clash = b_follows ? folds_back(a, b) : a_follows ? folds_back(b, a) : meet(a, b);
        if (clash) found = std::minmax(a.index, b.index);
        return clash;
    });
    return found;
}

bool borders_meet(const std::vector<Ring>& a, const std::vector<Ring>& b) {
    std::vector<Edge> edges;
    for (const Ring& ring : a) append_edges(ring, 0, edges);
    for (const Ring& ring : b) append_edges(ring, 1, edges);
    return any_near_pair(edges, [](const Edge& first, const Edge& second) {
        return first.owner != second.owner && meet(first, second);
    });
}

}  // namespace mesogrid::geometry
