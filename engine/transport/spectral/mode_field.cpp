#include "engine/transport/spectral/mode_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/parallel.hpp"
#include "engine/numerics/lane_solver.hpp"
#include "engine/numerics/propagation.hpp"
#include "engine/transport/spectral/class_table.hpp"
#include "engine/transport/spectral/plane_synthesis.hpp"
#include "engine/transport/spectral/wavenumber_mesh.hpp"

namespace mesogrid::spectral {
namespace {

struct Mode {
    double k;
    Eigen::Index m;
    Eigen::Index n;
};

/// Modes within |k| <= highest, ascending in |k|: the first ones are all that late snapshots need,
/// and the lanes of a block are alike.
std::vector<Mode> sorted_modes(const LateralModes& modes, double highest) {
    // Rings of |k| of equal area, sorted side by side.
    constexpr std::size_t kRings = 64;
    std::array<std::vector<Mode>, kRings> rings;
    const double per_ring = highest > 0.0 ? kRings / (highest * highest) : 0.0;
    for (Eigen::Index n = 0; n < modes.y.count(); ++n) {
        for (Eigen::Index m = 0; m < modes.x.count(); ++m) {
            const double k = std::hypot(modes.x.wavenumber(m), modes.y.wavenumber(n));
            if (k > highest) break;
            const auto ring = static_cast<std::size_t>(k * k * per_ring);
            rings[std::min(ring, kRings - 1)].push_back({k, m, n});
        }
    }
    parallel_for(kRings, [&](std::size_t r) {
        std::sort(rings[r].begin(), rings[r].end(), [](const Mode& a, const Mode& b) {
            return std::tie(a.k, a.m, a.n) < std::tie(b.k, b.m, b.n);
        });
    });
    std::vector<Mode> list;
    for (const auto& ring : rings) list.insert(list.end(), ring.begin(), ring.end());
    return list;
}

/// Which cells make which plane: plane p is sum_j weight A_j over [first, first + weights).
struct PlaneWeights {
    std::size_t first = 0;
    std::vector<double> weights;
};

std::vector<PlaneWeights> plane_weights(const LayeredGrid& grid, const std::vector<Length>& faces) {
    std::vector<PlaneWeights> planes;
    for (std::size_t p = 0; p + 1 < faces.size(); ++p) {
        const double top = faces[p].base();
        const double bottom = faces[p + 1].base();
        const std::vector<double> lengths = overlaps(grid, top, bottom);
        PlaneWeights plane;
        while (plane.first < lengths.size() && lengths[plane.first] == 0.0) ++plane.first;
        for (std::size_t j = plane.first; j < lengths.size() && lengths[j] > 0.0; ++j) {
            plane.weights.push_back(lengths[j] / (bottom - top));
        }
        planes.push_back(std::move(plane));
    }
    return planes;
}

/// Everything the blocks of modes read.
struct Plan {
    const DepotClasses& classes;
    const LayerOperator& layers;
    const WavenumberMesh& mesh;
    std::vector<Mode> modes;
    std::vector<ClassTable> tables;
    std::vector<double> node_decay;
    std::vector<Eigen::VectorXd> cosines_x;
    std::vector<Eigen::VectorXd> cosines_y;
    std::vector<double> formed;  ///< times at which depots form
    /// Those that take modes, [snapshot][formation time].
    std::vector<std::vector<std::vector<std::size_t>>> cohorts;
    std::vector<double> base_diagonal;
    std::vector<double> times;
    std::vector<double> cut_offs;
    std::vector<std::vector<PlaneWeights>> planes;
    const RationalExponential& rational;
};

/// The modes of one block with what is interpolated for them.
struct Block {
    std::size_t first = 0;
    std::size_t count = 0;
    std::array<WavenumberMesh::Stencil, kLanes> stencils;
    Lanes k2{};
    Lanes decay{};
};

Block make_block(const Plan& plan, std::size_t first, std::size_t count) {
    Block block{.first = first, .count = count, .stencils = {}};
    for (std::size_t l = 0; l < count; ++l) {
        const double k = plan.modes[first + l].k;
        block.stencils[l] = plan.mesh.stencil(k);
        block.k2[l] = k * k;
        block.decay[l] = WavenumberMesh::interpolate(block.stencils[l], plan.node_decay);
    }
    return block;
}

/// sum_i amount_i cos(k_x x_i) cos(k_y y_i) over the depots of a cohort, per lane.
Lanes structure_factor(const Plan& plan, const Block& block, const Cohort& cohort) {
    Lanes sum{};
    for (std::size_t l = 0; l < block.count; ++l) {
        const Mode& mode = plan.modes[block.first + l];
        double lane = 0.0;
        for (const std::size_t i : cohort.members) {
            lane += plan.classes.depots[i].amount * plan.cosines_x[i][mode.m] *
                    plan.cosines_y[i][mode.n];
        }
        sum[l] = lane;
    }
    return sum;
}

/// y = S A of the depots of some cohorts as they form, per cell and lane.
void initial_state(const Plan& plan,
                   const Block& block,
                   const std::vector<std::size_t>& cohorts,
                   std::vector<Lanes>& state) {
    const std::size_t cells = plan.layers.size();
    std::fill(state.begin(), state.end(), Lanes{});
    for (const std::size_t c : cohorts) {
        const Cohort& cohort = plan.classes.cohorts[c];
        const ClassTable& table = plan.tables[cohort.depot_class];
        const Lanes factor = structure_factor(plan, block, cohort);
        if (table.separable) {
            Lanes lateral{};
            for (std::size_t l = 0; l < block.count; ++l) {
                lateral[l] = WavenumberMesh::interpolate(block.stencils[l], table.lateral);
            }
            lateral *= factor;
            for (std::size_t j = 0; j < cells; ++j) state[j] += lateral * table.share[j];
            continue;
        }
        for (std::size_t l = 0; l < block.count; ++l) {
            const WavenumberMesh::Stencil& stencil = block.stencils[l];
            for (std::size_t i = 0; i < stencil.weights.size(); ++i) {
                const double weight = factor[l] * stencil.weights[i];
                const double* row = &table.full[(stencil.first + i) * cells];
                for (std::size_t j = 0; j < cells; ++j) state[j][l] += weight * row[j];
            }
        }
    }
    for (std::size_t j = 0; j < cells; ++j) {
        state[j] *= plan.layers.scale()[j] / plan.layers.column().height[j];
    }
}

/// Carries a block to an age; `result` is A.
void carry(const Plan& plan,
           const Block& block,
           double time,
           const std::vector<Lanes>& state,
           std::vector<Lanes>& diagonal,
           std::vector<double>& off,
           LaneSolver& solver,
           std::vector<Lanes>& result) {
    const CellColumn& column = plan.layers.column();
    for (std::size_t j = 0; j < diagonal.size(); ++j) {
        diagonal[j] =
            time * (plan.base_diagonal[j] - block.decay + block.k2 * column.diffusivity[j]);
    }
    for (std::size_t j = 0; j < off.size(); ++j) off[j] = time * plan.layers.off_diagonal()[j];
    solver.apply(diagonal, off, state, plan.rational, MatrixFunction::exponential, result);
    Lanes factor{};
    for (std::size_t l = 0; l < block.count; ++l) factor[l] = std::exp(-time * block.decay[l]);
    for (std::size_t j = 0; j < result.size(); ++j) {
        result[j] *= factor / plan.layers.scale()[j];  // A = S^-1 y
    }
}

void store(const Plan& plan,
           const Block& block,
           std::size_t snapshot,
           const std::vector<Lanes>& values,
           ModeField& field) {
    const auto plane_size = static_cast<std::size_t>(field.modes_x * field.modes_y);
    std::array<std::size_t, kLanes> at{};
    std::size_t kept = 0;  // modes ascend, so those beyond the cut-off are the last lanes
    while (kept < block.count && plan.modes[block.first + kept].k <= plan.cut_offs[snapshot]) {
        const Mode& mode = plan.modes[block.first + kept];
        at[kept++] = static_cast<std::size_t>(even_first(mode.n, field.modes_y) * field.modes_x +
                                              even_first(mode.m, field.modes_x));
    }
    for (std::size_t p = 0; p < field.planes; ++p) {
        const PlaneWeights& weights = plan.planes[snapshot][p];
        Lanes sum{};
        for (std::size_t i = 0; i < weights.weights.size(); ++i) {
            sum += weights.weights[i] * values[weights.first + i];
        }
        float* plane = &field.coefficients[p * plane_size];
        for (std::size_t l = 0; l < kept; ++l) plane[at[l]] = static_cast<float>(sum[l]);
    }
}

Plan make_plan(const TransportProblem& problem,
               const DepotClasses& classes,
               const LayeredGrid& grid,
               const LayerOperator& layers,
               const LateralModes& modes,
               const WavenumberMesh& mesh,
               const std::vector<std::vector<Path>>& paths,
               double tolerance) {
    Plan plan{.classes = classes,
              .layers = layers,
              .mesh = mesh,
              .modes = {},
              .tables = std::vector<ClassTable>(classes.shapes.size()),
              .node_decay = std::vector<double>(mesh.size()),
              .cosines_x = {},
              .cosines_y = {},
              .formed = classes.formation_times(),
              .cohorts = {},
              .base_diagonal = layers.diagonal(0.0),
              .times = {},
              .cut_offs = {},
              .planes = {},
              .rational = rational_exponential_for(0.1 * tolerance)};
    parallel_for(mesh.size(), [&](std::size_t i) {
        plan.node_decay[i] = slowest_decay(layers, mesh.nodes()[i]);
    });
    parallel_for(classes.shapes.size(),
                 [&](std::size_t c) { plan.tables[c] = tabulate(*classes.shapes[c], mesh, grid); });
    plan.cosines_x.resize(classes.depots.size());
    plan.cosines_y.resize(classes.depots.size());
    parallel_for(classes.depots.size(), [&](std::size_t i) {
        plan.cosines_x[i] = modes.x.cosines(classes.depots[i].axis.x);
        plan.cosines_y[i] = modes.y.cosines(classes.depots[i].axis.y);
    });
    double farthest = 0.0;
    for (std::size_t s = 0; s < problem.snapshots.size(); ++s) {
        const auto& snapshot = problem.snapshots[s];
        plan.times.push_back(snapshot.at.base());
        plan.planes.push_back(plane_weights(grid, snapshot.faces));
        auto& cohorts = plan.cohorts.emplace_back(plan.formed.size());
        double youngest = std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; c < classes.cohorts.size(); ++c) {
            if (paths[s][c] != Path::modes) continue;
            const double formed_at = classes.cohorts[c].formed_at;
            const auto found = std::lower_bound(plan.formed.begin(), plan.formed.end(), formed_at);
            cohorts[static_cast<std::size_t>(found - plan.formed.begin())].push_back(c);
            youngest = std::min(youngest, snapshot.at.base() - formed_at);
        }
        plan.cut_offs.push_back(
            std::isinf(youngest)
                ? 0.0
                : cut_off(classes, layers.column(), youngest, modes.highest, tolerance));
        farthest = std::max(farthest, plan.cut_offs.back());
    }
    plan.modes = sorted_modes(modes, farthest);
    return plan;
}

}  // namespace

