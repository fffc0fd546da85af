#include "engine/transport/spectral/radial_profiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/numerics/propagation.hpp"
#include "engine/numerics/quadrature.hpp"
#include "engine/transport/spectral/components.hpp"
#include "engine/transport/spectral/terms.hpp"

namespace mesogrid {

using namespace spectral;

namespace {

constexpr int kPanelNodes = 16;
constexpr double kPhasePerPanel = 12.0;
/// Phase of the widest shape per panel of the mesh: with 24 nodes the error is (e 10/48)^24 = 1e-6.
constexpr double kShapePhase = 20.0;
constexpr double kMostNodes = 2e6;
/// Waves per cell beyond which nothing is kept.
constexpr double kWavesPerCell = 2.0;
/// Share of a depot that a reading may leave out.
constexpr double kLeftOut = 1e-6;
/// After 30 decay times of the slowest mode e^-30 = 1e-13 is left.
constexpr double kDecayTimes = 30.0;
/// exp(-x^2/2) at 5.6 standard deviations is 1.5e-7.
constexpr double kDeviations = 5.6;

LayeredGrid grid_for(const ProfileQuestions& questions) {
    DepthResolution resolution;
    double narrowest = std::numeric_limits<double>::infinity();
    for (const auto& shape : questions.shapes) {
        narrowest = std::min({narrowest, shape->lateral_scale(), shape->vertical_scale()});
    }
    // coarser than the solver's own cells: variants are narrower than the depots of the run
    resolution.finest = std::min(resolution.finest, narrowest / 6.0);
    resolution.coarsest = std::clamp(narrowest / 3.0, resolution.finest, resolution.coarsest);
    return layered_grid(thicknesses(questions.medium), resolution);
}

Spread spread_of(const ProfileQuestions& questions, double slowest) {
    Spread spread;
    for (const MediumLayer& layer : questions.medium.layers) {
        spread.diffusivity = std::max(spread.diffusivity, layer.diffusivity.base());
    }
    spread.slowest = slowest;
    spread.horizon =
        slowest > 0.0 ? kDecayTimes / slowest : std::numeric_limits<double>::infinity();
    for (const auto& shape : questions.shapes) {
        spread.support = std::max(spread.support, shape->support_radius());
    }
    return spread;
}

std::vector<Reading> readings_of(const ProfileQuestions& questions, const LayeredGrid& grid) {
    TransportProblem problem;
    problem.medium = questions.medium;
    problem.raster.spacing = questions.cell.base();
    problem.requests = questions.requests;
    const Components components = take_apart(problem, grid, {0.0});
    std::vector<Reading> readings;
    for (const Course& course : components.courses) {
        MESOGRID_EXPECTS(course.fold == TimeFold::value && course.slices == 1);
        const Component& component = components.list[course.first];
        const bool initial = component.function == TimeFunction::initial;
        readings.push_back({slab_weights(grid, components.slabs[component.slabs]),
                            initial ? TimeFunction::value : component.function,
                            initial ? 0.0 : component.time});
    }
    return readings;
}

/// Gauss panels on [0, highest], refined towards 0 as the table's own mesh is.
struct Nodes {
    std::vector<double> k;
    std::vector<double> weight;
};

Nodes nodes_of(const ResponseTable& table, double highest, double length) {
    const double panels = std::ceil(highest * length / kPhasePerPanel);
    if (!(panels * kPanelNodes <= kMostNodes)) {
        throw RefusedError(Diagnostic{
            .code = 607,
            .problem = fmt::format("profiles up to {:.2g} /mm over {:.3g} mm", highest, length)});
    }
    const double width = highest / panels;
    std::vector<double> edges;
    for (const double node : table.mesh().edges()) {
        if (node < width) edges.push_back(node);
    }
    for (double p = 1.0; p <= panels; ++p) edges.push_back(p * width);
    const QuadratureRule rule = gauss_legendre(kPanelNodes);
    Nodes nodes;
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
        const double half = 0.5 * (edges[e + 1] - edges[e]);
        for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
            nodes.k.push_back(std::min(edges[e] + half * (1.0 + rule.nodes[q]), highest));
            nodes.weight.push_back(half * rule.weights[q]);
        }
    }
    return nodes;
}

