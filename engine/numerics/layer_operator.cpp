#include "engine/numerics/layer_operator.hpp"

#include <cmath>
#include <utility>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

/// G_f = 1 / (h_i/(2 g_i D_i) + h_j/(2 g_j D_j)); D = 0 on either side closes the face.
double face_conductance(const CellColumn& column, std::size_t i) {
    const auto half_resistance = [&](std::size_t j) {
        return column.height[j] / (2.0 * column.capacity[j] * column.diffusivity[j]);
    };
    if (column.diffusivity[i] == 0.0 || column.diffusivity[i + 1] == 0.0) return 0.0;
    return 1.0 / (half_resistance(i) + half_resistance(i + 1));
}

}  // namespace

LayerOperator::LayerOperator(CellColumn column) : column_(std::move(column)) {
    const std::size_t n = column_.size();
    MESOGRID_EXPECTS(n > 0 && column_.diffusivity.size() == n && column_.clearance.size() == n &&
                     column_.capacity.size() == n);
    for (std::size_t j = 0; j < n; ++j) {
        MESOGRID_EXPECTS(column_.height[j] > 0.0 && column_.capacity[j] > 0.0);
        MESOGRID_EXPECTS(column_.diffusivity[j] >= 0.0 && column_.clearance[j] >= 0.0);
        scale_.push_back(std::sqrt(column_.height[j] / column_.capacity[j]));
    }
    for (std::size_t j = 0; j + 1 < n; ++j) {
        conductance_.push_back(face_conductance(column_, j));
        off_diagonal_.push_back(-conductance_[j] /
                                std::sqrt(column_.height[j] * column_.capacity[j] *
                                          column_.height[j + 1] * column_.capacity[j + 1]));
    }
}

std::vector<double> LayerOperator::diagonal(double k) const {
    std::vector<double> diagonal(size());
    for (std::size_t j = 0; j < size(); ++j) {
        const double above = j > 0 ? conductance_[j - 1] : 0.0;
        const double below = j + 1 < size() ? conductance_[j] : 0.0;
        diagonal[j] = (above + below) / (column_.height[j] * column_.capacity[j]) +
                      column_.clearance[j] + k * k * column_.diffusivity[j];
    }
    return diagonal;
}

double LayerOperator::quadratic_form(std::span<const double> y, double k) const {
    MESOGRID_EXPECTS(y.size() == size());
    // A_j/g_j = y_j / sqrt(h_j g_j) = y_j / (scale_j g_j)
    const auto activity = [&](std::size_t j) { return y[j] / (scale_[j] * column_.capacity[j]); };
    double sum = 0.0;
    for (std::size_t j = 0; j < size(); ++j) {
        sum += (column_.clearance[j] + k * k * column_.diffusivity[j]) * y[j] * y[j];
    }
    for (std::size_t j = 0; j + 1 < size(); ++j) {
        const double step = activity(j) - activity(j + 1);
        sum += conductance_[j] * step * step;
    }
    return sum;
}

}  // namespace mesogrid
