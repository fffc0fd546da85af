#include "models/depots/merged_columns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/contracts.hpp"

#include "models/depots/column_shape.hpp"

namespace mesogrid::models {
namespace {

constexpr double kHighestBand = 0.2;
constexpr double kMostBands = 7.0;
/// Spacings over the standard deviation of what they stand for.
constexpr double kSpacings = 3.0;
/// Cells that hold less than this do not widen the raster.
constexpr double kNothing = 1e-9;
/// Share of the amount that may move from faint columns to others.
constexpr double kFaint = 1e-3;

/// Moments of what lies in cells, along one axis.
struct Spread {
    double mean = 0.0;
    double variance = 0.0;
};

/// Overlaps of the intervals of `faces` with steps of `spacing` from `first` on, as shares.
struct Overlap {
    std::size_t step = 0;
    double share = 0.0;
};
std::vector<Overlap> overlaps(
    double low, double high, double first, double spacing, std::size_t n) {
    std::vector<Overlap> found;
    const double width = high - low;
    const double begin = std::max(0.0, std::floor((low - first) / spacing));
    for (auto s = static_cast<std::size_t>(begin); s < n; ++s) {
        const double from = first + static_cast<double>(s) * spacing;
        if (from >= high) break;
        const double within = std::min(high, from + spacing) - std::max(low, from);
        if (within > 0.0) found.push_back({s, within / width});
    }
    return found;
}

/// Steps of the raster along one axis that hold what is there.
struct Steps {
    double first = 0.0;
    std::size_t count = 0;
};
Steps steps_over(const std::vector<double>& faces, const std::vector<char>& holds, double spacing) {
    const auto begin = std::find(holds.begin(), holds.end(), 1) - holds.begin();
    const auto end = holds.rend() - std::find(holds.rbegin(), holds.rend(), 1);
    const double low = faces[static_cast<std::size_t>(begin)];
    const double high = faces[static_cast<std::size_t>(end)];
    const double first = spacing * std::floor(low / spacing);
    return {first, static_cast<std::size_t>(std::ceil((high - first) / spacing - 1e-9))};
}

/// The volumes of a box, rebinned and thinned out.
class Rebinning {
public:
    Rebinning(const BoxGrid& grid, std::span<const double> bands, std::span<const double> volumes)
        : grid_(grid), bands_(bands), volumes_(volumes) {
        total_ = std::accumulate(volumes.begin(), volumes.end(), 0.0);
        MESOGRID_EXPECTS(total_ > 0.0);
        columns_.assign(grid.columns(), 0.0);
        for (std::size_t c = 0; c < volumes.size(); ++c) columns_[c / grid.rows()] += volumes[c];
        x_ = spread_along([&](std::size_t i) { return grid.mid_x(i); },
                          [&](std::size_t i) { return grid.width_x(i); });
        y_ = spread_along([&](std::size_t i) { return grid.mid_y(i); },
                          [&](std::size_t i) { return grid.width_y(i); });
    }

    Columns run() {
        const double widest = std::sqrt(std::min(x_.variance, y_.variance)) / kSpacings;
        // 2^(n/2) mm: few different shapes
        spacing_ = std::exp2(0.5 * std::floor(2.0 * std::log2(widest)));
        rebin();
        Columns columns{.spacing = spacing_, .parts = {}};
        for (std::size_t band = 0; band + 1 < bands_.size(); ++band) keep(band, columns.parts);
        draw_together(columns.parts);
        return columns;
    }

private:
    template <class Middle, class Width>
    Spread spread_along(Middle&& middle, Width&& width) const {
        Spread spread;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            spread.mean += columns_[i] * middle(i) / total_;
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const double away = middle(i) - spread.mean;
            spread.variance += columns_[i] * (away * away + width(i) * width(i) / 12.0) / total_;
        }
        return spread;
    }