/// The transform of a square cell of width h averaged over its orientations.
double cell_transform(double k, double h) {
    constexpr int kAngles = 8;
    const auto sinc = [](double x) { return std::abs(x) < 1e-6 ? 1.0 : std::sin(x) / x; };
    double sum = 0.0;
    for (int a = 0; a < kAngles; ++a) {
        const double angle = (a + 0.5) * 0.25 * std::numbers::pi / kAngles;
        sum += sinc(0.5 * k * h * std::cos(angle)) * sinc(0.5 * k * h * std::sin(angle));
    }
    return sum / kAngles;
}

/// Amounts of a unit depot in each cell of the column, at each wavenumber: [node][cell].
std::vector<double> transforms_of(const DepotShape& shape,
                                  const LayeredGrid& grid,
                                  const std::vector<double>& wavenumbers) {
    const std::size_t n = grid.size();
    std::vector<double> amounts(wavenumbers.size() * n);
    const bool separable = shape.lateral_transform(0.0).has_value();
    std::vector<double> share(n);
    for (std::size_t j = 0; j < n; ++j) share[j] = shape.share(grid.faces[j], grid.faces[j + 1]);
    parallel_for_blocks(wavenumbers.size(), 16, [&](std::size_t first, std::size_t last) {
        for (std::size_t q = first; q < last; ++q) {
            const double k = wavenumbers[q];
            const double lateral = separable ? *shape.lateral_transform(k) : 0.0;
            for (std::size_t j = 0; j < n; ++j) {
                double& amount = amounts[q * n + j];
                if (separable) {
                    amount = lateral * share[j];
                } else if (share[j] > 0.0) {
                    amount = shape.transform(k, grid.faces[j], grid.faces[j + 1]);
                }
            }
        }
    });
    return amounts;
}

/// A reading's response at wavenumbers: [node][cell], for the first `count` of them.
std::vector<double> responses_at(const ResponseTable& table,
                                 std::size_t reading,
                                 const std::vector<double>& wavenumbers,
                                 std::size_t count) {
    const std::size_t n = table.grid().size();
    std::vector<double> values(count * n, 0.0);
    for (std::size_t q = 0; q < count; ++q) {
        const WavenumberMesh::Stencil stencil = table.mesh().stencil(wavenumbers[q]);
        for (std::size_t i = 0; i < stencil.weights.size(); ++i) {
            const auto row = table.response(reading, stencil.first + i);
            const double weight = stencil.weights[i];
            for (std::size_t j = 0; j < n; ++j) values[q * n + j] += weight * row[j];
        }
    }
    return values;
}

/// Everything that one call of radial_profiles makes once. Shapes and responses meet on a mesh that
/// is as fine as the widest shape asks for; the radii ask for more nodes, at which only their
/// product is read.
struct Quadrature {
    WavenumberMesh mesh;
    /// [shape][node of the mesh][cell]
    std::vector<std::shared_ptr<const std::vector<double>>> transforms;
    Nodes nodes;
    std::vector<double> bessel;  ///< [node][radius], with weights and 1/(2 pi)
};

Quadrature quadrature_of(const ProfileQuestions& questions,
                         const ResponseTable& table,
                         double highest,
                         double support,
                         ResponseStore& responses) {
    const WavenumberMesh mesh(highest, table.mesh().edges()[1], kShapePhase / support);
    Quadrature made{mesh, {}, nodes_of(table, highest, support + questions.radii.back()), {}};
    const std::size_t radii = questions.radii.size();
    made.bessel.resize(made.nodes.k.size() * radii);
    parallel_for_blocks(made.nodes.k.size(), 16, [&](std::size_t first, std::size_t last) {
        for (std::size_t q = first; q < last; ++q) {
            const double k = made.nodes.k[q];
            const double factor = 0.5 * std::numbers::inv_pi * made.nodes.weight[q] * k *
                                  cell_transform(k, questions.cell.base());
            for (std::size_t r = 0; r < radii; ++r) {
                made.bessel[q * radii + r] = factor * ::j0(k * questions.radii[r]);
            }
        }
    });
    for (std::size_t i = 0; i < questions.shapes.size(); ++i) {
        made.transforms.push_back(responses.transforms(&table, mesh.size(), questions.keys[i], [&] {
            return transforms_of(*questions.shapes[i], table.grid(), mesh.nodes());
        }));
    }
    return made;
}

