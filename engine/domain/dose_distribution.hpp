#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace mesogrid {

/// A small piece of a region whose dose is a plane over a rectangle: its mean, and by how much it
/// rises from side to side. So an area over a threshold cuts through pieces instead of counting
/// them whole, and changes smoothly with the threshold.
struct DosePiece {
    double dose = 0.0;    ///< mean, base units of the quantity
    double rise_x = 0.0;  ///< change across the piece along x, not negative, base units
    double rise_y = 0.0;  ///< along y
    double area = 0.0;    ///< mm2, positive

    double lowest() const { return dose - 0.5 * (rise_x + rise_y); }
    double highest() const { return dose + 0.5 * (rise_x + rise_y); }
    /// Share of the piece with at least `threshold`, exact for a plane over a rectangle. A piece
    /// without rise counts whole when its dose equals the threshold.
    double share_at_least(double threshold) const;
};

inline double DosePiece::share_at_least(double threshold) const {
    const double larger = std::max(rise_x, rise_y);
    const double smaller = std::min(rise_x, rise_y);
    const double excess = dose - threshold;
    const double edge = 0.5 * (larger + smaller);
    if (excess >= edge) return 1.0;
    if (excess <= -edge) return 0.0;
    // dose = mean + larger u + smaller v, u and v uniform on (-1/2, 1/2): the density of the sum is
    // a trapezoid, flat within (larger - smaller)/2 of the mean.
    if (std::abs(excess) <= 0.5 * (larger - smaller)) return 0.5 + excess / larger;
    const double rest = edge - std::abs(excess);
    const double corner = 0.5 * (rest / larger) * (rest / smaller);
    return excess > 0.0 ? 1.0 - corner : corner;
}

/// How dose is spread over one region: what coverage, dose levels and evenness are read from. Made
/// once per region and shared by all metrics.
class DoseDistribution {
public:
    /// `pieces` ascend by dose (contract).
    explicit DoseDistribution(std::vector<DosePiece> pieces = {});

    bool empty() const { return pieces_.empty(); }
    const std::vector<DosePiece>& pieces() const { return pieces_; }  ///< ascending by dose
    double total_area() const { return total_area_; }                 ///< mm2

    /// Area with at least this dose, mm2; equality counts.
    double area_at_least(double threshold) const;
    /// The same for many thresholds in ascending order, in one pass.
    std::vector<double> areas_at_least(std::span<const double> thresholds) const;

    /// Largest d such that at least `share` (0 to 1) of the area gets d or more; the distribution
    /// must not be empty.
    double dose_of_hottest(double share) const;
    double highest() const { return highest_; }  ///< 0 when empty or nowhere positive
    double lowest() const { return lowest_; }    ///< 0 when empty

    double mean() const { return mean_; }  ///< 0 when empty
    double standard_deviation() const;
    double mean_absolute_deviation() const;
    /// Mean over the `share` (over 0, up to 1) of the area that gets least; the piece at the limit
    /// counts in part.
    double mean_of_lowest(double share) const;
    /// Mean by area of a smooth function of the dose; 0 when empty. Pieces whose doses agree to 2 %
    /// are taken together, and the function at their mean plus and minus their standard deviation:
    /// exact to the third power of the spread within such a group.
    double mean_of(const std::function<double(double)>& function) const;

private:
    /// A dose and the area that gets at least that.
    struct Step {
        double dose = 0.0;
        double area = 0.0;
    };

    std::size_t first_above(double dose) const;
    void fill_steps();

    std::vector<DosePiece> pieces_;
    std::vector<double> area_below_;  ///< area of the pieces before each; one more than pieces
    std::vector<Step> steps_;         ///< ascending by dose, from the lowest to the highest
    double total_area_ = 0.0;
    double mean_ = 0.0;
    double lowest_ = 0.0;
    double highest_ = 0.0;
    double half_range_ = 0.0;  ///< greatest half rise of all pieces
};

}  // namespace mesogrid
