#include "engine/numerics/layer_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unsupported/Eigen/MatrixFunctions>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "tests/numerics/columns.hpp"

namespace mesogrid {
namespace {

// Discrete cosine modes between no-flux walls: (4 D/h^2) sin^2(pi j/(2 n)).
TEST(LayerSpectrum, HasTheEigenvaluesOfDiscreteCosines) {
    const std::size_t n = 40;
    const double h = 0.05;
    const double diffusivity = 3e-4;
    LayerSpectrum spectrum =
        decompose(LayerOperator(support::uniform_column(n, h, diffusivity)), 0);
    std::sort(spectrum.rates.begin(), spectrum.rates.end());
    const double largest = 4.0 * diffusivity / (h * h);
    for (std::size_t j = 0; j < n; ++j) {
        const double sine = std::sin(std::numbers::pi * static_cast<double>(j) / (2.0 * n));
        EXPECT_NEAR(spectrum.rates[j], largest * sine * sine, 1e-13 * largest);
    }
    // The slow ones keep relative accuracy: 2e-16 of the largest would be 1e-13 of the first.
    const double first = largest * std::pow(std::sin(std::numbers::pi / (2.0 * n)), 2);
    EXPECT_NEAR(spectrum.rates[1], first, 5e-15 * first);
    EXPECT_NEAR(spectrum.rates[0], 0.0, 1e-25);
}

TEST(LayerSpectrum, IsOrthonormalAndReturnsWhatItProjects) {
    const LayerSpectrum spectrum = decompose(LayerOperator(support::three_layer_column()), 0.8);
    const auto n = static_cast<Eigen::Index>(spectrum.size());
    const Eigen::Map<const Eigen::MatrixXd> v(spectrum.vectors.data(), n, n);
    const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(n, n);
    // each entry sums n products; QR sweeps add a few roundings each
    EXPECT_LE((v.transpose() * v - identity).cwiseAbs().maxCoeff(), 1e-13);
    std::vector<double> y(spectrum.size());
    for (std::size_t j = 0; j < y.size(); ++j) y[j] = std::cos(0.3 * static_cast<double>(j));
    const std::vector<double> back = spectrum.combine(spectrum.project(y));
    for (std::size_t j = 0; j < y.size(); ++j) EXPECT_NEAR(back[j], y[j], 1e-12);
}

TEST(LayerSpectrum, MatchesADenseMatrixExponential) {
    const LayerOperator layers(support::three_layer_column());
    const LayerSpectrum spectrum = decompose(layers, 0.0);
    const auto n = static_cast<Eigen::Index>(layers.size());
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(n, n);
    const std::vector<double> diagonal = layers.diagonal(0.0);
    for (Eigen::Index j = 0; j < n; ++j) {
        matrix(j, j) = diagonal[static_cast<std::size_t>(j)];
        if (j + 1 == n) continue;
        matrix(j, j + 1) = matrix(j + 1, j) = layers.off_diagonal()[static_cast<std::size_t>(j)];
    }
    Eigen::VectorXd start(n);
    for (Eigen::Index j = 0; j < n; ++j) start[j] = std::exp(-0.05 * double((j - 15) * (j - 15)));
    const double t = 600.0;
    // Scaling and squaring: s squarings of 2^-s t M, each doubling a rounding of 2e-16.
    const Eigen::VectorXd expected = (-t * matrix).exp() * start;
    std::vector<double> components = spectrum.project({start.data(), static_cast<std::size_t>(n)});
    for (std::size_t i = 0; i < components.size(); ++i) {
        components[i] *= decay(spectrum.rates[i], t);
    }
    const std::vector<double> found = spectrum.combine(components);
    for (Eigen::Index j = 0; j < n; ++j) {
        EXPECT_NEAR(found[static_cast<std::size_t>(j)], expected[j], 1e-11 * expected.maxCoeff());
    }
}

TEST(DecayIntegral, IsTimeItselfWithoutDecayAndSmoothBesideIt) {
    EXPECT_EQ(decay_integral(0.0, 5.0), 5.0);
    // t - rate t^2/2 + ...
    EXPECT_NEAR(decay_integral(1e-12, 5.0), 5.0 - 12.5e-12, 1e-15);
    EXPECT_NEAR(decay_integral(2.0, 3.0), (1.0 - std::exp(-6.0)) / 2.0, 1e-16);
}

}  // namespace
}  // namespace mesogrid
