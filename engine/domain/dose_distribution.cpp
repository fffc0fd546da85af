#include "engine/domain/dose_distribution.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid {
namespace {

/// Shares of area agree to this, relatively: sums of a million areas round to less.
constexpr double kAreaRounding = 1e-12;
/// A dose is found within this share of the step it is searched in: less is rounding.
constexpr double kDoseRounding = 1e-14;
/// Doses within this factor of the coldest of their group make one group of mean_of.
constexpr double kGroupWidth = 1.02;

bool cooler(const DosePiece& a, const DosePiece& b) {
    return a.dose < b.dose;
}

/// Steps of dose between which a dose is searched.
constexpr std::size_t kSearchSteps = 64;

/// The pieces a dose is searched among, and the area of those known to lie above it.
struct Search {
    std::vector<DosePiece> pieces;
    double area_above = 0.0;

    /// Takes a piece in unless no threshold within (low, high) cuts it.
    void accept(const DosePiece& piece, double low, double high) {
        if (piece.lowest() >= high) {
            area_above += piece.area;
        } else if (piece.highest() > low) {
            pieces.push_back(piece);
        }
    }

    double area_at_least(double threshold) const {
        double area = area_above;
        for (const DosePiece& piece : pieces) area += piece.area * piece.share_at_least(threshold);
        return area;
    }
    /// The largest dose in [low, high) that `wanted` of the area gets at least; all that low gets
    /// must be enough and what high gets too little. By the method of Oliveira and Takahashi (ITP):
    /// between false position and halving, a few steps for a smooth fall, never more than one above
    /// halving.
    double largest_dose(double wanted, double low, double high) {
        const double least_width = kDoseRounding * (high - low);
        const double slope = 0.2 / (high - low);
        double enough = area_at_least(low) - wanted;
        double lacking = area_at_least(high) - wanted;
        double allowed = high - low;  // twice the radius about the middle that a step may leave
        while (high - low > least_width) {
            const double width = high - low;
            const double middle = low + 0.5 * width;
            const double fall = enough - lacking;
            const double straight = fall > 0.0 ? low + enough / fall * width : middle;
            const double towards = std::copysign(1.0, middle - straight);
            const double nudge = std::min(slope * width * width, std::abs(middle - straight));
            const double radius = std::max(0.0, allowed - 0.5 * width);
            double at = straight + towards * nudge;
            if (std::abs(at - middle) > radius) at = middle - towards * radius;
            if (at <= low || at >= high) at = middle;
            if (at <= low || at >= high) break;
            const double excess = area_at_least(at) - wanted;
            (excess >= 0.0 ? low : high) = at;
            (excess >= 0.0 ? enough : lacking) = excess;
            narrow(low, high);
            allowed *= 0.5;
        }
        return low;
    }
    /// Drops what no threshold within (low, high) cuts.
    void narrow(double low, double high) {
        const auto settled = [&](const DosePiece& piece) {
            if (piece.lowest() >= high) {
                area_above += piece.area;
                return true;
            }
            return piece.highest() <= low;
        };
        pieces.erase(std::remove_if(pieces.begin(), pieces.end(), settled), pieces.end());
    }
};

}  // namespace

DoseDistribution::DoseDistribution(std::vector<DosePiece> pieces) : pieces_(std::move(pieces)) {
    MESOGRID_EXPECTS(std::is_sorted(pieces_.begin(), pieces_.end(), cooler));
    area_below_.reserve(pieces_.size() + 1);
    area_below_.push_back(0.0);
    double amount = 0.0;
    lowest_ = empty() ? 0.0 : pieces_.front().lowest();
    for (const DosePiece& piece : pieces_) {
        lowest_ = std::min(lowest_, piece.lowest());
        highest_ = std::max(highest_, piece.highest());
        area_below_.push_back(area_below_.back() + piece.area);
        amount += piece.area * piece.dose;
        half_range_ = std::max(half_range_, 0.5 * (piece.rise_x + piece.rise_y));
    }
    total_area_ = area_below_.back();
    mean_ = empty() ? 0.0 : amount / total_area_;
    if (!empty()) fill_steps();
}

void DoseDistribution::fill_steps() {
    std::vector<double> doses;
    for (std::size_t n = 0; n <= kSearchSteps; ++n) {
        const double share = static_cast<double>(n) / static_cast<double>(kSearchSteps);
        doses.push_back(lowest_ + share * (highest_ - lowest_));
    }
    const std::vector<double> areas = areas_at_least(doses);
    double least = total_area_;
    for (std::size_t n = 0; n < doses.size(); ++n) {
        least = std::min(least, areas[n]);  // falls, whatever the rounding
        steps_.push_back({doses[n], least});
    }
}

std::size_t DoseDistribution::first_above(double dose) const {
    const auto found =
        std::upper_bound(pieces_.begin(), pieces_.end(), DosePiece{.dose = dose}, cooler);
    return static_cast<std::size_t>(found - pieces_.begin());
}

double DoseDistribution::area_at_least(double threshold) const {
    if (threshold <= lowest_) return total_area_;
    // Only pieces within the greatest half rise of the threshold can be cut by it.
    const auto first = std::lower_bound(
        pieces_.begin(), pieces_.end(), DosePiece{.dose = threshold - half_range_}, cooler);
    const std::size_t last = first_above(threshold + half_range_);
    double area = total_area_ - area_below_[last];
    for (auto i = static_cast<std::size_t>(first - pieces_.begin()); i < last; ++i) {
        area += pieces_[i].area * pieces_[i].share_at_least(threshold);
    }
    return std::min(area, total_area_);
}

