#include "models/depots/opening_size.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace mesogrid::models {
namespace {

/// Second moments of columns seen from above.
class Plan {
public:
    void add(const BoxGrid& grid, std::size_t column, double share) {
        const double area = share * grid.plan_area(column);
        const double x = grid.mid_x(column);
        const double y = grid.mid_y(column);
        area_ += area;
        x_ += area * x;
        y_ += area * y;
        xx_ += area * (x * x + grid.width_x(column) * grid.width_x(column) / 12.0);
        yy_ += area * (y * y + grid.width_y(column) * grid.width_y(column) / 12.0);
        xy_ += area * x * y;
    }

    double radius() const {
        if (area_ <= 0.0) return 0.0;
        const double x = x_ / area_;
        const double y = y_ / area_;
        return elastic_radius(xx_ / area_ - x * x, yy_ / area_ - y * y, xy_ / area_ - x * y);
    }

private:
    double area_ = 0.0;
    double x_ = 0.0;
    double y_ = 0.0;
    double xx_ = 0.0;
    double yy_ = 0.0;
    double xy_ = 0.0;
};

/// Calls visit(neighbour) for the cells that share a face with `cell`.
template <class Visit>
void for_each_neighbour(const BoxGrid& grid, std::size_t cell, Visit&& visit) {
    const std::size_t i = cell / grid.rows();
    const std::size_t j = cell % grid.rows();
    for (std::size_t side = 0; side < BoxGrid::kSides; ++side) {
        if (grid.has_beside(i, side)) visit(cell + grid.stride(side));
        if (grid.has_before(i, side)) visit(cell - grid.stride(side));
    }
    if (j + 1 < grid.rows()) visit(cell + 1);
    if (j > 0) visit(cell - 1);
}

}  // namespace

void measure_openings(const RingGrid& grid, OpeningFront& front) {
    double farthest = 0.0;
    for (std::size_t c = 0; c < front.opened.size(); ++c) {
        if (front.opened[c] <= 0.0) continue;
        const double inner = grid.radii()[c / grid.rows()];
        const double outer = grid.radii()[c / grid.rows() + 1];
        // r^2 = r0^2 + share (r1^2 - r0^2)
        const double grown = front.opened[c] * (outer - inner) * (outer + inner);
        farthest = std::max(farthest, std::sqrt(inner * inner + grown));
    }
    front.radius = farthest;
}

void measure_openings(const BoxGrid& grid, OpeningFront& front) {
    front.radius_at.assign(grid.size(), 0.0);
    front.radius = 0.0;
    std::vector<char> seen(grid.size(), 0);
    std::vector<std::size_t> set;
    for (std::size_t first = 0; first < grid.size(); ++first) {
        if (!front.reached[first] || seen[first]) continue;
        set.assign(1, first);
        seen[first] = 1;
        for (std::size_t next = 0; next < set.size(); ++next) {
            for_each_neighbour(grid, set[next], [&](std::size_t n) {
                if (!front.reached[n] || seen[n]) return;
                seen[n] = 1;
                set.push_back(n);
            });
        }
        std::sort(set.begin(), set.end());
        Plan plan;
        for (std::size_t begin = 0; begin < set.size();) {
            const std::size_t column = set[begin] / grid.rows();
            double share = 0.0;
            for (; begin < set.size() && set[begin] / grid.rows() == column; ++begin) {
                share = std::max(share, front.opened[set[begin]]);
            }
            plan.add(grid, column, share);
        }
        const double radius = plan.radius();
        for (const std::size_t cell : set) front.radius_at[cell] = radius;
        front.radius = std::max(front.radius, radius);
    }
}

double elastic_radius(double xx, double yy, double xy) {
    const double mean = 0.5 * (xx + yy);
    const double apart = std::hypot(0.5 * (xx - yy), xy);
    // an ellipse has the moments a^2/4 and b^2/4
    const double a = 2.0 * std::sqrt(mean + apart);
    const double b = 2.0 * std::sqrt(std::max(0.0, mean - apart));
    const double k = std::sqrt(std::max(0.0, 1.0 - b * b / (a * a)));
    return std::numbers::pi * b / (2.0 * std::comp_ellint_2(k));
}

}  // namespace mesogrid::models
