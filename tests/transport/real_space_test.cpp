#include "engine/transport/spectral/real_space.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "models/depots/ellipsoid_shape.hpp"
#include "models/depots/lens_shape.hpp"

#include "tests/support/transport_case.hpp"

namespace mesogrid::spectral {
namespace {

using support::raster_at;

double amount(const Patch& patch, const Raster& raster) {
    return std::accumulate(patch.values.begin(), patch.values.end(), 0.0) * raster.cell_area();
}

TEST(DrawDepot, AveragesAGaussianExactly) {
    const double s = 0.7;
    const auto shape = support::gaussian(s, 1.0, 4.0);
    const Raster raster = raster_at(-6.0, -6.0, 0.4, 30, 30);
    const WeightedSlab slab{0.0, 4.0, 1.0};
    const Point axis{0.13, -0.31};
    const Patch patch = draw_depot(*shape, {&slab, 1}, 3.0, axis, raster);
    const auto below = [s](double x) { return 0.5 * std::erf(x / (s * std::sqrt(2.0))); };
    for (int j = 0; j < patch.ny; ++j) {
        for (int i = 0; i < patch.nx; ++i) {
            const double x = raster.origin.x + (patch.i0 + i) * 0.4 - axis.x;
            const double y = raster.origin.y + (patch.j0 + j) * 0.4 - axis.y;
            const double exact =
                3.0 * (below(x + 0.4) - below(x)) * (below(y + 0.4) - below(y)) / 0.16;
            // support cut at 1e-12 of the amount, spread over cells of 0.16 mm2
            EXPECT_NEAR(patch.values[static_cast<std::size_t>(j * patch.nx + i)],
                        exact,
                        3.0 * 1e-12 / 0.16);
        }
    }
}

TEST(DrawDepot, ConservesTheAmountOfAnyShape) {
    const Raster raster = raster_at(-8.0, -8.0, 0.37, 44, 44);
    const std::vector<WeightedSlab> slabs = {{0.5, 1.4, 1.0}};
    for (const auto& shape :
         {support::gaussian(0.9, 1.0, 4.0),
          std::shared_ptr<const DepotShape>(std::make_shared<models::BallShape>(1.3, 1.0, 4.0))}) {
        for (const Point axis : {Point{0.0, 0.0}, Point{0.11, -0.185}, Point{0.19, 0.74}}) {
            const Patch patch = draw_depot(*shape, slabs, 20.0, axis, raster);
            EXPECT_NEAR(amount(patch, raster), 20.0 * shape->share(0.5, 1.4), 20.0 * 1e-12);
            EXPECT_GE(*std::min_element(patch.values.begin(), patch.values.end()), 0.0);
        }
    }
}

TEST(DrawDepot, SeesTheBallWithinItsRadiusOnly) {
    const models::BallShape ball(1.0, 2.0, 4.0);
    const Raster raster = raster_at(-3.0, -3.0, 0.05, 120, 120);
    const WeightedSlab slab{0.0, 4.0, 1.0};
    const Patch patch = draw_depot(ball, {&slab, 1}, 1.0, {0.0, 0.0}, raster);
    // areal density (3/2 pi) f, f = sqrt(1 - r^2); a cell average differs from the value at its
    // centre by h^2/24 of the Laplacian, -f (1/f^2 + 1/f^4)
    const auto value = [&](double x, double y) {
        const int i = static_cast<int>((x + 3.0) / 0.05) - patch.i0;
        const int j = static_cast<int>((y + 3.0) / 0.05) - patch.j0;
        return patch.values[static_cast<std::size_t>(j * patch.nx + i)];
    };
    for (const double x : {0.025, 0.325, 0.625}) {
        const double square = 1.0 - x * x - 0.025 * 0.025;
        const double curvature = 1.0 / square + 1.0 / (square * square);
        const double exact =
            1.5 / std::numbers::pi * std::sqrt(square) * (1.0 - 0.05 * 0.05 / 24.0 * curvature);
        EXPECT_NEAR(value(x, 0.025), exact, 1e-5 * exact);
    }
    EXPECT_EQ(patch.nx, 40);
}

/// A shape that keeps its closed forms to itself.
class Plain final : public DepotShape {
public:
    explicit Plain(std::shared_ptr<const DepotShape> shape) : shape_(std::move(shape)) {}
    double transform(double k, double top, double bottom) const override {
        return shape_->transform(k, top, bottom);
    }
    double enclosed(double radius, double top, double bottom) const override {
        return shape_->enclosed(radius, top, bottom);
    }
    double density(double r, double z) const override { return shape_->density(r, z); }
    double support_radius() const override { return shape_->support_radius(); }
    double lateral_scale() const override { return shape_->lateral_scale(); }
    double vertical_scale() const override { return shape_->vertical_scale(); }
    double highest_wavenumber(double tolerance) const override {
        return shape_->highest_wavenumber(tolerance);
    }

private:
    std::shared_ptr<const DepotShape> shape_;
};

TEST(DrawDepot, DrawsTheSameWithAndWithoutClosedForms) {
    const std::vector<WeightedSlab> slabs = {{0.2, 0.7, 1.0}, {0.9, 1.9, 0.3}};
    const std::pair<std::shared_ptr<const DepotShape>, double> shapes[] = {
        {support::gaussian(0.6, 1.0, 4.0), 2e-12},
        {std::make_shared<models::BallShape>(1.3, 1.0, 4.0), 1e-6},
        {std::make_shared<models::EllipsoidShape>(2.1, 0.7, 1.0), 1e-6},
        {std::make_shared<models::LensShape>(2.5, 0.1, 1.3), 1e-6}};
    for (const double h : {0.1, 0.25, 0.9}) {
        const Raster raster = raster_at(-4.0, -4.0, h, int(8.0 / h), int(8.0 / h));
        for (const auto& [shape, tolerance] : shapes) {
            for (const Point axis : {Point{0.0, 0.0}, Point{0.07, -0.185}, Point{3.3, 0.74}}) {
                const Patch closed = draw_depot(*shape, slabs, 1.0, axis, raster);
                const Patch plain = draw_depot(Plain(shape), slabs, 1.0, axis, raster);
                ASSERT_EQ(closed.values.size(), plain.values.size());
                for (std::size_t i = 0; i < closed.values.size(); ++i) {
                    EXPECT_NEAR(closed.values[i] * h * h, plain.values[i] * h * h, tolerance);
                }
            }
        }
    }
}

TEST(DrawDepot, AddsUpToWhatALensHolds) {
    const models::LensShape lens(2.5, 0.1, 1.3);
    const WeightedSlab slab{0.3, 1.0, 1.0};
    for (const double h : {0.02, 0.25, 1.7, 6.0}) {
        const Raster raster =
            raster_at(-6.0, -6.0, h, int(std::ceil(12.0 / h)), int(std::ceil(12.0 / h)));
        const Patch patch = draw_depot(lens, {&slab, 1}, 20.0, {0.031, -0.17}, raster);
        EXPECT_NEAR(amount(patch, raster), 20.0 * 0.7 / 1.3, 20.0 * 1e-12) << h;
    }
}

TEST(DrawDepot, DrawsNothingOutsideTheRaster) {
    const auto shape = support::gaussian(0.5, 1.0, 4.0);
    const WeightedSlab slab{0.0, 4.0, 1.0};
    EXPECT_TRUE(
        draw_depot(*shape, {&slab, 1}, 1.0, {50.0, 0.0}, raster_at(0, 0, 1, 4, 4)).values.empty());
}

TEST(MirrorImages, KeepTheWholeAmountBetweenTheWalls) {
    const auto shape = support::gaussian(1.0, 1.0, 4.0);
    const Raster raster = raster_at(0.0, 0.0, 0.5, 6, 8);  // narrower than the depot
    const WeightedSlab slab{0.0, 4.0, 1.0};
    double sum = 0.0;
    for (const Point axis : mirror_images({0.4, 3.9}, raster.box(), shape->support_radius())) {
        sum += amount(draw_depot(*shape, {&slab, 1}, 1.0, axis, raster), raster);
    }
    EXPECT_NEAR(sum, 1.0, 1e-11);  // 1e-12 beyond the support, for each of about ten images
}

TEST(Sum, AddsPatchesWhereTheyLie) {
    const Patch a{.i0 = 1, .j0 = 1, .nx = 2, .ny = 1, .values = {1.0, 2.0}};
    const Patch b{.i0 = 2, .j0 = 0, .nx = 1, .ny = 2, .values = {10.0, 20.0}};
    const Patch both = sum(a, b);
    EXPECT_EQ(both.i0, 1);
    EXPECT_EQ(both.j0, 0);
    const std::vector<double> expected = {0.0, 10.0, 1.0, 22.0};
    EXPECT_EQ(both.values, expected);
    EXPECT_EQ(sum(Patch{}, a).values, a.values);
}

}  // namespace
}  // namespace mesogrid::spectral
