#include "engine/transport/spectral/responses.hpp"

#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/numerics/layer_spectrum.hpp"

namespace mesogrid::spectral {
namespace {

/// S A of a shape's transform: cell averages times sqrt(h/g).
std::vector<double> initial_state(const DepotShape& shape,
                                  double k,
                                  const LayeredGrid& grid,
                                  const LayerOperator& layers) {
    std::vector<double> state(grid.size());
    for (std::size_t j = 0; j < grid.size(); ++j) {
        const double amount = shape.transform(k, grid.faces[j], grid.faces[j + 1]);
        state[j] = layers.scale()[j] * amount / grid.height(j);
    }
    return state;
}

/// S^-1 w, so that w . A = (S^-1 w) . y.
std::vector<double> scaled_weights(const Reading& reading, const LayerOperator& layers) {
    std::vector<double> weights = reading.weights;
    for (std::size_t j = 0; j < weights.size(); ++j) weights[j] /= layers.scale()[j];
    return weights;
}

double respond_one(const LayerSpectrum& spectrum,
                   const std::vector<double>& state,
                   const std::vector<double>& weights,
                   const Reading& reading) {
    double sum = 0.0;
    for (std::size_t i = 0; i < spectrum.size(); ++i) {
        const double factor = reading.function == TimeFunction::value
                                  ? decay(spectrum.rates[i], reading.time)
                                  : decay_integral(spectrum.rates[i], reading.time);
        sum += weights[i] * factor * state[i];
    }
    return sum;
}

}  // namespace

ModalResponses respond(const LateralModes& modes,
                      const LayeredGrid& grid,
                      const LayerOperator& layers,
                      const DepotClasses& classes,
                      std::span<const Reading> readings,
                      double mode_tolerance) {
    const Eigen::Index mx = modes.x.count();
    const Eigen::Index my = modes.y.count();
    ModalResponses table(
        classes.shapes.size(),
        std::vector<Eigen::MatrixXd>(readings.size(), Eigen::MatrixXd::Zero(mx, my)));
    if (readings.empty() || classes.shapes.empty()) return table;

    std::vector<double> reach;
    for (const auto& shape : classes.shapes) {
        reach.push_back(std::min(modes.highest, shape->highest_wavenumber(mode_tolerance)));
    }
    std::vector<std::vector<double>> weights;
    for (const Reading& reading : readings) weights.push_back(scaled_weights(reading, layers));

    const auto answer_mode = [&](Eigen::Index m, Eigen::Index n) {
        const double k = std::hypot(modes.x.wavenumber(m), modes.y.wavenumber(n));
        if (k > *std::max_element(reach.begin(), reach.end())) return;
        const LayerSpectrum spectrum = decompose(layers, k);
        std::vector<std::vector<double>> seen;
        for (const auto& weight : weights) seen.push_back(spectrum.project(weight));
        for (std::size_t c = 0; c < classes.shapes.size(); ++c) {
            if (k > reach[c]) continue;
            const std::vector<double> state =
                spectrum.project(initial_state(*classes.shapes[c], k, grid, layers));
            for (std::size_t r = 0; r < readings.size(); ++r) {
                table[c][r](m, n) = respond_one(spectrum, state, seen[r], readings[r]);
            }
        }
    };
    parallel_for(static_cast<std::size_t>(mx), [&](std::size_t m) {
        for (Eigen::Index n = 0; n < my; ++n) answer_mode(static_cast<Eigen::Index>(m), n);
    });
    return table;
}

}  // namespace mesogrid::spectral