std::vector<ModeField> evolve(const TransportProblem& problem,
                              const DepotClasses& classes,
                              const LayeredGrid& grid,
                              const LayerOperator& layers,
                              const LateralModes& modes,
                              const std::vector<std::vector<Path>>& paths,
                              double tolerance) {
    std::vector<ModeField> fields(problem.snapshots.size());
    if (fields.empty() || classes.shapes.empty()) return fields;
    // Transforms of depots vary on the scale of their size: a panel of half a turn per millimetre.
    const WavenumberMesh mesh(modes.highest, std::min(modes.highest, 0.5));
    const Plan plan = make_plan(problem, classes, grid, layers, modes, mesh, paths, tolerance);
    for (std::size_t s = 0; s < fields.size(); ++s) {
        ModeField& field = fields[s];
        field.modes_x = modes.x.count_within(plan.cut_offs[s]);
        field.modes_y = modes.y.count_within(plan.cut_offs[s]);
        field.planes = plan.planes[s].size();
        field.coefficients.assign(
            field.planes * static_cast<std::size_t>(field.modes_x * field.modes_y), 0.0F);
    }
    constexpr std::size_t kModesPerTask = std::size_t{32} * kLanes;
    parallel_for_blocks(plan.modes.size(), kModesPerTask, [&](std::size_t from, std::size_t to) {
        const std::size_t cells = layers.size();
        LaneSolver solver(cells);
        std::vector<std::vector<Lanes>> states(plan.formed.size(), std::vector<Lanes>(cells));
        std::vector<Lanes> diagonal(cells);
        std::vector<Lanes> result(cells);
        std::vector<Lanes> total(cells);
        std::vector<double> off(cells - 1);
        for (std::size_t first = from; first < to; first += kLanes) {
            const Block block = make_block(plan, first, std::min<std::size_t>(kLanes, to - first));
            std::optional<std::size_t> made_for;  // the snapshot whose cohorts the states hold
            for (std::size_t s = 0; s < fields.size(); ++s) {
                if (plan.modes[first].k > plan.cut_offs[s]) continue;
                if (!made_for || plan.cohorts[s] != plan.cohorts[*made_for]) {
                    for (std::size_t f = 0; f < states.size(); ++f) {
                        initial_state(plan, block, plan.cohorts[s][f], states[f]);
                    }
                }
                made_for = s;
                std::fill(total.begin(), total.end(), Lanes{});
                for (std::size_t f = 0; f < states.size(); ++f) {
                    const double age = plan.times[s] - plan.formed[f];
                    if (plan.cohorts[s][f].empty()) continue;
                    carry(plan, block, age, states[f], diagonal, off, solver, result);
                    for (std::size_t j = 0; j < cells; ++j) total[j] += result[j];
                }
                store(plan, block, s, total, fields[s]);
            }
        }
    });
    return fields;
}

}  // namespace mesogrid::spectral
