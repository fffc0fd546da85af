#include "engine/transport/spectral/plane_synthesis.hpp"

#include <cmath>

#include "engine/base/contracts.hpp"

namespace mesogrid::spectral {
namespace {

/// Is [low, high] in the middle of [window_low, window_high], to rounding?
bool centred(double low, double high, double window_low, double window_high) {
    return std::abs((low - window_low) - (window_high - high)) < 1e-9 * (window_high - window_low);
}

/// First `count` rows of an axis's cell synthesis, even modes first, for the first `cells` cells.
PlaneSynthesis::Plane sorted_cells(
    const CosineAxis& axis, Eigen::Index count, double start, double h, int cells) {
    const Eigen::MatrixXd all = axis.truncated(count).cell_synthesis(start, h, cells);
    PlaneSynthesis::Plane sorted(count, cells);
    for (Eigen::Index m = 0; m < count; ++m) {
        sorted.row(even_first(m, count)) = all.row(m).cast<float>();
    }
    return sorted;
}

}  // namespace

PlaneSynthesis::PlaneSynthesis(const Raster& raster,
                               const LateralModes& modes,
                               Eigen::Index modes_x,
                               Eigen::Index modes_y)
    : raster_(raster), modes_x_(modes_x), modes_y_(modes_y) {
    const Box box = raster.box();
    const Box& window = modes.window;
    mirrored_ = centred(box.low.x, box.high.x, window.low.x, window.high.x) &&
                centred(box.low.y, box.high.y, window.low.y, window.high.y);
    const int cells_x = mirrored_ ? (raster.nx + 1) / 2 : raster.nx;
    const int cells_y = mirrored_ ? (raster.ny + 1) / 2 : raster.ny;
    cells_x_ = sorted_cells(modes.x, modes_x, raster.origin.x, raster.spacing, cells_x);
    cells_y_ = sorted_cells(modes.y, modes_y, raster.origin.y, raster.spacing, cells_y).transpose();
}

void PlaneSynthesis::synthesise(std::span<const float> coefficients,
                                Work& work,
                                std::span<float> plane) const {
    MESOGRID_EXPECTS(coefficients.size() == static_cast<std::size_t>(modes_x_ * modes_y_));
    MESOGRID_EXPECTS(plane.size() == raster_.size());
    const Eigen::Map<const Plane> series(coefficients.data(), modes_y_, modes_x_);
    Eigen::Map<Plane> out(plane.data(), raster_.ny, raster_.nx);
    if (!mirrored_) {
        work.rows.noalias() = series * cells_x_;
        out.noalias() = cells_y_ * work.rows;
        return;
    }
    const Eigen::Index even_x = (modes_x_ + 1) / 2;
    const Eigen::Index even_y = (modes_y_ + 1) / 2;
    const Eigen::Index half_x = cells_x_.cols();
    const Eigen::Index half_y = cells_y_.rows();
    work.half_even.noalias() = series.leftCols(even_x) * cells_x_.topRows(even_x);
    work.half_odd.noalias() =
        series.rightCols(modes_x_ - even_x) * cells_x_.bottomRows(modes_x_ - even_x);
    work.rows.resize(modes_y_, raster_.nx);
    work.rows.leftCols(half_x) = work.half_even + work.half_odd;
    // Cell nx - 1 - i is the mirror of cell i.
    work.rows.rightCols(half_x) = (work.half_even - work.half_odd).rowwise().reverse();
    if (raster_.nx % 2 != 0)
        work.rows.col(half_x - 1) = (work.half_even + work.half_odd).col(half_x - 1);
    work.out_even.noalias() = cells_y_.leftCols(even_y) * work.rows.topRows(even_y);
    work.out_odd.noalias() =
        cells_y_.rightCols(modes_y_ - even_y) * work.rows.bottomRows(modes_y_ - even_y);
    for (Eigen::Index j = 0; j < half_y; ++j) {
        out.row(raster_.ny - 1 - j) = work.out_even.row(j) - work.out_odd.row(j);
        out.row(j) = work.out_even.row(j) + work.out_odd.row(j);
    }
}

}  // namespace mesogrid::spectral
