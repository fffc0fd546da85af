#include "models/depots/profile_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

constexpr double kTail = 1e-8;

/// Area of the disc of radius r over [0, x] x [0, y].
double disc_over_rectangle(double r, double x, double y) {
    if (x * x + y * y <= r * r) return x * y;
    const double a = std::min(x, r);
    const double b = std::min(y, r);
    // beneath the arc from u to v: (v sqrt(r^2 - v^2) + r^2 asin(v/r))/2, less the same at u
    const auto beneath = [r](double v) {
        const double s = std::min(1.0, v / r);
        return 0.5 * r * r * (s * std::sqrt(1.0 - s * s) + std::asin(s));
    };
    const double flat = std::sqrt(std::max(0.0, r * r - b * b));  // where the arc is at height b
    if (flat >= a) return a * b;
    return flat * b + beneath(a) - beneath(flat);
}

}  // namespace

ProfileShape::ProfileShape(std::vector<double> radii,
                           std::vector<double> depths,
                           const std::vector<double>& parts)
    : radii_(std::move(radii)), depths_(std::move(depths)) {
    MESOGRID_EXPECTS(parts.size() == rings() * rows());
    const double total = std::accumulate(parts.begin(), parts.end(), 0.0);
    MESOGRID_EXPECTS(total > 0.0 && std::isfinite(total));
    const std::size_t all = rings();
    radii_.resize(rings_to_keep(parts, total) + 1);
    const std::size_t kept = rings();
    above_.assign((rows() + 1) * kept, 0.0);
    for (std::size_t j = 0; j < rows(); ++j) {
        for (std::size_t i = 0; i < kept; ++i) {
            double part = parts[i * rows() + j];
            if (i + 1 == kept) {
                for (std::size_t out = kept; out < all; ++out) part += parts[out * rows() + j];
            }
            above_[(j + 1) * kept + i] = above_[j * kept + i] + part / total;
        }
    }
    measure_edges();
    measure_scales();
}

/// Without the outermost rings that hold next to nothing.
std::size_t ProfileShape::rings_to_keep(const std::vector<double>& parts, double total) const {
    std::size_t kept = rings();
    double tail = 0.0;
    for (; kept > 1; --kept) {
        const auto ring = parts.begin() + static_cast<std::ptrdiff_t>((kept - 1) * rows());
        tail += std::accumulate(ring, ring + static_cast<std::ptrdiff_t>(rows()), 0.0);
        if (tail > kTail * total) break;
    }
    return kept;
}

void ProfileShape::measure_edges() {
    for (std::size_t j = 0; j < rows(); ++j) {
        double outside = 0.0;
        for (std::size_t i = rings(); i-- > 0;) {
            const double density =
                (above_[(j + 1) * rings() + i] - above_[j * rings() + i]) / plan_area(i);
            edges_ += std::abs(density - outside) * std::sqrt(radii_[i + 1]);
            outside = density;
        }
    }
}

void ProfileShape::measure_scales() {
    const std::vector<double> whole = above(depths_.back());
    double within = 0.0;
    for (std::size_t i = 0; i < rings() && within < 0.5; ++i) {
        within += whole[i];
        lateral_scale_ = radii_[i + 1];
    }
    const auto row_of = [&](double share) {
        std::size_t j = 0;
        for (; j + 1 < rows(); ++j) {
            const auto face = above_.begin() + static_cast<std::ptrdiff_t>((j + 1) * rings());
            const auto end = face + static_cast<std::ptrdiff_t>(rings());
            if (std::accumulate(face, end, 0.0) >= share) break;
        }
        return j;
    };
    vertical_scale_ = depths_[row_of(0.75) + 1] - depths_[row_of(0.25)];
}

double ProfileShape::plan_area(std::size_t ring) const {
    return pi * (radii_[ring + 1] - radii_[ring]) * (radii_[ring + 1] + radii_[ring]);
}

std::vector<double> ProfileShape::above(double depth) const {
    const auto face = std::upper_bound(depths_.begin(), depths_.end(), depth);
    const auto from = [&](std::size_t j) {
        return above_.begin() + static_cast<std::ptrdiff_t>(j * rings());
    };
    if (face == depths_.begin()) return std::vector<double>(rings(), 0.0);
    const auto j = static_cast<std::size_t>(face - depths_.begin()) - 1;
    std::vector<double> shares(from(j), from(j + 1));
    if (face == depths_.end()) return shares;
    const double part = (depth - depths_[j]) / (depths_[j + 1] - depths_[j]);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i] += part * (from(j + 1)[static_cast<std::ptrdiff_t>(i)] - shares[i]);
    }
    return shares;
}

std::vector<double> ProfileShape::between(double top, double bottom) const {
    std::vector<double> shares = above(bottom);
    const std::vector<double> less = above(top);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i] = std::max(0.0, shares[i] - less[i]);
    }
    return shares;
}

/// A uniform ring has 2 (r1 J1(k r1) - r0 J1(k r0))/(k (r1^2 - r0^2)).
double ProfileShape::transform(double k, double top, double bottom) const {
    const std::vector<double> shares = between(top, bottom);
    double sum = 0.0;
    if (k <= 0.0) {
        for (const double share : shares) sum += share;
        return sum;
    }
    double inner = 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double outer = radii_[i + 1] * ::j1(k * radii_[i + 1]);
        if (shares[i] > 0.0) sum += shares[i] * 2.0 * pi * (outer - inner) / (k * plan_area(i));
        inner = outer;
    }
    return sum;
}

std::optional<double> ProfileShape::rectangle(double x, double y, double top, double bottom) const {
    const std::vector<double> shares = between(top, bottom);
    double sum = 0.0;
    double inner = 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double outer = disc_over_rectangle(radii_[i + 1], x, y);
        sum += shares[i] * (outer - inner) / plan_area(i);
        inner = outer;
    }
    return sum;
}

double ProfileShape::enclosed(double radius, double top, double bottom) const {
    const std::vector<double> shares = between(top, bottom);
    double sum = 0.0;
    for (std::size_t i = 0; i < shares.size() && radii_[i] < radius; ++i) {
        if (radius >= radii_[i + 1]) {
            sum += shares[i];
        } else {
            const double area = pi * (radius - radii_[i]) * (radius + radii_[i]);
            sum += shares[i] * area / plan_area(i);
        }
    }
    return sum;
}

double ProfileShape::density(double r, double z) const {
    if (r >= radii_.back() || z < depths_.front() || z > depths_.back()) return 0.0;
    const auto ring = static_cast<std::size_t>(
        std::upper_bound(radii_.begin(), radii_.end() - 1, r) - radii_.begin() - 1);
    const auto row = static_cast<std::size_t>(
        std::upper_bound(depths_.begin(), depths_.end() - 1, z) - depths_.begin() - 1);
    const double share = above_[(row + 1) * rings() + ring] - above_[row * rings() + ring];
    return share / (plan_area(ring) * (depths_[row + 1] - depths_[row]));
}

/// |transform| <= (2 pi/k) sum |jump| r |J1(k r)| and |J1(x)| <= 0.8251/sqrt(x).
double ProfileShape::highest_wavenumber(double tolerance) const {
    return std::cbrt(std::pow(2.0 * pi * 0.8251 * edges_ / tolerance, 2.0));
}

}  // namespace mesogrid::models