/// To a quarter of an octave, so that maps of nearly the same cell share their tables.
double rounded_up(double wavenumber) {
    return std::exp2(std::ceil(4.0 * std::log2(wavenumber)) / 4.0);
}

/// Number of values of an ascending list up to a limit.
std::size_t count_up_to(const std::vector<double>& values, double limit) {
    return static_cast<std::size_t>(std::upper_bound(values.begin(), values.end(), limit) -
                                    values.begin());
}

/// 1/(2 pi) integral G(k) J0(k r) k dk up to `highest`, G from transforms times responses.
void add_profile(const Quadrature& quadrature,
                 const std::vector<double>& transforms,
                 const std::vector<double>& responses,
                 double highest,
                 std::span<double> profile) {
    const std::size_t nodes = quadrature.mesh.size();
    const std::size_t n = transforms.size() / nodes;
    std::vector<double> answers(nodes, 0.0);
    for (std::size_t q = 0; q * n < responses.size(); ++q) {
        for (std::size_t j = 0; j < n; ++j) {
            answers[q] += transforms[q * n + j] * responses[q * n + j];
        }
    }
    const auto& k = quadrature.nodes.k;
    const std::size_t count = count_up_to(k, highest);
    std::vector<double> values(count);
    quadrature.mesh.evaluate(
        quadrature.mesh.series(answers), std::span(k).subspan(0, count), values);
    for (std::size_t q = 0; q < count; ++q) {
        const double* bessel = quadrature.bessel.data() + q * profile.size();
        for (std::size_t r = 0; r < profile.size(); ++r) profile[r] += values[q] * bessel[r];
    }
}

}  // namespace

double profile_reach(const Medium& medium, double support, Duration until) {
    const ProfileQuestions questions{.medium = medium, .shapes = {}, .requests = {}, .radii = {}};
    const LayeredGrid grid = layered_grid(thicknesses(medium), DepthResolution{});
    const Spread spread =
        spread_of(questions, slowest_decay(LayerOperator(column_of(medium, grid)), 0.0));
    const double time = std::min(until.base(), spread.horizon);
    return support + kDeviations * std::sqrt(2.0 * spread.diffusivity * time);
}

std::vector<double> radial_profiles(const ProfileQuestions& questions, ResponseStore& responses) {
    const LayeredGrid grid = grid_for(questions);
    const LayerOperator layers(column_of(questions.medium, grid));
    const std::vector<Reading> readings = readings_of(questions, grid);
    const Spread spread = spread_of(questions, slowest_decay(layers, 0.0));
    const double most = rounded_up(kWavesPerCell * 2.0 * std::numbers::pi / questions.cell.base());
    std::vector<double> highest(readings.size(), 0.0);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        for (const auto& shape : questions.shapes) {
            const double needed =
                wavenumber_needed(*shape, questions.medium, readings[i], spread, kLeftOut);
            highest[i] = std::min(most, std::max(highest[i], needed));
        }
    }
    const double all = *std::max_element(highest.begin(), highest.end());
    const auto table = responses.table(grid, layers, readings, all);
    const Quadrature quadrature = quadrature_of(questions, *table, all, spread.support, responses);
    const std::size_t radii = questions.radii.size();
    std::vector<double> profiles(questions.shapes.size() * readings.size() * radii, 0.0);
    parallel_for(readings.size(), [&](std::size_t i) {
        const auto& edges = quadrature.mesh.edges();
        const std::size_t panels = std::min(count_up_to(edges, highest[i]), edges.size() - 1);
        const std::vector<double> response = responses_at(*table,
                                                          table->find(readings[i]),
                                                          quadrature.mesh.nodes(),
                                                          panels * WavenumberMesh::kPanelNodes);
        for (std::size_t s = 0; s < questions.shapes.size(); ++s) {
            add_profile(quadrature,
                        *quadrature.transforms[s],
                        response,
                        highest[i],
                        std::span(profiles).subspan((s * readings.size() + i) * radii, radii));
        }
    });
    return profiles;
}

}  // namespace mesogrid