    void rebin() {
        std::vector<char> holds_x(grid_.columns_x(), 0);
        std::vector<char> holds_y(grid_.columns_y(), 0);
        const auto counts = [&](std::size_t i) { return columns_[i] > kNothing * total_; };
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!counts(i)) continue;
            holds_x[i % grid_.columns_x()] = 1;
            holds_y[i / grid_.columns_x()] = 1;
        }
        along_x_ = steps_over(grid_.x(), holds_x, spacing_);
        along_y_ = steps_over(grid_.y(), holds_y, spacing_);
        std::vector<std::vector<double>> in_bands(grid_.rows());
        band_totals_.assign(bands_.size() - 1, 0.0);
        for (std::size_t j = 0; j < grid_.rows(); ++j) in_bands[j] = shares_of_row(j);
        for (std::size_t c = 0; c < volumes_.size(); ++c) {
            for (std::size_t b = 0; b < band_totals_.size(); ++b) {
                band_totals_[b] += volumes_[c] * in_bands[c % grid_.rows()][b];
            }
        }
        field_.assign(along_x_.count * along_y_.count * band_totals_.size(), 0.0);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (counts(i)) spread_column(i, in_bands);
        }
    }

    std::vector<double> shares_of_row(std::size_t j) const {
        std::vector<double> shares(bands_.size() - 1);
        for (std::size_t b = 0; b + 1 < bands_.size(); ++b) {
            const double within = std::min(bands_[b + 1], grid_.depths()[j + 1]) -
                                  std::max(bands_[b], grid_.depths()[j]);
            shares[b] = std::max(0.0, within) / grid_.height(j);
        }
        return shares;
    }

    void spread_column(std::size_t i, const std::vector<std::vector<double>>& in_bands) {
        std::vector<double> of_band(band_totals_.size(), 0.0);
        for (std::size_t j = 0; j < grid_.rows(); ++j) {
            const double volume = volumes_[grid_.index(i, j)];
            for (std::size_t b = 0; b < of_band.size(); ++b) of_band[b] += volume * in_bands[j][b];
        }
        const std::size_t ix = i % grid_.columns_x();
        const std::size_t iy = i / grid_.columns_x();
        const auto in_x =
            overlaps(grid_.x()[ix], grid_.x()[ix + 1], along_x_.first, spacing_, along_x_.count);
        const auto in_y =
            overlaps(grid_.y()[iy], grid_.y()[iy + 1], along_y_.first, spacing_, along_y_.count);
        for (const Overlap& y : in_y) {
            for (const Overlap& x : in_x) {
                double* to = &field_[(y.step * along_x_.count + x.step) * of_band.size()];
                for (std::size_t b = 0; b < of_band.size(); ++b) {
                    to[b] += x.share * y.share * of_band[b];
                }
            }
        }
    }

    /// The columns of a band without the faintest, scaled to the band's amount.
    void keep(std::size_t band, std::vector<ColumnPart>& parts) const {
        if (band_totals_[band] <= 0.0) return;
        struct Square {
            double volume;
            std::size_t at;
        };
        std::vector<Square> squares;
        const std::size_t bands = band_totals_.size();
        for (std::size_t s = 0; s < along_x_.count * along_y_.count; ++s) {
            if (field_[s * bands + band] > 0.0) squares.push_back({field_[s * bands + band], s});
        }
        if (squares.empty()) {
            // all of it lies in cells that do not count: at the centre, where most is
            parts.push_back({{x_.mean, y_.mean}, band, band_totals_[band]});
            return;
        }
        std::sort(squares.begin(), squares.end(), [](const Square& a, const Square& b) {
            return a.volume > b.volume || (a.volume == b.volume && a.at < b.at);
        });
        double faint = kFaint * total_ / static_cast<double>(bands);
        while (squares.size() > 1 && squares.back().volume <= faint) {
            faint -= squares.back().volume;
            squares.pop_back();
        }
        double kept = 0.0;
        for (const Square& square : squares) kept += square.volume;
        std::sort(squares.begin(), squares.end(), [](const Square& a, const Square& b) {
            return a.at < b.at;
        });
        for (const Square& square : squares) {
            const std::size_t row = square.at / along_x_.count;
            const auto x = static_cast<double>(square.at - row * along_x_.count) + 0.5;
            const auto y = static_cast<double>(row) + 0.5;
            parts.push_back({{along_x_.first + x * spacing_, along_y_.first + y * spacing_},
                             band,
                             square.volume * band_totals_[band] / kept});
        }
    }

    /// Centre and variance of the parts, with the columns' own width, become those of the cells.
    void draw_together(std::vector<ColumnPart>& parts) const {
        const double own = std::pow(ColumnShape::kSigma * spacing_, 2.0);
        const auto along = [&](double Point::*axis, const Spread& wanted) {
            Spread there;
            for (const ColumnPart& part : parts) {
                there.mean += part.volume / total_ * part.axis.*axis;
            }
            for (const ColumnPart& part : parts) {
                const double away = part.axis.*axis - there.mean;
                there.variance += part.volume / total_ * away * away;
            }
            const double factor =
                there.variance > 0.0 ? std::sqrt((wanted.variance - own) / there.variance) : 1.0;
            for (ColumnPart& part : parts) {
                part.axis.*axis = wanted.mean + factor * (part.axis.*axis - there.mean);
            }
        };
        along(&Point::x, x_);
        along(&Point::y, y_);
    }

    const BoxGrid& grid_;
    std::span<const double> bands_;
    std::span<const double> volumes_;
    double total_ = 0.0;
    std::vector<double> columns_;  ///< volume of each column of the box
    Spread x_;
    Spread y_;
    double spacing_ = 0.0;
    Steps along_x_;
    Steps along_y_;
    std::vector<double> band_totals_;
    std::vector<double> field_;  ///< of each square and band
};

}  // namespace

std::vector<double> column_bands(std::span<const FlowLayer> layers) {
    std::vector<double> faces = {layers.front().top};
    for (const FlowLayer& layer : layers) {
        const double bands =
            layer.passes()
                ? std::clamp(std::ceil(layer.thickness() / kHighestBand), 1.0, kMostBands)
                : 1.0;
        for (double b = 1.0; b < bands; ++b) {
            faces.push_back(layer.top + layer.thickness() * b / bands);
        }
        faces.push_back(layer.bottom);
    }
    return faces;
}

Columns columns_of(const BoxGrid& grid,
                   std::span<const double> bands,
                   std::span<const double> volumes) {
    return Rebinning(grid, bands, volumes).run();
}

}  // namespace mesogrid::models
