#include "engine/domain/map_agreement.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/domain/dose_surface.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kRowsPerBlock = 4;

/// What a place of the first map is judged by.
class Tolerances {
public:
    Tolerances(const Map& a, const AgreementCriteria& criteria)
        : criteria_(criteria), highest_(*std::max_element(a.values.begin(), a.values.end())) {
        MESOGRID_EXPECTS(criteria.distance > Length{} && criteria.dose > 0.0);
    }

    /// The dose that still agrees where the first map has `dose`; 0: not judged.
    double at(double dose) const {
        if (dose < criteria_.low_dose * highest_) return 0.0;
        switch (criteria_.tolerance) {
            case DoseTolerance::absolute:
                return criteria_.dose;
            case DoseTolerance::of_highest:
                return criteria_.dose * highest_;
            case DoseTolerance::of_local:
                break;
        }
        return criteria_.dose * dose;
    }

private:
    AgreementCriteria criteria_;
    double highest_;
};

/// Calls judge(i, j, tolerance) for every cell that is judged, and sums up.
template <class Judge>
Agreement judged(const Map& a, const Map& b, const AgreementCriteria& criteria, Judge&& judge) {
    MESOGRID_EXPECTS(a.raster == b.raster && a.values.size() == a.raster.size());
    MESOGRID_EXPECTS(b.values.size() == a.values.size() && !a.values.empty());
    const Tolerances tolerances(a, criteria);
    Agreement agreement{{a.raster, std::vector<double>(a.values.size(), Agreement::kNotJudged)}};
    const auto rows = static_cast<std::size_t>(a.raster.ny);
    parallel_for_blocks(rows, kRowsPerBlock, [&](std::size_t first, std::size_t last) {
        for (auto j = static_cast<int>(first); j < static_cast<int>(last); ++j) {
            for (int i = 0; i < a.raster.nx; ++i) {
                const std::size_t cell = a.raster.index(i, j);
                const double tolerance = tolerances.at(a.values[cell]);
                if (tolerance > 0.0) agreement.values.values[cell] = judge(i, j, tolerance);
            }
        }
    });
    std::size_t passed = 0;
    double sum = 0.0;
    double highest = 0.0;
    for (const double value : agreement.values.values) {
        if (value == Agreement::kNotJudged) continue;
        ++agreement.judged;
        passed += std::abs(value) <= 1.0 ? 1 : 0;
        sum += std::abs(value);
        highest = std::max(highest, std::abs(value));
    }
    if (agreement.judged == 0) return agreement;
    const auto count = static_cast<double>(agreement.judged);
    agreement.passed = static_cast<double>(passed) / count;
    agreement.mean = sum / count;
    agreement.highest = highest;
    return agreement;
}

}  // namespace

Agreement gamma(const Map& a, const Map& b, const AgreementCriteria& criteria) {
    const DoseSurface surface(b);
    const double cell = a.raster.spacing / criteria.distance.base();
    return judged(a, b, criteria, [&](int i, int j, double tolerance) {
        const double dose = a.values[a.raster.index(i, j)];
        return std::sqrt(surface.nearest_squared(i, j, dose, cell, 1.0 / tolerance));
    });
}

Agreement chi(const Map& a, const Map& b, const AgreementCriteria& criteria) {
    const Raster& raster = a.raster;
    const auto slope = [&](int low_i, int low_j, int high_i, int high_j) {
        const int cells = high_i - low_i + high_j - low_j;
        if (cells == 0) return 0.0;
        return (a.values[raster.index(high_i, high_j)] - a.values[raster.index(low_i, low_j)]) /
               (cells * raster.spacing);
    };
    return judged(a, b, criteria, [&](int i, int j, double tolerance) {
        const double gx = slope(std::max(i - 1, 0), j, std::min(i + 1, raster.nx - 1), j);
        const double gy = slope(i, std::max(j - 1, 0), i, std::min(j + 1, raster.ny - 1));
        const std::size_t cell = raster.index(i, j);
        const double reach = criteria.distance.base();
        return (b.values[cell] - a.values[cell]) /
               std::sqrt(tolerance * tolerance + reach * reach * (gx * gx + gy * gy));
    });
}

}  // namespace mesogrid
