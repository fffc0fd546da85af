#include "engine/numerics/layer_operator.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "tests/numerics/columns.hpp"

namespace mesogrid {
namespace {

/// The finite-volume matrix of A' = -F A, written out from fluxes and never symmetrised.
Eigen::MatrixXd flux_matrix(const CellColumn& column, double k) {
    const auto n = static_cast<Eigen::Index>(column.size());
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(n, n);
    const auto at = [](const std::vector<double>& values, Eigen::Index j) {
        return values[static_cast<std::size_t>(j)];
    };
    for (Eigen::Index j = 0; j < n; ++j) {
        matrix(j, j) += at(column.clearance, j) + k * k * at(column.diffusivity, j);
        for (const Eigen::Index i : {j - 1, j + 1}) {
            if (i < 0 || i >= n) continue;
            const double resistance =
                0.5 * at(column.height, i) / (at(column.capacity, i) * at(column.diffusivity, i)) +
                0.5 * at(column.height, j) / (at(column.capacity, j) * at(column.diffusivity, j));
            matrix(j, j) += 1.0 / (resistance * at(column.capacity, j) * at(column.height, j));
            matrix(j, i) -= 1.0 / (resistance * at(column.capacity, i) * at(column.height, j));
        }
    }
    return matrix;
}

TEST(LayerOperator, IsTheFluxMatrixMadeSymmetric) {
    const CellColumn column = support::three_layer_column();
    const LayerOperator layers(column);
    const double k = 1.7;
    const auto n = static_cast<Eigen::Index>(column.size());
    const Eigen::Map<const Eigen::VectorXd> scale(layers.scale().data(), n);
    const Eigen::MatrixXd symmetric =
        scale.asDiagonal() * flux_matrix(column, k) * scale.cwiseInverse().asDiagonal();
    // Symmetric to rounding: the scaling is exact in exact arithmetic.
    const double size = symmetric.cwiseAbs().maxCoeff();
    EXPECT_LE((symmetric - symmetric.transpose()).cwiseAbs().maxCoeff(), 4e-16 * size);
    const std::vector<double> diagonal = layers.diagonal(k);
    for (Eigen::Index j = 0; j < n; ++j) {
        EXPECT_NEAR(diagonal[static_cast<std::size_t>(j)], symmetric(j, j), 4e-16 * size);
        if (j + 1 == n) continue;
        EXPECT_NEAR(
            layers.off_diagonal()[static_cast<std::size_t>(j)], symmetric(j, j + 1), 4e-16 * size);
    }
}

TEST(LayerOperator, AgreesWithItsQuadraticForm) {
    const LayerOperator layers(support::three_layer_column());
    std::mt19937_64 engine(7);
    std::vector<double> y(layers.size());
    for (double& value : y) value = static_cast<double>(engine() % 2001) / 1000.0 - 1.0;
    const std::vector<double> diagonal = layers.diagonal(0.9);
    double sum = 0.0;
    double size = 0.0;
    for (std::size_t j = 0; j < y.size(); ++j) {
        sum += diagonal[j] * y[j] * y[j];
        size += diagonal[j] * y[j] * y[j];
        if (j + 1 < y.size()) sum += 2.0 * layers.off_diagonal()[j] * y[j] * y[j + 1];
    }
    EXPECT_NEAR(layers.quadratic_form(y, 0.9), sum, 1e-14 * size);
}

// Steady flux J = difference of A/g over sum of L/(g D) (Crank 1975, 12.2), any number of layers.
TEST(LayerOperator, CarriesASteadyFluxThroughAnyLayers) {
    CellColumn column = support::three_layer_column();
    std::fill(column.clearance.begin(), column.clearance.end(), 0.0);
    const LayerOperator layers(column);
    const double flux = 0.37;
    std::vector<double> activity = {5.0};
    double resistance = 0.0;
    for (std::size_t j = 0; j < column.size(); ++j) {
        const double half = 0.5 * column.height[j] / (column.capacity[j] * column.diffusivity[j]);
        resistance += j == 0 || j + 1 == column.size() ? half : 2.0 * half;
        if (j + 1 == column.size()) break;
        const double next =
            0.5 * column.height[j + 1] / (column.capacity[j + 1] * column.diffusivity[j + 1]);
        activity.push_back(activity.back() - flux * (half + next));
    }
    EXPECT_NEAR(activity.front() - activity.back(), flux * resistance, 1e-12 * flux * resistance);
    for (std::size_t j = 0; j + 1 < column.size(); ++j) {
        const double through = layers.conductance()[j] * (activity[j] - activity[j + 1]);
        // differences of activities near 1e4 carry rounding of 1e4 * 2e-16
        const double rounding = layers.conductance()[j] * std::abs(activity.back()) * 4e-16;
        EXPECT_NEAR(through, flux, 1e-12 * flux + rounding);
    }
}

TEST(LayerOperator, ClosesFacesWhereNothingDiffuses) {
    CellColumn column = support::uniform_column(4, 0.1, 1e-4);
    column.diffusivity[1] = 0.0;
    const LayerOperator layers(column);
    EXPECT_EQ(layers.conductance()[0], 0.0);
    EXPECT_EQ(layers.conductance()[1], 0.0);
    EXPECT_GT(layers.conductance()[2], 0.0);
}

}  // namespace
}  // namespace mesogrid
