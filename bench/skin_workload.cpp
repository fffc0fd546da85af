#include "bench/skin_workload.hpp"

#include "engine/base/random.hpp"

#include "models/depots/gaussian_shape.hpp"

namespace mesogrid::bench {
namespace {

MediumLayer layer(double thickness, double diffusivity, double clearance, double porosity) {
    return {.thickness = Length::from_base(thickness),
            .diffusivity = Diffusivity::from_base(diffusivity),
            .clearance = Rate::from_base(clearance),
            .capacity = porosity};
}

double displacement(std::uint32_t variation, std::size_t puncture, std::uint32_t axis) {
    if (variation == 0) return 0.0;
    return uniform_random({.seed = variation,
                           .puncture = static_cast<std::uint32_t>(puncture),
                           .purpose = RandomPurpose::pattern,
                           .index = axis}) -
           0.5;
}

}  // namespace

TransportProblem skin(int rows, int maps, std::uint32_t variation) {
    TransportProblem problem;
    problem.medium.layers = {layer(0.075, 1e-4, 0.0, 0.4),
                             layer(1.3, 3e-4, 1.155e-3, 0.4),
                             layer(4.5, 4.5e-4, 3.85e-4, 0.15)};
    problem.concentration = Concentration::from_base(100.0);
    problem.raster = {.origin = {0.0, 0.0}, .spacing = 0.25, .nx = 200, .ny = 200};
    const auto shape = std::make_shared<const models::GaussianShape>(1.0, 1.0, 1.0, 5.875);
    const double pitch = 50.0 / rows;
    const auto count = static_cast<std::size_t>(rows);
    for (std::size_t i = 0; i < count * count; ++i) {
        const std::size_t line = i / count;
        const auto row = static_cast<double>(line);
        const auto column = static_cast<double>(i % count);
        problem.depots.push_back({.puncture = i,
                                  .axis = {(column + 0.5) * pitch + displacement(variation, i, 0),
                                           (row + 0.5) * pitch + displacement(variation, i, 1)},
                                  .fluid = Volume::from_base(20.0),
                                  .shape = shape,
                                  .class_key = "one"});
    }
    problem.puncture_count = problem.depots.size();
    for (int m = 1; m <= maps; ++m) {
        problem.requests.push_back({.quantity = ExposureQuantity::auc,
                                    .reduction = Reduction::depth_mean,
                                    .band = {Length::from_base(0.075), Length::from_base(1.375)},
                                    .at = Duration::from_base(21600.0 * m / maps)});
    }
    return problem;
}

}  // namespace mesogrid::bench
