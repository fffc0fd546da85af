#include "models/metrics/window_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {
namespace {

constexpr std::array kAspects = {1.0, 0.5, 2.0, 1.0 / 3.0, 3.0};
constexpr int kCentresPerAxis = 96;
constexpr double kFinestStep = 1.0 / 16.0;  ///< cells
constexpr double kAreaTolerance = 1e-10;
constexpr int kRootSteps = 60;

}  // namespace

WindowSearch::WindowSearch(const TargetSampling& sampling,
                           std::span<const double> sample_values,
                           Region region)
    : nx_(sampling.raster().nx),
      ny_(sampling.raster().ny),
      cell_area_(sampling.raster().cell_area()),
      sums_((static_cast<std::size_t>(nx_) + 1) * (static_cast<std::size_t>(ny_) + 1)) {
    MESOGRID_EXPECTS(sample_values.size() == sampling.samples().size());
    const auto columns = static_cast<std::size_t>(nx_) + 1;
    const auto refinement = static_cast<std::size_t>(sampling.refinement());
    for (std::size_t s = 0; s < sample_values.size(); ++s) {
        const TargetSampling::Sample& sample = sampling.samples()[s];
        const double area = sample.area_in(region);
        Sum& sum =
            sums_[(sample.cell_y / refinement + 1) * columns + sample.cell_x / refinement + 1];
        sum.area += area;
        sum.amount += area * sample_values[s];
    }
    for (std::size_t j = 1; j <= static_cast<std::size_t>(ny_); ++j) {
        Sum row;
        for (std::size_t i = 1; i < columns; ++i) {
            Sum& sum = sums_[j * columns + i];
            row.area += sum.area;
            row.amount += sum.amount;
            const Sum& below = sums_[(j - 1) * columns + i];
            sum = {row.area + below.area, row.amount + below.amount};
        }
    }
    total_area_ = sums_.back().area;
}

/// Of a density that is constant per cell: bilinear between the corners.
WindowSearch::Sum WindowSearch::cumulated(double x, double y) const {
    const double u = std::clamp(x, 0.0, static_cast<double>(nx_));
    const double v = std::clamp(y, 0.0, static_cast<double>(ny_));
    const int i = std::min(static_cast<int>(u), nx_ - 1);
    const int j = std::min(static_cast<int>(v), ny_ - 1);
    const double s = u - i;
    const double t = v - j;
    const auto mix = [&](double a, double b, double c, double d) {
        return (1.0 - t) * ((1.0 - s) * a + s * b) + t * ((1.0 - s) * c + s * d);
    };
    const Sum& a = corner(i, j);
    const Sum& b = corner(i + 1, j);
    const Sum& c = corner(i, j + 1);
    const Sum& d = corner(i + 1, j + 1);
    return {mix(a.area, b.area, c.area, d.area), mix(a.amount, b.amount, c.amount, d.amount)};
}

/// `side`: of the square of the same area, in cells.
WindowSearch::Sum WindowSearch::within(const Window& window, double side) const {
    const double half_width = 0.5 * side * std::sqrt(window.aspect);
    const double half_height = 0.5 * side / std::sqrt(window.aspect);
    const Sum a = cumulated(window.x - half_width, window.y - half_height);
    const Sum b = cumulated(window.x + half_width, window.y - half_height);
    const Sum c = cumulated(window.x - half_width, window.y + half_height);
    const Sum d = cumulated(window.x + half_width, window.y + half_height);
    return {d.area - b.area - c.area + a.area, d.amount - b.amount - c.amount + a.amount};
}

double WindowSearch::mean_of(const Window& window, double area) const {
    double low = std::sqrt(area / cell_area_);  // no window has more area than its rectangle
    Sum found = within(window, low);
    double low_gap = found.area - area;
    if (low_gap >= -kAreaTolerance * area) return found.amount / found.area;
    double high = low;
    double high_gap = low_gap;
    const double widest = 6.0 * (nx_ + ny_);
    while (high_gap < 0.0 && high < widest) {
        high *= 1.3;
        found = within(window, high);
        high_gap = found.area - area;
    }
    // Illinois: the secant, with the weight of an end that stays halved.
    for (int step = 0; step < kRootSteps && std::abs(found.area - area) > kAreaTolerance * area;
         ++step) {
        const double side = high - high_gap * (high - low) / (high_gap - low_gap);
        found = within(window, side);
        const double gap = found.area - area;
        if (gap > 0.0) {
            high = side;
            high_gap = gap;
            low_gap *= 0.5;
        } else {
            low = side;
            low_gap = gap;
            high_gap *= 0.5;
        }
    }
    return found.amount / found.area;
}

void WindowSearch::improve(Window& best, double x, double y, double area) const {
    const int i = static_cast<int>(x);
    const int j = static_cast<int>(y);
    if (x < 0.0 || y < 0.0 || i >= nx_ || j >= ny_) return;
    const double here = corner(i + 1, j + 1).area - corner(i, j + 1).area - corner(i + 1, j).area +
                        corner(i, j).area;
    if (here <= kAreaTolerance * total_area_) return;
    Window window{x, y, best.aspect, 0.0};
    window.mean = mean_of(window, area);
    if (window.mean < best.mean) best = window;
}

WindowSearch::Window WindowSearch::coldest_of_grid(int stride, double aspect, double area) const {
    Window best{.aspect = aspect, .mean = std::numeric_limits<double>::infinity()};
    for (int j = stride / 2; j < ny_; j += stride) {
        for (int i = stride / 2; i < nx_; i += stride) improve(best, i + 0.5, j + 0.5, area);
    }
    return best;
}

double WindowSearch::coldest_mean(double share) const {
    MESOGRID_EXPECTS(share > 0.0 && share <= 1.0 && total_area_ > 0.0);
    const double area = share * total_area_;
    double coldest = std::numeric_limits<double>::infinity();
    for (const double aspect : kAspects) {
        int stride = (std::max(nx_, ny_) + kCentresPerAxis - 1) / kCentresPerAxis;
        Window best = coldest_of_grid(stride, aspect, area);
        // A thin region can slip through a coarse grid.
        while (stride > 1 && !std::isfinite(best.mean)) {
            best = coldest_of_grid(stride /= 2, aspect, area);
        }
        for (double step = 0.5 * stride; step >= kFinestStep;) {
            const Window centre = best;
            for (const double dy : {-step, 0.0, step}) {
                for (const double dx : {-step, 0.0, step}) {
                    improve(best, centre.x + dx, centre.y + dy, area);
                }
            }
            if (best.mean == centre.mean) step *= 0.5;
        }
        coldest = std::min(coldest, best.mean);
    }
    return std::max(coldest, 0.0);
}

}  // namespace mesogrid::models
