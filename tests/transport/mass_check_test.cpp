#include "engine/transport/spectral/mass_check.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/numerics/propagation.hpp"

#include "tests/numerics/columns.hpp"

namespace mesogrid::spectral {
namespace {

/// All of a unit amount in the dermis at first.
std::vector<double> dermal_start(const LayerOperator& layers) {
    std::vector<double> start(layers.size(), 0.0);
    double depth = 0.0;
    for (std::size_t j = 0; j < layers.size(); ++j) {
        const double centre = depth + 0.5 * layers.column().height[j];
        if (centre > 0.075 && centre < 1.375) start[j] = 1.0 / 1.3;
        depth += layers.column().height[j];
    }
    return start;
}

double imbalance(const LayerOperator& layers, const LayerSpectrum& spectrum, double at) {
    const MassBalance balance = mass_balance(layers, spectrum, dermal_start(layers), at);
    return std::abs(balance.present + balance.cleared - 1.0);
}

TEST(MassBalance, ClosesFromSecondsToWeeks) {
    const LayerOperator layers(support::three_layer_column());
    const LayerSpectrum spectrum = decompose(layers, 0.0);
    // quadrature below 1e-13, orthogonality of 40 vectors 1e-14 each
    for (const double at : {0.0, 1.0, 600.0, 86400.0, 4e6}) {
        EXPECT_LE(imbalance(layers, spectrum, at), 1e-12) << at << " s";
    }
}

TEST(MassBalance, KeepsAllWhereNothingClears) {
    CellColumn column = support::three_layer_column();
    std::fill(column.clearance.begin(), column.clearance.end(), 0.0);
    const LayerOperator layers(column);
    const MassBalance balance =
        mass_balance(layers, decompose(layers, 0.0), dermal_start(layers), 1e7);
    EXPECT_NEAR(balance.present, 1.0, 1e-12);
    EXPECT_EQ(balance.cleared, 0.0);
}

TEST(MassBalance, CatchesAWrongEigenvalue) {
    const LayerOperator layers(support::three_layer_column());
    const LayerSpectrum sound = decompose(layers, 0.0);
    for (const std::size_t wrong : {std::size_t{0}, std::size_t{1}, std::size_t{5}}) {
        LayerSpectrum spoiled = sound;
        spoiled.rates[wrong] *= 1.01;
        EXPECT_GT(imbalance(layers, spoiled, 3600.0), 1e-6) << "eigenvalue " << wrong;
    }
}

TEST(MassBalance, CatchesAWrongPoleOfTheRationalExponential) {
    const LayerOperator layers(support::three_layer_column());
    const double slowest = slowest_decay(layers, 0.0);
    const auto imbalance_with = [&](const RationalExponential& rational) {
        const Propagator propagator = [&](std::span<const double> y, double t) {
            return propagate(layers, 0.0, slowest, y, t, rational);
        };
        const MassBalance balance = mass_balance(layers, propagator, dermal_start(layers), 3600.0);
        return std::abs(balance.present + balance.cleared - 1.0);
    };
    const RationalExponential& sound = rational_exponential(kMostPolePairs);
    EXPECT_LE(imbalance_with(sound), 1e-11);
    for (std::size_t wrong = 0; wrong < sound.pairs.size(); ++wrong) {
        std::vector<PolePair> pairs(sound.pairs.begin(), sound.pairs.end());
        pairs[wrong].pole *= 1.01;
        EXPECT_GT(imbalance_with({pairs, 0.0, 0.0}), 1e-9) << "pole " << wrong;
        pairs = {sound.pairs.begin(), sound.pairs.end()};
        pairs[wrong].exponential *= 1.01;
        EXPECT_GT(imbalance_with({pairs, 0.0, 0.0}), 1e-9) << "residue " << wrong;
    }
}

TEST(MassBalance, CatchesAWrongRateOfClearance) {
    const CellColumn sound = support::three_layer_column();
    CellColumn spoiled = sound;
    spoiled.clearance.back() *= 1.01;
    for (std::size_t j = 10; j < 20; ++j) spoiled.clearance[j] *= 1.01;
    const LayerSpectrum spectrum = decompose(LayerOperator(spoiled), 0.0);
    EXPECT_GT(imbalance(LayerOperator(sound), spectrum, 3600.0), 1e-4);
}

TEST(MassBalance, CatchesAWrongEigenvector) {
    const LayerOperator layers(support::three_layer_column());
    LayerSpectrum spoiled = decompose(layers, 0.0);
    for (std::size_t j = 0; j < layers.size(); ++j) spoiled.vectors[j] *= 1.001;
    EXPECT_GT(imbalance(layers, spoiled, 3600.0), 1e-5);
}

}  // namespace
}  // namespace mesogrid::spectral
