#include "engine/transport/time_fold.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kWindow = 4;
constexpr std::size_t kCellsPerBlock = 4096;

/// Value at the top of the parabola through three points, if its top lies between the outer ones.
double parabola_top(double x0, double y0, double x1, double y1, double x2, double y2) {
    // y = y1 + b (x - x1) + a (x - x1)^2
    const double left = (y1 - y0) / (x1 - x0);
    const double right = (y2 - y1) / (x2 - x1);
    const double a = (right - left) / (x2 - x0);
    const double b = left + a * (x1 - x0);
    if (!(a < 0.0)) return y1;
    const double shift = -0.5 * b / a;
    if (x1 + shift < x0 || x1 + shift > x2) return y1;
    return y1 - 0.25 * b * b / a;
}

/// Slope of the monotone interpolant at a sample between two secants over steps h1 and h2.
double harmonic_slope(double secant1, double h1, double secant2, double h2) {
    if (secant1 * secant2 <= 0.0) return 0.0;
    const double w1 = 2.0 * h1 + h2;  // of the right secant
    const double w2 = h1 + 2.0 * h2;  // of the left secant
    return (w1 + w2) / (w2 / secant1 + w1 / secant2);
}

/// Where a monotone cubic over [0, 1] with end values and end slopes takes the level between its
/// ends.
double cubic_root(double y0, double y1, double slope0, double slope1, double level) {
    double low = 0.0;
    double high = 1.0;
    for (int i = 0; i < 48; ++i) {
        const double s = 0.5 * (low + high);
        const double r = 1.0 - s;
        const double y = r * r * (1.0 + 2.0 * s) * y0 + s * r * r * slope0 +
                         s * s * (3.0 - 2.0 * s) * y1 - s * s * r * slope1;
        ((y < level) == (y0 < level) ? low : high) = s;
    }
    return 0.5 * (low + high);
}

}  // namespace

std::vector<Instant> instants_until(std::span<const double> formed, double first, double end) {
    MESOGRID_EXPECTS(first > 0.0);
    std::vector<Instant> instants;
    const double ratio = std::pow(10.0, 1.0 / kInstantsPerDecade);
    for (std::size_t s = 0; s < formed.size() && formed[s] < end; ++s) {
        const double stop = s + 1 < formed.size() ? std::min(formed[s + 1], end) : end;
        const double length = stop - formed[s];
        instants.push_back({formed[s], 0.0, true});
        // The last step is between half a step and one and a half.
        const double last = length / std::sqrt(ratio);
        for (double since = first; since < last; since *= ratio) {
            instants.push_back({formed[s] + since, since, true});
        }
        instants.push_back({stop, length, false});
    }
    return instants;
}

CourseFold::CourseFold(TimeFold fold, double level, std::size_t cells)
    : fold_(fold), level_(level), result_(cells, 0.0) {}

void CourseFold::accept(const Instant& instant, std::span<const double> values) {
    MESOGRID_EXPECTS(values.size() == result_.size());
    if (fold_ == TimeFold::value) {
        result_.assign(values.begin(), values.end());
        return;
    }
    if (instant.since == 0.0) close_stretch();
    MESOGRID_EXPECTS(times_.empty() || instant.since > times_.back());
    const std::size_t kept = fold_ == TimeFold::peak ? kWindow - 1 : kWindow;
    if (window_.size() == kept) {
        std::rotate(window_.begin(), window_.begin() + 1, window_.end());
        std::copy(values.begin(), values.end(), window_.back().begin());
        times_.erase(times_.begin());
        if (done_ > 0) --done_;
    } else {
        window_.emplace_back(values.begin(), values.end());
    }
    times_.push_back(instant.since);
    fold_ == TimeFold::peak ? accept_peak(values) : accept_time();
}

void CourseFold::accept_peak(std::span<const double> values) {
    const bool refine = window_.size() == 3 && times_.front() > 0.0;
    parallel_for_blocks(values.size(), kCellsPerBlock, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) result_[i] = std::max(result_[i], values[i]);
        if (!refine) return;
        const double u0 = std::log(times_[0]);
        const double u1 = std::log(times_[1]);
        const double u2 = std::log(times_[2]);
        for (std::size_t i = first; i < last; ++i) {
            const double middle = window_[1][i];
            if (middle < window_[0][i] || middle < window_[2][i]) continue;
            if (window_[0][i] <= 0.0 || window_[2][i] <= 0.0) continue;
            const double top = parabola_top(
                u0, std::log(window_[0][i]), u1, std::log(middle), u2, std::log(window_[2][i]));
            result_[i] = std::max(result_[i], std::exp(top));
        }
    });
}

void CourseFold::accept_time() {
    // An interval is counted once the sample behind it is known.
    if (window_.size() < 3) return;
    while (done_ + 2 < window_.size()) add_interval(done_++);
}

void CourseFold::close_stretch() {
    if (fold_ == TimeFold::time_above) {
        while (done_ + 1 < window_.size()) add_interval(done_++);
    }
    window_.clear();
    times_.clear();
    done_ = 0;
}

void CourseFold::add_interval(std::size_t from) {
    const double t0 = times_[from];
    const double t1 = times_[from + 1];
    const std::vector<double>& before = window_[from];
    const std::vector<double>& after = window_[from + 1];
    const bool linear = t0 == 0.0;
    const bool has_left = !linear && from > 0 && times_[from - 1] > 0.0;
    const bool has_right = from + 2 < window_.size();
    const double step = linear ? 1.0 : std::log(t1 / t0);
    const double step_left = has_left ? std::log(t0 / times_[from - 1]) : 0.0;
    const double step_right = has_right ? std::log(times_[from + 2] / t1) : 0.0;
    parallel_for_blocks(before.size(), kCellsPerBlock, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const double y0 = before[i];
            const double y1 = after[i];
            const bool above0 = y0 >= level_;
            const bool above1 = y1 >= level_;
            if (above0 == above1) {
                if (above0) result_[i] += t1 - t0;
                continue;
            }
            double crossing = 0.0;
            if (linear) {
                crossing = t1 * (level_ - y0) / (y1 - y0);
            } else {
                const double secant = (y1 - y0) / step;
                const double slope0 =
                    has_left ? harmonic_slope(
                                   (y0 - window_[from - 1][i]) / step_left, step_left, secant, step)
                             : secant;
                const double slope1 =
                    has_right
                        ? harmonic_slope(
                              secant, step, (window_[from + 2][i] - y1) / step_right, step_right)
                        : secant;
                const double s = cubic_root(y0, y1, step * slope0, step * slope1, level_);
                crossing = t0 * std::exp(step * s);
            }
            result_[i] += above0 ? crossing - t0 : t1 - crossing;
        }
    });
}

std::vector<double> CourseFold::finish() {
    close_stretch();
    return std::move(result_);
}

}  // namespace mesogrid
