#include <benchmark/benchmark.h>

#include "engine/transport/spectral/real_space.hpp"

#include "models/depots/ball_shape.hpp"
#include "models/depots/ellipsoid_shape.hpp"
#include "models/depots/gaussian_shape.hpp"
#include "models/depots/lens_shape.hpp"

/// A hundred depots of one class drawn on cells of 0.25 mm, as maps at t = 0+ are made.
namespace mesogrid {
namespace {

void draw(benchmark::State& state, const DepotShape& shape) {
    const Raster raster{.origin = {0.0, 0.0}, .spacing = 0.25, .nx = 200, .ny = 200};
    const spectral::WeightedSlab slab{0.075, 1.375, 1.0};
    for (auto round : state) {
        for (int i = 0; i < 100; ++i) {
            const Point axis{2.5 + 5.0 * (i % 10) + 0.013 * i, 2.5 + 5.0 * (i / 10)};
            benchmark::DoNotOptimize(spectral::draw_depot(shape, {&slab, 1}, 1.0, axis, raster));
        }
    }
}

void lens(benchmark::State& state) {
    draw(state, models::LensShape(2.5, 0.075, 1.3));
}
void ellipsoid(benchmark::State& state) {
    draw(state, models::EllipsoidShape(4.15, 1.38, 1.5));
}
void ball(benchmark::State& state) {
    draw(state, models::BallShape(1.7, 1.0, 5.875));
}
void gaussian(benchmark::State& state) {
    draw(state, models::GaussianShape(1.0, 0.5, 1.0, 5.875));
}

BENCHMARK(lens)->Unit(benchmark::kMillisecond);
BENCHMARK(ellipsoid)->Unit(benchmark::kMillisecond);
BENCHMARK(ball)->Unit(benchmark::kMillisecond);
BENCHMARK(gaussian)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mesogrid
