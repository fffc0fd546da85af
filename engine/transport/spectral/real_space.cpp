#include "engine/transport/spectral/real_space.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::spectral {
namespace {

/// 1/(2 pi)
constexpr double kInverseTurn = 0.5 * std::numbers::inv_pi;
/// A quadrature panel covers at most this many lateral scales of the shape.
constexpr double kPanel = 0.75;

const QuadratureRule& rule() {
    static const QuadratureRule sixteen = gauss_legendre(16);
    return sixteen;
}

/// Weighted amount of a unit depot in rectangles that have a corner on its axis.
class Quadrant {
public:
    Quadrant(const DepotShape& shape, std::span<const WeightedSlab> slabs)
        : shape_(shape), slabs_(slabs), support_(shape.support_radius()) {
        for (const WeightedSlab& slab : slabs) {
            total_ += slab.weight * shape.share(slab.top, slab.bottom);
        }
    }

    double support() const { return support_; }

    /// Amount over [0, x] x [0, y]; odd in x and in y, so that differences give any rectangle.
    double amount(double x, double y) const {
        const double sign = (x < 0.0) == (y < 0.0) ? 1.0 : -1.0;
        const double a = std::abs(x);
        const double b = std::abs(y);
        if (const auto share = shape_.lateral_rectangle(a, b)) return sign * total_ * *share;
        if (const auto closed = rectangle(a, b)) return sign * *closed;
        return sign * (triangle(a, b) + triangle(b, a));
    }

private:
    /// Amount over [0, x] x [0, y] where the shape knows it in closed form.
    std::optional<double> rectangle(double x, double y) const {
        double sum = 0.0;
        for (const WeightedSlab& slab : slabs_) {
            const auto share = shape_.rectangle(x, y, slab.top, slab.bottom);
            if (!share) return std::nullopt;
            sum += slab.weight * *share;
        }
        return sum;
    }

    double within(double r) const {
        double sum = 0.0;
        for (const WeightedSlab& slab : slabs_) {
            sum += slab.weight * shape_.enclosed(r, slab.top, slab.bottom);
        }
        return sum;
    }

    /// Amount over the triangle (0,0), (x,0), (x,y): with E(r) the amount within r,
    /// integral of E/(2 pi) dtheta = x/(2 pi) integral_0^y E(r)/r^2 ds, r^2 = x^2 + s^2.
    double triangle(double x, double y) const {
        if (x == 0.0 || y == 0.0) return 0.0;
        if (x >= support_) return kInverseTurn * total_ * std::atan2(y, x);
        const double edge = std::min(y, std::sqrt(support_ * support_ - x * x));
        const double outside = std::atan2(y, x) - std::atan2(edge, x);
        const int panels = 1 + static_cast<int>(edge / (kPanel * shape_.lateral_scale()));
        const auto integrand = [&](double s) {
            const double r_squared = x * x + s * s;
            return within(std::sqrt(r_squared)) / r_squared;
        };
        double sum = 0.0;
        for (int i = 0; i < panels; ++i) {
            sum += integrate(rule(), edge * i / panels, edge * (i + 1) / panels, integrand);
        }
        return kInverseTurn * (x * sum + total_ * outside);
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

}  // namespace

Patch draw_depot(const DepotShape& shape,
                 std::span<const WeightedSlab> slabs,
                 double amount,
                 Point axis,
                 const Raster& raster) {
    const Quadrant quadrant(shape, slabs);
    const double h = raster.spacing;
    const double reach = quadrant.support();
    const auto [i0, nx] = cell_range(raster.origin.x, h, raster.nx, axis.x - reach, axis.x + reach);
    const auto [j0, ny] = cell_range(raster.origin.y, h, raster.ny, axis.y - reach, axis.y + reach);
    Patch patch{.i0 = i0, .j0 = j0, .nx = nx, .ny = ny};
    patch.values.reserve(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
    const auto corner_row = [&](int j) {
        // clang 14 does not capture structured bindings
        std::vector<double> row(static_cast<std::size_t>(patch.nx) + 1);
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = quadrant.amount(raster.origin.x + (patch.i0 + double(i)) * h - axis.x,
                                     raster.origin.y + j * h - axis.y);
        }
        return row;
    };
    std::vector<double> below = corner_row(j0);
    for (int j = 0; j < ny; ++j) {
        std::vector<double> above = corner_row(j0 + j + 1);
        for (std::size_t i = 0; i + 1 < above.size(); ++i) {
            const double share = (above[i + 1] - above[i]) - (below[i + 1] - below[i]);
            patch.values.push_back(std::max(0.0, amount * share / raster.cell_area()));
        }
        below = std::move(above);
    }
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
