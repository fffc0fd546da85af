#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/units.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"
#include "engine/transport/transport.hpp"

#include "models/depots/ball_shape.hpp"
#include "models/depots/gaussian_shape.hpp"

/// Transport problems in raw base units (mm, s, ug), for tests that compare with formulas.
namespace mesogrid::support {

struct RawLayer {
    double thickness = 1.0;
    double diffusivity = 0.0;
    double clearance = 0.0;
    double capacity = 1.0;
};

inline Medium medium_of(const std::vector<RawLayer>& layers) {
    Medium medium;
    for (const RawLayer& layer : layers) {
        medium.layers.push_back({.thickness = Length::from_base(layer.thickness),
                                 .diffusivity = Diffusivity::from_base(layer.diffusivity),
                                 .clearance = Rate::from_base(layer.clearance),
                                 .capacity = layer.capacity});
    }
    return medium;
}

inline double depth_of(const Medium& medium) {
    double depth = 0.0;
    for (const MediumLayer& layer : medium.layers) depth += layer.thickness.base();
    return depth;
}

inline std::shared_ptr<const DepotShape> gaussian(double sigma, double centre, double depth) {
    return std::make_shared<const models::GaussianShape>(sigma, sigma, centre, depth);
}

/// Keeps the maps of a run in the order of the requests.
class KeptMaps final : public Sink {
public:
    void accept(ExposurePlane plane) override { maps.push_back(std::move(plane.map)); }
    std::vector<Map> maps;
};

/// A problem under construction: unit concentration, so that fluid counts as amount.
struct TransportCase {
    TransportProblem problem;
    SpectralOptions options;

    TransportCase(const std::vector<RawLayer>& layers, const Raster& raster, Walls walls) {
        problem.medium = medium_of(layers);
        problem.concentration = Concentration::from_base(1.0);
        problem.raster = raster;
        problem.walls = walls;
    }

    double depth() const { return depth_of(problem.medium); }

    void add(std::shared_ptr<const DepotShape> shape,
             Point axis,
             double amount,
             const std::string& key = "one class") {
        problem.depots.push_back({.puncture = problem.puncture_count,
                                  .axis = axis,
                                  .fluid = Volume::from_base(amount),
                                  .shape = std::move(shape),
                                  .class_key = key});
        ++problem.puncture_count;
    }

    void ask(ExposureQuantity quantity,
             Reduction reduction,
             double top,
             double bottom,
             double at = 0.0) {
        problem.requests.push_back(
            {.quantity = quantity,
             .reduction = reduction,
             .band = {.top = Length::from_base(top), .bottom = Length::from_base(bottom)},
             .at = Duration::from_base(at)});
    }

    void probe(Point position, double depth) {
        problem.probes.push_back({.position = position, .depth = Length::from_base(depth)});
    }

    void uniform_cells(double h) {
        options.resolution =
            DepthResolution{.finest = h, .fine_depth = 0.0, .growth = 0.0, .fewest = 1};
    }

    struct Solved {
        TransportResult result;
        std::vector<Map> maps;
    };
    Solved solve() const {
        KeptMaps kept;
        TransportResult result = SpectralTransport(options).solve(problem, kept);
        return {std::move(result), std::move(kept.maps)};
    }
};

/// Square cells over [x0, x0 + nx h] x [y0, y0 + ny h].
inline Raster raster_at(double x0, double y0, double h, int nx, int ny) {
    return {.origin = {x0, y0}, .spacing = h, .nx = nx, .ny = ny};
}

inline double total(const Map& map) {
    double sum = 0.0;
    for (const double value : map.values) sum += value * map.raster.cell_area();
    return sum;
}

inline double peak(const std::vector<double>& values) {
    double most = 0.0;
    for (const double value : values) most = std::max(most, std::abs(value));
    return most;
}

inline double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    double most = a.size() == b.size() ? 0.0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        most = std::max(most, std::abs(a[i] - b[i]));
    }
    return most;
}

/// sqrt(sum (a - b)^2 / sum b^2)
inline double relative_l2(const std::vector<double>& a, const std::vector<double>& b) {
    double difference = a.size() == b.size() ? 0.0 : INFINITY;
    double norm = 0.0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        difference += (a[i] - b[i]) * (a[i] - b[i]);
        norm += b[i] * b[i];
    }
    return std::sqrt(difference / norm);
}

}  // namespace mesogrid::support
