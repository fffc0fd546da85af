#include "engine/numerics/propagation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contracts.hpp"
#include "engine/numerics/lane_solver.hpp"

namespace mesogrid {

double slowest_decay(const LayerOperator& layers, double k) {
    const std::vector<double> diagonal = layers.diagonal(k);
    const std::vector<double>& off = layers.off_diagonal();
    const auto below_all = [&](double s) {
        double pivot = diagonal[0] - s;
        for (std::size_t j = 0;; ++j) {
            if (!(pivot > 0.0)) return false;
            if (j + 1 == diagonal.size()) return true;
            pivot = diagonal[j + 1] - s - off[j] * off[j] / pivot;
        }
    };
    double low = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < layers.size(); ++j) {
        low = std::min(low, layers.column().clearance[j] + k * k * layers.column().diffusivity[j]);
    }
    double high = *std::min_element(diagonal.begin(), diagonal.end());
    while (high - low > 1e-15 * high) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (below_all(middle) ? low : high) = middle;
    }
    return low;
}

std::vector<double> propagate(const LayerOperator& layers,
                              double k,
                              double slowest,
                              std::span<const double> y,
                              double t,
                              const RationalExponential& rational) {
    const std::size_t n = layers.size();
    MESOGRID_EXPECTS(y.size() == n);
    const std::vector<double> base = layers.diagonal(k);
    std::vector<Lanes> diagonal(n);
    std::vector<Lanes> rhs(n);
    std::vector<Lanes> result(n);
    std::vector<double> off = layers.off_diagonal();
    for (std::size_t j = 0; j < n; ++j) {
        diagonal[j] = Lanes{} + t * (base[j] - slowest);
        rhs[j] = Lanes{} + y[j];
    }
    for (double& entry : off) entry *= t;
    LaneSolver(n).apply(diagonal, off, rhs, rational, MatrixFunction::exponential, result);
    std::vector<double> carried(n);
    const double factor = std::exp(-t * slowest);
    for (std::size_t j = 0; j < n; ++j) carried[j] = factor * result[j][0];
    return carried;
}

}  // namespace mesogrid
