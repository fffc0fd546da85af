#include "tests/support/axisymmetric_oracle.hpp"

#include <cmath>
#include <numbers>

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

namespace mesogrid::support {
namespace {

using Eigen::Index;
using Eigen::VectorXd;
using SparseMatrix = Eigen::SparseMatrix<double>;

/// The cylinder cut into rings.
class RingGrid {
public:
    RingGrid(const OracleCase& oracle, int refinement)
        : oracle_(oracle),
          h_(oracle.coarse_cell / refinement),
          radius_(Index{oracle.coarse_radius} * refinement) {
        for (std::size_t l = 0; l < oracle.layers.size(); ++l) {
            for (int j = 0; j < oracle.layers[l].coarse_cells * refinement; ++j) {
                layer_.push_back(l);
            }
        }
    }

    Index radius() const { return radius_; }
    Index depth() const { return static_cast<Index>(layer_.size()); }
    Index size() const { return radius() * depth(); }
    Index index(Index i, Index j) const { return j * radius_ + i; }
    std::size_t layer_index(Index j) const { return layer_[static_cast<std::size_t>(j)]; }
    const OracleLayer& layer(Index j) const { return oracle_.layers[layer_index(j)]; }

    /// pi (r_2^2 - r_1^2) h
    double volume(Index i) const {
        return std::numbers::pi * (2.0 * static_cast<double>(i) + 1.0) * h_ * h_ * h_;
    }
    /// Flux through the face beyond ring i per difference of u.
    double outward(Index i, Index j) const {
        const double area = 2.0 * std::numbers::pi * static_cast<double>(i + 1) * h_ * h_;
        return layer(j).capacity * layer(j).diffusivity * area / h_;
    }
    /// Flux through the face below cell j per difference of u: half cells in series.
    double downward(Index i, Index j) const {
        const double above = layer(j).capacity * layer(j).diffusivity;
        const double below = layer(j + 1).capacity * layer(j + 1).diffusivity;
        return volume(i) / (h_ * h_) * 2.0 * above * below / (above + below);
    }

    VectorXd start() const {
        VectorXd u(size());
        for (Index j = 0; j < depth(); ++j) {
            for (Index i = 0; i < radius(); ++i) {
                const double inner = static_cast<double>(i) * h_ / oracle_.sigma;
                const double outer = static_cast<double>(i + 1) * h_ / oracle_.sigma;
                const double ring = std::exp(-0.5 * inner * inner) - std::exp(-0.5 * outer * outer);
                u[index(i, j)] = ring * slab(j) / (volume(i) * layer(j).capacity);
            }
        }
        return u;
    }

private:
    /// Share of the depot in row j, with its reflections at the surface and the bottom.
    double slab(Index j) const {
        const double thickness = static_cast<double>(depth()) * h_;
        const auto below = [this](double z) {
            return 0.5 * std::erf(z / (std::numbers::sqrt2 * oracle_.sigma));
        };
        double share = 0.0;
        for (const double image :
             {oracle_.centre, -oracle_.centre, 2.0 * thickness - oracle_.centre}) {
            share += below(static_cast<double>(j + 1) * h_ - image) -
                     below(static_cast<double>(j) * h_ - image);
        }
        return share;
    }

