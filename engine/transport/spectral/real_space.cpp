#include "engine/transport/spectral/real_space.hpp"

#include <algorithm>
#include <cmath>
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

    /// Flux through the edge from `from` to `to` along a line at `distance` from the axis: with
    /// E(r) the amount within r, integral of E/(2 pi) dtheta = distance/(2 pi) integral of E(r)/r^2
    /// ds. The fluxes out of a region sum to the amount in it (divergence theorem).
    double flux(double distance, double from, double to) const {
        if (distance == 0.0) return 0.0;
        const double half_chord =
            std::sqrt(std::max(0.0, support_ * support_ - distance * distance));
        const double low = std::clamp(-half_chord, from, to);
        const double high = std::clamp(half_chord, from, to);
        const auto turn = [distance](double a, double b) {
            return b > a ? std::atan(b / distance) - std::atan(a / distance) : 0.0;
        };
        return (total_ * (turn(from, low) + turn(high, to)) +
                distance * inside(distance, low, high)) *
               0.5 * std::numbers::inv_pi;
    }

private:
    double within(double r) const {
        double sum = 0.0;
        for (const WeightedSlab& slab : slabs_) {
            sum += slab.weight * shape_.enclosed(r, slab.top, slab.bottom);
        }
        return sum;
    }

    /// Integral of E(r)/r^2 ds within the support, ring by ring.
    double inside(double distance, double from, double to) const {
        double sum = 0.0;
        double reached = from;
        const auto on_to = [&](double s) {
            if (s <= reached || s >= to) return;
            sum += within_ring(distance, reached, s);
            reached = s;
        };
        const auto crossing = [distance](double radius) {
            return std::sqrt(radius * radius - distance * distance);
        };
        const std::span<const double> radii = shape_.sharp_radii();
        const auto first = std::upper_bound(radii.begin(), radii.end(), std::abs(distance));
        if (from < 0.0) {
            const auto farthest = std::upper_bound(first, radii.end(), std::hypot(distance, from));
            for (auto r = farthest; r != first; --r) on_to(-crossing(*(r - 1)));
        }
        if (to > 0.0) {
            const double nearest = std::hypot(distance, std::max(0.0, from));
            const double farthest = std::hypot(distance, to);
            for (auto r = std::lower_bound(first, radii.end(), nearest);
                 r != radii.end() && *r < farthest;
                 ++r) {
                on_to(crossing(*r));
            }
        }
        return sum + within_ring(distance, reached, to);
    }

    double within_ring(double distance, double from, double to) const {
        if (to <= from) return 0.0;
        const double length = to - from;
        const int panels = 1 + static_cast<int>(length / (kPanel * shape_.lateral_scale()));
        // Far from the axis and short against the shape an edge needs half the nodes.
        const bool easy =
            std::abs(distance) > 2.0 * length && length < 0.5 * kPanel * shape_.lateral_scale();
        double sum = 0.0;
        for (int i = 0; i < panels; ++i) {
            sum += integrate(easy ? short_rule() : rule(),
                             from + length * i / panels,
                             from + length * (i + 1) / panels,
                             [&](double s) {
                                 const double r_squared = distance * distance + s * s;
                                 return within(std::sqrt(r_squared)) / r_squared;
                             });
        }
        return sum;
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
    const auto flux_up = [&](int j) {
        std::vector<double> row(static_cast<std::size_t>(patch.nx));
        for (int i = 0; i < patch.nx; ++i) {
            row[static_cast<std::size_t>(i)] = drawn.flux(at.y(j), at.x(i), at.x(i + 1));
        }
        return row;
    };
    std::vector<double> below = flux_up(0);
    for (int j = 0; j < patch.ny; ++j) {
        std::vector<double> above = flux_up(j + 1);
        double left = drawn.flux(at.x(0), at.y(j), at.y(j + 1));
        for (int i = 0; i < patch.nx; ++i) {
            const auto column = static_cast<std::size_t>(i);
            const double right = drawn.flux(at.x(i + 1), at.y(j), at.y(j + 1));
            patch.values.push_back((above[column] - below[column]) + (right - left));
            left = right;
        }
        below = std::move(above);
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
