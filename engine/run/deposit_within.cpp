#include "engine/run/deposit_within.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kSteps = 256;
constexpr int kPoints = 12;
/// Where a border passes the axis nearer than this part of the support, what lies between counts
/// as nothing.
constexpr double kOnAxis = 1e-9;

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

}  // namespace

DepositWithin::DepositWithin(const DepotShape& shape, const DepthBand& band)
    : support_(shape.support_radius()), scale_(shape.lateral_scale()), shares_(kSteps + 1, 0.0) {
    const double all = shape.share(band.top.base(), band.bottom.base());
    for (std::size_t k = 1; k < kSteps; ++k) {
        const double radius = support_ * static_cast<double>(k) / kSteps;
        shares_[k] = shape.enclosed(radius, band.top.base(), band.bottom.base());
    }
    shares_[kSteps] = all;
}

/// The cubic through the four table values around the radius.
double DepositWithin::enclosed(double radius) const {
    const double place = kSteps * radius / support_;
    if (place >= kSteps) return shares_.back();
    const auto k = std::clamp(static_cast<std::size_t>(place), std::size_t{1}, kSteps - 2);
    const double t = place - static_cast<double>(k);
    const double a = shares_[k - 1];
    const double b = shares_[k];
    const double c = shares_[k + 1];
    const double d = shares_[k + 2];
    return b + 0.5 * t * (c - a) + 0.5 * t * t * (a - 2.0 * b + c) +
           t * (t * t - 1.0) / 6.0 * (d - 3.0 * c + 3.0 * b - a);
}

/// Integral of E(r(phi)) dphi from one end of an edge to the other, relative to the axis. With d
/// the distance to the edge's line, r = d/cos(psi), psi counted from its foot.
double DepositWithin::along_edge(Point from, Point to) const {
    const double sweep = std::atan2(cross(from, to), dot(from, to));
    const Point along = to - from;
    const double length = std::sqrt(dot(along, along));
    const double foot = std::abs(cross(from, to)) / length;
    if (foot <= kOnAxis * support_) return 0.0;
    if (foot >= support_) return shares_.back() * sweep;
    const double start = std::atan(dot(from, along) / (length * foot));
    const double end = std::atan(dot(to, along) / (length * foot));
    std::vector<double> stops = {start, end};
    for (const double part :
         {1.0 / 64, 1.0 / 16, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, support_ / scale_}) {
        const double radius = std::min(part * scale_, support_);
        if (radius <= foot) continue;
        const double angle = std::acos(foot / radius);
        for (const double stop : {-angle, angle}) {
            if (stop > start && stop < end) stops.push_back(stop);
        }
    }
    std::sort(stops.begin(), stops.end());
    static const QuadratureRule rule = gauss_legendre(kPoints);
    double sum = 0.0;
    for (std::size_t s = 1; s < stops.size(); ++s) {
        if (stops[s] <= stops[s - 1]) continue;
        sum += integrate(rule, stops[s - 1], stops[s], [&](double psi) {
            return enclosed(foot / std::cos(psi));
        });
    }
    return sweep > 0.0 ? sum : -sum;
}

double DepositWithin::over(const Outline& outline, Point axis) const {
    if (outline.distance_to_border(axis) >= support_) {
        return outline.contains(axis) ? shares_.back() : 0.0;
    }
    double sum = 0.0;
    for (const Ring& ring : outline.rings()) {
        Point from = ring.back() - axis;
        for (const Point corner : ring) {
            const Point to = corner - axis;
            sum += along_edge(from, to);
            from = to;
        }
    }
    return std::clamp(sum / (2.0 * std::numbers::pi), 0.0, shares_.back());
}

}  // namespace mesogrid
