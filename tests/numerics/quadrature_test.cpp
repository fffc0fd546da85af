#include "engine/numerics/quadrature.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

TEST(GaussLegendre, IsExactToDegreeTwiceTheNodesLessOne) {
    for (const int n : {1, 2, 5, 16, 33}) {
        const QuadratureRule rule = gauss_legendre(n);
        for (int power = 0; power < 2 * n; ++power) {
            const double found =
                integrate(rule, 0.0, 1.0, [power](double x) { return std::pow(x, power); });
            // n terms of at most 1, weights good to a few 1e-15
            EXPECT_NEAR(found, 1.0 / (power + 1.0), 1e-14) << n << " nodes, power " << power;
        }
    }
}

TEST(GaussLegendre, MissesTheNextDegreeByTheKnownError) {
    // n = 2 on [-1, 1]: integral of x^4 is 2/5, the rule gives 2/9.
    const double found =
        integrate(gauss_legendre(2), -1.0, 1.0, [](double x) { return x * x * x * x; });
    EXPECT_NEAR(found, 2.0 / 9.0, 1e-15);
}

TEST(GeometricMesh, RunsFromZeroToTheEndAtItsRatio) {
    const std::vector<double> mesh = geometric_mesh(0.5, 9.0, 2.0);
    const std::vector<double> expected = {0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 9.0};
    EXPECT_EQ(mesh, expected);
}

TEST(GeometricMesh, IsOneIntervalWhenTheEndComesFirst) {
    const std::vector<double> expected = {0.0, 3.0};
    EXPECT_EQ(geometric_mesh(3.0, 3.0, 2.0), expected);
}

}  // namespace
}  // namespace mesogrid
