#include "engine/transport/spectral/lateral_modes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid::spectral {

using std::numbers::pi;

CosineAxis::CosineAxis(double low, double length, double highest)
    : low_(low),
      length_(length),
      count_(1 + static_cast<Eigen::Index>(std::floor(highest * length / pi))) {
    MESOGRID_EXPECTS(length > 0.0 && highest >= 0.0);
}

double CosineAxis::wavenumber(Eigen::Index m) const {
    return pi * static_cast<double>(m) / length_;
}

Eigen::Index CosineAxis::count_within(double highest) const {
    return std::min(count_, static_cast<Eigen::Index>(highest / wavenumber(1)) + 1);
}

CosineAxis CosineAxis::truncated(Eigen::Index count) const {
    CosineAxis axis = *this;
    axis.count_ = std::min(count_, count);
    return axis;
}

Eigen::VectorXd CosineAxis::cosines(double x) const {
    const double phase = (x - low_) / length_;
    Eigen::VectorXd values(count_);
    for (Eigen::Index m = 0; m < count_; ++m) {
        values[m] = std::cos(pi * static_cast<double>(m) * phase);
    }
    return values;
}

Eigen::VectorXd CosineAxis::synthesis(double x) const {
    Eigen::VectorXd values = (2.0 / length_) * cosines(x);
    values[0] = 1.0 / length_;
    return values;
}

Eigen::MatrixXd CosineAxis::cell_synthesis(double start, double h, int cells) const {
    Eigen::MatrixXd values(count_, cells);
    Eigen::VectorXd averaging = Eigen::VectorXd::Ones(count_);  // of a mode over a cell
    for (Eigen::Index m = 1; m < count_; ++m) {
        const double half = 0.5 * wavenumber(m) * h;
        averaging[m] = std::sin(half) / half;
    }
    constexpr std::size_t kCellsPerTask = 16;
    parallel_for_blocks(
        static_cast<std::size_t>(cells), kCellsPerTask, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                values.col(static_cast<Eigen::Index>(i)) =
                    synthesis(start + (static_cast<double>(i) + 0.5) * h).cwiseProduct(averaging);
            }
        });
    return values;
}

}  // namespace mesogrid::spectral