std::vector<double> DoseDistribution::areas_at_least(std::span<const double> thresholds) const {
    MESOGRID_EXPECTS(std::is_sorted(thresholds.begin(), thresholds.end()));
    // whole[n]: area of the pieces that lie wholly at or above exactly the first n thresholds.
    std::vector<double> whole(thresholds.size() + 1, 0.0);
    std::vector<double> areas(thresholds.size(), 0.0);
    std::size_t below = 0;
    for (const DosePiece& piece : pieces_) {
        const double lowest = piece.lowest();
        const double highest = piece.highest();
        // Doses ascend and so, nearly, do the ends: the indices move a little at a time.
        while (below < thresholds.size() && thresholds[below] <= lowest) ++below;
        while (below > 0 && thresholds[below - 1] > lowest) --below;
        whole[below] += piece.area;
        for (std::size_t n = below; n < thresholds.size() && thresholds[n] <= highest; ++n) {
            areas[n] += piece.area * piece.share_at_least(thresholds[n]);
        }
    }
    double area = 0.0;
    for (std::size_t n = thresholds.size(); n > 0; --n) {
        area += whole[n];
        // All of it is all of it, whatever the rounding of the sums.
        areas[n - 1] =
            thresholds[n - 1] <= lowest_ ? total_area_ : std::min(areas[n - 1] + area, total_area_);
    }
    return areas;
}

double DoseDistribution::dose_of_hottest(double share) const {
    MESOGRID_EXPECTS(!empty() && share > 0.0 && share <= 1.0);
    const double wanted = share * total_area_ * (1.0 - kAreaRounding);
    if (half_range_ == 0.0) {
        const auto rank = std::upper_bound(
            area_below_.begin(), area_below_.end(), total_area_ - wanted, std::less<>());
        return pieces_[std::min(static_cast<std::size_t>(rank - area_below_.begin()),
                                pieces_.size()) -
                       1]
            .dose;
    }
    const auto step = std::partition_point(
        steps_.begin(), steps_.end(), [&](const Step& at) { return at.area >= wanted; });
    // The first step is the lowest dose, which all of the area gets.
    double low = (step - 1)->dose;
    if (step == steps_.end()) return low;
    double high = step->dose;
    const auto first = static_cast<std::ptrdiff_t>(first_above(low - half_range_));
    const auto last = static_cast<std::ptrdiff_t>(first_above(high + half_range_));
    Search search{{}, total_area_ - area_below_[static_cast<std::size_t>(last)]};
    for (auto piece = pieces_.begin() + first; piece != pieces_.begin() + last; ++piece) {
        search.accept(*piece, low, high);
    }
    if (low < 0.0 && high > 0.0) {
        // What is not reached at all jumps at 0, and rounding puts the lowest of others below it.
        (search.area_at_least(0.0) >= wanted ? low : high) = 0.0;
    }
    return search.largest_dose(wanted, low, high);
}

double DoseDistribution::standard_deviation() const {
    if (empty()) return 0.0;
    // Variance of a plane over a rectangle: (rise_x^2 + rise_y^2)/12.
    const double sum = parallel_sum(pieces_.size(), [&](std::size_t i) {
        const DosePiece& p = pieces_[i];
        const double deviation = p.dose - mean_;
        return p.area *
               (deviation * deviation + (p.rise_x * p.rise_x + p.rise_y * p.rise_y) / 12.0);
    });
    return std::sqrt(sum / total_area_);
}

double DoseDistribution::mean_absolute_deviation() const {
    if (empty()) return 0.0;
    return parallel_sum(
               pieces_.size(),
               [&](std::size_t i) { return pieces_[i].area * std::abs(pieces_[i].dose - mean_); }) /
           total_area_;
}

double DoseDistribution::mean_of_lowest(double share) const {
    MESOGRID_EXPECTS(!empty() && share > 0.0 && share <= 1.0);
    const double wanted = share * total_area_;
    double left = wanted;
    double amount = 0.0;
    for (const DosePiece& piece : pieces_) {
        const double taken = std::min(left, piece.area);
        amount += taken * piece.dose;
        left -= taken;
        if (left <= 0.0) break;
    }
    return amount / wanted;
}

double DoseDistribution::mean_of(const std::function<double(double)>& function) const {
    if (empty()) return 0.0;
    double sum = 0.0;
    for (std::size_t first = 0; first < pieces_.size();) {
        const double start = pieces_[first].dose;
        double area = 0.0;
        double excess = 0.0;  // of the doses over start
        double square = 0.0;  // of the excess, with the spread of each plane
        std::size_t i = first;
        for (; i < pieces_.size() && pieces_[i].dose <= kGroupWidth * start; ++i) {
            const DosePiece& p = pieces_[i];
            const double over = p.dose - start;
            area += p.area;
            excess += p.area * over;
            square += p.area * (over * over + (p.rise_x * p.rise_x + p.rise_y * p.rise_y) / 12.0);
        }
        const double shift = excess / area;
        const double spread = std::sqrt(std::max(square / area - shift * shift, 0.0));
        const double low = std::max(start + shift - spread, 0.0);
        sum += 0.5 * area * (function(low) + function(start + shift + spread));
        first = i;
    }
    return sum / total_area_;
}

}  // namespace mesogrid
