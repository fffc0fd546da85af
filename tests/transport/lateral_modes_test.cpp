#include "engine/transport/spectral/lateral_modes.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace mesogrid::spectral {
namespace {

using std::numbers::pi;

TEST(CosineAxis, HasTheModesUpToItsHighestWavenumber) {
    const CosineAxis axis(-1.0, 4.0, 10.0);
    EXPECT_EQ(axis.count(), 13);  // 12 pi/4 = 9.42 < 10 < 13 pi/4
    EXPECT_EQ(axis.wavenumber(12), 3.0 * pi);
    EXPECT_EQ(CosineAxis(0.0, 1.0, 0.0).count(), 1);
}

TEST(CosineAxis, SumsAGaussianFromItsCoefficients) {
    // f = exp(-x^2/2 s^2)/(sqrt(2 pi) s) about 1.2 in [-6, 8], f_m = exp(-k^2 s^2/2) cos(k (1.2 +
    // 6))
    const double s = 0.6;
    const CosineAxis axis(-6.0, 14.0, 13.0);
    Eigen::VectorXd coefficients = axis.cosines(1.2);
    for (Eigen::Index m = 0; m < axis.count(); ++m) {
        const double ks = axis.wavenumber(m) * s;
        coefficients[m] *= std::exp(-0.5 * ks * ks);
    }
    const auto exact_below = [s](double x) {
        return 0.5 * std::erf((x - 1.2) / (s * std::sqrt(2)));
    };
    const Eigen::MatrixXd cells = axis.cell_synthesis(-1.0, 0.5, 8);
    for (int i = 0; i < 8; ++i) {
        const double low = -1.0 + 0.5 * i;
        const double exact = (exact_below(low + 0.5) - exact_below(low)) / 0.5;
        // exp(-(13 s)^2/2) = 6e-14 is left out, 180 modes are summed
        EXPECT_NEAR(cells.col(i).dot(coefficients), exact, 1e-12);
    }
    const double peak = 1.0 / (std::sqrt(2.0 * pi) * s);
    EXPECT_NEAR(axis.synthesis(1.2).dot(coefficients), peak, 1e-12);
}

}  // namespace
}  // namespace mesogrid::spectral
