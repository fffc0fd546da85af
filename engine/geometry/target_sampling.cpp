#include "engine/geometry/target_sampling.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/geometry/row_shares.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kRowsPerBlock = 32;
constexpr std::size_t kSamplesPerBlock = 16384;

Raster refined(const Raster& raster, int refinement) {
    return {
        raster.origin, raster.spacing / refinement, raster.nx * refinement, raster.ny * refinement};
}

/// Where a sub-cell centre lies between two neighbouring cell centres of one axis.
struct Between {
    int low;
    int high;
    double share;  ///< of the way from low to high
};

std::vector<Between> interpolation_table(int cells, int refinement) {
    std::vector<Between> table;
    table.reserve(static_cast<std::size_t>(cells) * static_cast<std::size_t>(refinement));
    for (int k = 0; k < cells * refinement; ++k) {
        const double position =
            std::clamp((k + 0.5) / refinement - 0.5, 0.0, static_cast<double>(cells - 1));
        const int low = static_cast<int>(position);
        table.push_back({low, std::min(low + 1, cells - 1), position - low});
    }
    return table;
}

double between(double low, double high, double share) {
    return low + share * (high - low);
}

/// Cuts target and interior along the fine raster and lists the touched sub-cells row by row.
class Sampler {
public:
    using Sample = TargetSampling::Sample;

    Sampler(const Outline& outline, const Outline& interior, const Raster& fine)
        : fine_(fine), target_(outline, fine), interior_(interior, fine) {}

    std::vector<Sample> samples() const {
        const auto rows = static_cast<std::size_t>(fine_.ny);
        std::vector<std::size_t> begin(rows + 1, 0);
        for_each_row([&](std::size_t j, std::span<const double> shares, std::span<const double>) {
            begin[j + 1] = static_cast<std::size_t>(std::count_if(
                shares.begin(), shares.end(), [](double share) { return share > 0; }));
        });
        for (std::size_t j = 0; j < rows; ++j) begin[j + 1] += begin[j];
        std::vector<Sample> list(begin[rows]);
        for_each_row([&](std::size_t j,
                         std::span<const double> shares,
                         std::span<const double> interior_shares) {
            std::size_t next = begin[j];
            for (std::size_t i = 0; i < shares.size(); ++i) {
                if (shares[i] <= 0.0) continue;
                // The inset border is exact to 1 um only: the interior never exceeds the target.
                list[next++] = {static_cast<std::uint32_t>(i),
                                static_cast<std::uint32_t>(j),
                                shares[i] * fine_.cell_area(),
                                std::min(shares[i], interior_shares[i]) * fine_.cell_area()};
            }
        });
        return list;
    }

private:
    /// Calls visit(row, target shares, interior shares) for every row, on several threads.
    template <class Visit>
    void for_each_row(Visit&& visit) const {
        const auto visit_rows = [&](std::size_t first, std::size_t last) {
            std::vector<double> shares(static_cast<std::size_t>(fine_.nx));
            std::vector<double> interior_shares(shares.size());
            for (std::size_t j = first; j < last; ++j) {
                target_.fill(static_cast<int>(j), shares);
                interior_.fill(static_cast<int>(j), interior_shares);
                visit(j, std::span<const double>(shares), std::span<const double>(interior_shares));
            }
        };
        parallel_for_blocks(static_cast<std::size_t>(fine_.ny), kRowsPerBlock, visit_rows);
    }

    Raster fine_;
    geometry::RowShares target_;
    geometry::RowShares interior_;
};

}  // namespace

TargetSampling::TargetSampling(const Outline& outline,
                               Length interior_margin,
                               const Raster& raster,
                               int refinement)
    : raster_(raster), fine_(refined(raster, refinement)), refinement_(refinement) {
    MESOGRID_EXPECTS(refinement >= 1);
    samples_ = Sampler(outline, outline.inset(interior_margin), fine_).samples();
    const double whole =
        parallel_sum(samples_.size(), [&](std::size_t k) { return samples_[k].area; });
    const double interior =
        parallel_sum(samples_.size(), [&](std::size_t k) { return samples_[k].interior_area; });
    areas_ = {whole, interior, whole - interior};
    MESOGRID_ENSURES(areas_[2] >= 0.0);
}

std::vector<double> TargetSampling::interpolate(const Map& map) const {
    MESOGRID_EXPECTS(map.raster == raster_ && map.values.size() == raster_.size());
    const std::vector<Between> columns = interpolation_table(raster_.nx, refinement_);
    const std::vector<Between> rows = interpolation_table(raster_.ny, refinement_);
    std::vector<double> values(samples_.size());
    parallel_for_blocks(
        samples_.size(), kSamplesPerBlock, [&](std::size_t first, std::size_t last) {
            for (std::size_t k = first; k < last; ++k) {
                const Between x = columns[samples_[k].cell_x];
                const Between y = rows[samples_[k].cell_y];
                const double* low_row = map.values.data() + raster_.index(0, y.low);
                const double* high_row = map.values.data() + raster_.index(0, y.high);
                values[k] = between(between(low_row[x.low], low_row[x.high], x.share),
                                    between(high_row[x.low], high_row[x.high], x.share),
                                    y.share);
            }
        });
    return values;
}

}  // namespace mesogrid