    const OracleCase& oracle_;
    double h_;
    Index radius_;
    std::vector<std::size_t> layer_;
};

/// C + factor K, C the storage g V and K the exchange and clearance.
SparseMatrix system_matrix(const RingGrid& grid, double factor) {
    std::vector<Eigen::Triplet<double>> entries;
    const auto couple = [&](Index a, Index b, double flux) {
        entries.emplace_back(a, a, factor * flux);
        entries.emplace_back(b, b, factor * flux);
        entries.emplace_back(a, b, -factor * flux);
        entries.emplace_back(b, a, -factor * flux);
    };
    for (Index j = 0; j < grid.depth(); ++j) {
        for (Index i = 0; i < grid.radius(); ++i) {
            const double storage = grid.layer(j).capacity * grid.volume(i);
            const Index here = grid.index(i, j);
            entries.emplace_back(here, here, storage * (1.0 + factor * grid.layer(j).clearance));
            if (i + 1 < grid.radius()) couple(here, grid.index(i + 1, j), grid.outward(i, j));
            if (j + 1 < grid.depth()) couple(here, grid.index(i, j + 1), grid.downward(i, j));
        }
    }
    SparseMatrix matrix(grid.size(), grid.size());
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

/// At the coarse centres: concentration g u of single cells, and layer means over depth.
OracleFields sample(const RingGrid& grid,
                    const OracleCase& oracle,
                    int refinement,
                    const VectorXd& u,
                    const VectorXd& integral) {
    OracleFields fields;
    const auto radius = static_cast<std::size_t>(oracle.coarse_radius);
    fields.auc.assign(oracle.layers.size() * radius, 0.0);
    for (Index j = 0; j < grid.depth(); ++j) {
        const OracleLayer& layer = grid.layer(j);
        for (std::size_t i = 0; i < radius; ++i) {
            const Index ring = static_cast<Index>(i) * refinement + refinement / 2;
            const double mean_share = 1.0 / (layer.coarse_cells * refinement);
            fields.auc[grid.layer_index(j) * radius + i] +=
                mean_share * layer.capacity * integral[grid.index(ring, j)];
            if (j % refinement != refinement / 2) continue;
            fields.concentration.push_back(layer.capacity * u[grid.index(ring, j)]);
        }
    }
    return fields;
}

double relative_change(const std::vector<double>& a, const std::vector<double>& b) {
    double difference = 0.0;
    double norm = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference += (a[i] - b[i]) * (a[i] - b[i]);
        norm += b[i] * b[i];
    }
    return std::sqrt(difference / norm);
}

/// f + (f - c)/(3^2 - 1)
std::vector<double> extrapolate(const std::vector<double>& coarse,
                                const std::vector<double>& fine) {
    std::vector<double> limit(fine.size());
    for (std::size_t i = 0; i < fine.size(); ++i) limit[i] = fine[i] + (fine[i] - coarse[i]) / 8.0;
    return limit;
}

}  // namespace

OracleFields run_oracle(const OracleCase& oracle, int refinement) {
    const RingGrid grid(oracle, refinement);
    const int steps = oracle.coarse_steps * refinement;
    const double dt = oracle.end / steps;
    // Backward Euler over dt/2 and Crank-Nicolson over dt share their matrix.
    const SparseMatrix implicit = system_matrix(grid, 0.5 * dt);
    const SparseMatrix outgoing = system_matrix(grid, -0.5 * dt);
    const SparseMatrix storage = system_matrix(grid, 0.0);
    const Eigen::SimplicialLDLT<SparseMatrix> factor(implicit);
    VectorXd u = grid.start();
    VectorXd integral = VectorXd::Zero(grid.size());
    const auto advance = [&](const SparseMatrix& right, double step) {
        const VectorXd next = factor.solve(right * u);
        integral += 0.5 * step * (u + next);
        u = next;
    };
    for (int half = 0; half < 4; ++half) advance(storage, 0.5 * dt);
    for (int step = 2; step < steps; ++step) advance(outgoing, dt);
    return sample(grid, oracle, refinement, u, integral);
}

OracleAnswer extrapolated_oracle(const OracleCase& oracle) {
    const OracleFields coarse = run_oracle(oracle, 1);
    const OracleFields middle = run_oracle(oracle, 3);
    const OracleFields fine = run_oracle(oracle, 9);
    OracleAnswer answer{
        .fields = {.concentration = extrapolate(middle.concentration, fine.concentration),
                   .auc = extrapolate(middle.auc, fine.auc)}};
    answer.concentration_error = relative_change(
        extrapolate(coarse.concentration, middle.concentration), answer.fields.concentration);
    answer.auc_error = relative_change(extrapolate(coarse.auc, middle.auc), answer.fields.auc);
    return answer;
}

}  // namespace mesogrid::support
