#include "engine/transport/spectral/real_space.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numbers>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::spectral {
namespace {

/// A quadrature panel covers at most this many lateral scales of the shape.
constexpr double kPanel = 0.25;

const QuadratureRule& rule() {
    static const QuadratureRule eight = gauss_legendre(8);
    return eight;
}

const QuadratureRule& short_rule() {
    static const QuadratureRule four = gauss_legendre(4);
    return four;
}

/// Weighted amount of a unit depot about its axis.
class DrawnShape {
public:
    DrawnShape(const DepotShape& shape, std::span<const WeightedSlab> slabs)
        : shape_(shape), slabs_(slabs), support_(shape.support_radius()) {
        for (const WeightedSlab& slab : slabs) {
            total_ += slab.weight * shape.share(slab.top, slab.bottom);
        }
    }

    double support() const { return support_; }

    /// Amount over [0, x] x [0, y], odd in x and in y, so that differences give any rectangle;
    /// empty where the shape knows no closed form.
    std::optional<double> corner(double x, double y) const {
        const double sign = (x < 0.0) == (y < 0.0) ? 1.0 : -1.0;
        const double a = std::abs(x);
        const double b = std::abs(y);
        if (const auto share = shape_.lateral_rectangle(a, b)) return sign * total_ * *share;
        double sum = 0.0;
        for (const WeightedSlab& slab : slabs_) {
            const auto share = shape_.rectangle(a, b, slab.top, slab.bottom);
            if (!share) return std::nullopt;
            sum += slab.weight * *share;
        }
        return sign * sum;
    }

    /// Fluxes through the edges between neighbouring `ends` (ascending) of a line at `distance`
    /// from the axis: with E(r) the amount within r, 1/(2 pi) integral of E dtheta. The fluxes out
    /// of a region sum to the amount in it (divergence theorem).
    void fluxes(double distance, std::span<const double> ends, std::vector<double>& result) const {
        result.assign(ends.size() - 1, 0.0);
        if (distance == 0.0) return;
        const std::vector<double> breaks = ring_crossings(distance);
        auto next = std::upper_bound(breaks.begin(), breaks.end(), ends.front());
        for (std::size_t e = 0; e + 1 < ends.size(); ++e) {
            double from = ends[e];
            for (; next != breaks.end() && *next < ends[e + 1]; ++next) {
                result[e] += through(distance, from, *next);
                from = *next;
            }
            result[e] += through(distance, from, ends[e + 1]);
        }
    }

private:
    double within(double r) const {
        double sum = 0.0;
        for (const WeightedSlab& slab : slabs_) {
            sum += slab.weight * shape_.enclosed(r, slab.top, slab.bottom);
        }
        return sum;
    }

    /// Where a line at `distance` crosses the rings between which E is smooth, ascending.
    std::vector<double> ring_crossings(double distance) const {
        const std::span<const double> radii = shape_.sharp_radii();
        const auto first = std::upper_bound(radii.begin(), radii.end(), std::abs(distance));
        std::vector<double> half;
        for (auto r = first; r != radii.end() && *r < support_; ++r) {
            half.push_back(std::sqrt(*r * *r - distance * distance));
        }
        if (std::abs(distance) < support_) {
            half.push_back(std::sqrt(support_ * support_ - distance * distance));
        }
        std::vector<double> crossings;
        std::transform(half.rbegin(), half.rend(), std::back_inserter(crossings), std::negate<>());
        crossings.insert(crossings.end(), half.begin(), half.end());
        return crossings;
    }

