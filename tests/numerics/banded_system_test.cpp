#include "engine/numerics/banded_system.hpp"

#include <cmath>
#include <vector>

#include <Eigen/Dense>
#include <gtest/gtest.h>

namespace mesogrid {
namespace {

/// Numbers without a pattern, the same everywhere.
double number(std::size_t i, std::size_t j) {
    return std::sin(12.9898 * static_cast<double>(i) + 78.233 * static_cast<double>(j));
}

Eigen::VectorXd right_side(std::size_t size) {
    Eigen::VectorXd b(static_cast<Eigen::Index>(size));
    for (std::size_t i = 0; i < size; ++i) b[static_cast<Eigen::Index>(i)] = number(i, 7);
    return b;
}

std::span<double> span_of(Eigen::VectorXd& v) {
    return {v.data(), static_cast<std::size_t>(v.size())};
}

TEST(SymmetricBand, SolvesWhatADenseSolverSolves) {
    for (const std::size_t size : {1U, 2U, 5U, 6U, 7U, 40U, 101U}) {
        for (const std::size_t band : {1U, 2U, 3U, 4U, 9U}) {
            SymmetricBand system(size, band);
            const auto n = static_cast<Eigen::Index>(size);
            Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(n, n);
            for (std::size_t i = 0; i < size; ++i) {
                for (std::size_t off = 0; off <= band && i + off < size; ++off) {
                    const double value = off == 0 ? 12.0 + number(i, i) : number(i, i + off);
                    system.add(i, off, value);
                    const auto r = static_cast<Eigen::Index>(i);
                    const auto c = static_cast<Eigen::Index>(i + off);
                    dense(r, c) = dense(c, r) = value;
                }
            }
            Eigen::VectorXd x = right_side(size);
            const Eigen::VectorXd expected = dense.ldlt().solve(x);
            ASSERT_TRUE(system.factor());
            system.solve(span_of(x));
            EXPECT_LE((x - expected).norm(), 1e-13 * expected.norm()) << size << ", " << band;
        }
    }
}

TEST(SymmetricBand, RefusesAMatrixThatIsNotPositiveDefinite) {
    SymmetricBand system(3, 1);
    for (std::size_t i = 0; i < 3; ++i) system.add(i, 0, 1.0);
    system.add(0, 1, 2.0);
    EXPECT_FALSE(system.factor());
}

TEST(GeneralBand, SolvesWhatADenseSolverSolves) {
    for (const std::size_t size : {1U, 3U, 40U}) {
        for (const std::size_t band : {1U, 5U}) {
            GeneralBand system(size, band);
            const auto n = static_cast<Eigen::Index>(size);
            Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(n, n);
            for (std::size_t i = 0; i < size; ++i) {
                for (std::size_t j = i > band ? i - band : 0; j < size && j <= i + band; ++j) {
                    const double value = i == j ? 15.0 : number(i, j);
                    system.add(i, j, value);
                    dense(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = value;
                }
            }
            Eigen::VectorXd x = right_side(size);
            const Eigen::VectorXd expected = dense.partialPivLu().solve(x);
            ASSERT_TRUE(system.factor());
            system.solve(span_of(x));
            EXPECT_LE((x - expected).norm(), 1e-13 * expected.norm()) << size << ", " << band;
        }
    }
}

}  // namespace
}  // namespace mesogrid