    /// Flux through a piece of a line that crosses no ring. Away from the axis, E at its middle
    /// counts with the exact angle and quadrature has only what E differs from that: exact wherever
    /// E is constant. Near the axis E/r^2 itself is the smoother.
    double through(double distance, double from, double to) const {
        const double middle = 0.5 * (from + to);
        const double r = std::sqrt(distance * distance + middle * middle);
        const double angle = angle_between(distance, from, to);
        if (r >= support_) return 0.5 * std::numbers::inv_pi * total_ * angle;
        const double length = to - from;
        const int panels = 1 + static_cast<int>(length / (kPanel * shape_.lateral_scale()));
        const bool away = r > 2.0 * length;
        // Short, and away from the axis and the edge, a piece needs half the nodes.
        const bool easy =
            away && length < 0.5 * kPanel * shape_.lateral_scale() && r + 2.0 * length < support_;
        const QuadratureRule& nodes = easy ? short_rule() : rule();
        const double central = away ? within(r) : 0.0;
        double rest = 0.0;
        for (int i = 0; i < panels; ++i) {
            const double start = from + length * i / panels;
            const double half = 0.5 * length / panels;
            for (std::size_t q = 0; q < nodes.nodes.size(); ++q) {
                const double s = start + half * (1.0 + nodes.nodes[q]);
                const double square = distance * distance + s * s;
                rest += half * nodes.weights[q] * (within(std::sqrt(square)) - central) / square;
            }
        }
        return 0.5 * std::numbers::inv_pi * (central * angle + distance * rest);
    }

    /// Angle that a piece of the line is seen under from the axis, with the sign of `distance`:
    /// its tangent is d (b - a)/(d^2 + a b).
    static double angle_between(double distance, double from, double to) {
        const double tangent = distance * (to - from);
        const double nearness = distance * distance + from * to;
        const double t = tangent / nearness;
        if (nearness > 0.0 && std::abs(t) < 0.1) {
            // arctangent series to t^13/13, below 1e-16 of its sum
            const double t2 = t * t;
            double sum = 0.0;
            for (int n = 13; n >= 1; n -= 2) sum = 1.0 / n - t2 * sum;
            return t * sum;
        }
        return std::atan2(tangent, nearness);
    }

    const DepotShape& shape_;
    std::span<const WeightedSlab> slabs_;
    double support_;
    double total_ = 0.0;
};

/// Cells of one axis that meet [low, high]: first index and number.
std::pair<int, int> cell_range(double origin, double h, int cells, double low, double high) {
    const double first = std::clamp(std::floor((low - origin) / h), 0.0, double(cells));
    const double last = std::clamp(std::ceil((high - origin) / h), first, double(cells));
    return {static_cast<int>(first), static_cast<int>(last - first)};
}

/// The corners of a patch's cells about the axis of a depot.
struct Corners {
    Point origin;
    double h;

    double x(int i) const { return origin.x + i * h; }
    double y(int j) const { return origin.y + j * h; }
};

/// Amounts of cells as differences of the amount in rectangles from the axis.
void draw_by_corners(const DrawnShape& drawn, const Corners& at, Patch& patch) {
    const auto row_of = [&](int j) {
        std::vector<double> row(static_cast<std::size_t>(patch.nx) + 1);
        for (int i = 0; i <= patch.nx; ++i) {
            row[static_cast<std::size_t>(i)] = *drawn.corner(at.x(i), at.y(j));
        }
        return row;
    };
    std::vector<double> below = row_of(0);
    for (int j = 0; j < patch.ny; ++j) {
        std::vector<double> above = row_of(j + 1);
        for (std::size_t i = 0; i + 1 < above.size(); ++i) {
            patch.values.push_back((above[i + 1] - above[i]) - (below[i + 1] - below[i]));
        }
        below = std::move(above);
    }
}

/// Amounts of cells as fluxes through their four edges, each made once.
void draw_by_edges(const DrawnShape& drawn, const Corners& at, Patch& patch) {
    const auto nx = static_cast<std::size_t>(patch.nx);
    const auto ny = static_cast<std::size_t>(patch.ny);
    std::vector<double> xs(nx + 1);
    std::vector<double> ys(ny + 1);
    for (std::size_t i = 0; i <= nx; ++i) xs[i] = at.x(static_cast<int>(i));
    for (std::size_t j = 0; j <= ny; ++j) ys[j] = at.y(static_cast<int>(j));
    patch.values.assign(nx * ny, 0.0);
    std::vector<double> flux;
    for (std::size_t j = 0; j <= ny; ++j) {
        drawn.fluxes(ys[j], xs, flux);
        for (std::size_t i = 0; i < nx; ++i) {
            if (j > 0) patch.values[(j - 1) * nx + i] += flux[i];
            if (j < ny) patch.values[j * nx + i] -= flux[i];
        }
    }
    for (std::size_t i = 0; i <= nx; ++i) {
        drawn.fluxes(xs[i], ys, flux);
        for (std::size_t j = 0; j < ny; ++j) {
            if (i > 0) patch.values[j * nx + i - 1] += flux[j];
            if (i < nx) patch.values[j * nx + i] -= flux[j];
        }
    }
}

}  // namespace

Patch draw_depot(const DepotShape& shape,
                 std::span<const WeightedSlab> slabs,
                 double amount,
                 Point axis,
                 const Raster& raster) {
    const DrawnShape drawn(shape, slabs);
    const double h = raster.spacing;
    const double reach = drawn.support();
    const auto [i0, nx] = cell_range(raster.origin.x, h, raster.nx, axis.x - reach, axis.x + reach);
    const auto [j0, ny] = cell_range(raster.origin.y, h, raster.ny, axis.y - reach, axis.y + reach);
    Patch patch{.i0 = i0, .j0 = j0, .nx = nx, .ny = ny};
    if (nx == 0 || ny == 0) return patch;
    patch.values.reserve(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
    const Corners at{raster.origin + Point{i0 * h, j0 * h} - axis, h};
    if (drawn.corner(at.x(0), at.y(0))) {
        draw_by_corners(drawn, at, patch);
    } else {
        draw_by_edges(drawn, at, patch);
    }
    for (double& value : patch.values) value = std::max(0.0, amount * value / raster.cell_area());
    return patch;
}

std::vector<Point> mirror_images(Point axis, const Box& box, double reach) {
    const auto along = [reach](double x, double low, double high) {
        std::vector<double> images;
        const double period = 2.0 * (high - low);
        const int turns = 1 + static_cast<int>(std::ceil(reach / period));
        for (int n = -turns; n <= turns; ++n) {
            for (const double image : {x + n * period, 2.0 * low - x + n * period}) {
                if (image > low - reach && image < high + reach) images.push_back(image);
            }
        }
        return images;
    };
    std::vector<Point> points;
    for (const double y : along(axis.y, box.low.y, box.high.y)) {
        for (const double x : along(axis.x, box.low.x, box.high.x)) points.push_back({x, y});
    }
    return points;
}

Patch sum(const Patch& a, const Patch& b) {
    if (a.values.empty()) return b;
    if (b.values.empty()) return a;
    Patch total{.i0 = std::min(a.i0, b.i0), .j0 = std::min(a.j0, b.j0)};
    total.nx = std::max(a.i0 + a.nx, b.i0 + b.nx) - total.i0;
    total.ny = std::max(a.j0 + a.ny, b.j0 + b.ny) - total.j0;
    total.values.assign(static_cast<std::size_t>(total.nx) * static_cast<std::size_t>(total.ny),
                        0.0);
    for (const Patch* part : {&a, &b}) {
        std::size_t from = 0;
        for (int j = 0; j < part->ny; ++j) {
            auto to = static_cast<std::size_t>(part->j0 - total.j0 + j) *
                          static_cast<std::size_t>(total.nx) +
                      static_cast<std::size_t>(part->i0 - total.i0);
            for (int i = 0; i < part->nx; ++i) total.values[to++] += part->values[from++];
        }
    }
    return total;
}

}  // namespace mesogrid::spectral
