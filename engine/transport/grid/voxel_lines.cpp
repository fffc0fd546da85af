#include "engine/transport/grid/voxel_lines.hpp"

#include <algorithm>

namespace mesogrid::grid {
namespace {

constexpr std::size_t n = kVoxelLanes;

/// Tiles of a sweep, [cell][lane].
struct Tiles {
    double* old;   ///< values before the step
    double* half;  ///< h/(2 g D), then the conductance of the face after the cell
    double* per_capacity;
    double* inverse;
    double* lower;
    double* upper;
    double* mean;
};

/// Lines side by side in memory: whole vectors at a time.
template <class T>
void gather_beside(const VoxelLines<T>& lines, const Tiles& t) {
    for (std::size_t i = 0; i < lines.cells; ++i) {
        const T* const value = lines.values + i * lines.step;
        const double* const resistivity = lines.resistivity + i * lines.medium_step;
        const double* const capacity = lines.capacity + i * lines.medium_step;
        const double half_height = 0.5 * lines.height[i];
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) {
            t.old[i * n + l] = static_cast<double>(value[l]);
            t.half[i * n + l] = half_height * resistivity[l];
            t.per_capacity[i * n + l] = 1.0 / capacity[l];
        }
    }
}

/// Lines apart: each by itself; lanes beyond the last line repeat it.
template <class T>
void gather_apart(const VoxelLines<T>& lines, const Tiles& t) {
    for (std::size_t l = 0; l < n; ++l) {
        const std::size_t lane = std::min(l, lines.lanes - 1);
        const T* const value = lines.values + lane * lines.lane;
        const double* const resistivity = lines.resistivity + lane * lines.medium_lane;
        const double* const capacity = lines.capacity + lane * lines.medium_lane;
        for (std::size_t i = 0; i < lines.cells; ++i) {
            t.old[i * n + l] = static_cast<double>(value[i * lines.step]);
            t.half[i * n + l] = 0.5 * lines.height[i] * resistivity[i * lines.medium_step];
            t.per_capacity[i * n + l] = capacity[i * lines.medium_step];
        }
    }
    for (std::size_t v = 0; v < lines.cells * n; ++v) t.per_capacity[v] = 1.0 / t.per_capacity[v];
}

/// Conductances of the faces after each cell, from the halves on both sides of them.
void join_halves(std::size_t cells, const Tiles& t) {
    for (std::size_t i = 0; i < cells; ++i) {
        const bool last = i + 1 == cells;
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) {
            const double both = last ? 1.0 : t.half[i * n + l] + t.half[(i + 1) * n + l];
            t.half[i * n + l] = last ? 0.0 : 1.0 / both;
        }
    }
}

template <class T>
void gather(const VoxelLines<T>& lines, const Tiles& t) {
    if (lines.lane == 1 && lines.medium_lane == 1 && lines.lanes == n) {
        gather_beside(lines, t);
    } else {
        gather_apart(lines, t);
    }
    join_halves(lines.cells, t);
}

/// The lanes that fell below zero, or all where steps are damped, take `twice`.
template <class T>
void scatter(const VoxelLines<T>& lines,
             const double* fresh,
             const double* twice,
             const bool* by_halves) {
    for (std::size_t l = 0; l < lines.lanes; ++l) {
        const double* const from = by_halves[l] ? twice : fresh;
        T* const to = lines.values + l * lines.lane;
        for (std::size_t i = 0; i < lines.cells; ++i) {
            to[i * lines.step] = static_cast<T>(from[i * n + l]);
        }
    }
}

/// Lines side by side, none of which falls back.
template <class T>
void scatter_beside(const VoxelLines<T>& lines, const double* fresh) {
    for (std::size_t i = 0; i < lines.cells; ++i) {
        T* const to = lines.values + i * lines.step;
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) to[l] = static_cast<T>(fresh[i * n + l]);
    }
}

template <class T>
void factor(const VoxelLines<T>& lines, double dt, const Tiles& t) {
    for (std::size_t i = 0; i < lines.cells; ++i) {
        const double share = 0.5 * dt / lines.height[i];
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) {
            const std::size_t here = i * n + l;
            const double before = i > 0 ? t.half[here - n] : 0.0;
            const double after = t.half[here];
            const double lower = i > 0 ? share * before * t.per_capacity[here - n] : 0.0;
            const double upper = after > 0.0 ? share * after * t.per_capacity[here + n] : 0.0;
            const double coupled = i > 0 ? lower * t.upper[here - n] : 0.0;
            const double inverse =
                1.0 / (1.0 + share * (before + after) * t.per_capacity[here] - coupled);
            t.inverse[here] = inverse;
            t.lower[here] = lower * inverse;
            t.upper[here] = upper * inverse;
        }
    }
}

void solve(std::size_t cells, const Tiles& t, const double* from, double* to) {
    for (std::size_t l = 0; l < n; ++l) to[l] = t.inverse[l] * from[l];
    for (std::size_t i = 1; i < cells; ++i) {
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) {
            const std::size_t here = i * n + l;
            to[here] = t.inverse[here] * from[here] + t.lower[here] * to[here - n];
        }
    }
    for (std::size_t i = cells - 1; i-- > 0;) {
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) {
            const std::size_t here = i * n + l;
            to[here] += t.upper[here] * to[here + n];
        }
    }
}

/// old - dt L mean into `t.inverse`, which is not needed any more unless a lane falls below zero.
template <class T>
void advance(const VoxelLines<T>& lines, double dt, const Tiles& t, double* fresh, double* low) {
    double before[n] = {};
    for (std::size_t l = 0; l < n; ++l) low[l] = 0.0;
    for (std::size_t i = 0; i < lines.cells; ++i) {
        const double share = dt / lines.height[i];
#pragma omp simd
        for (std::size_t l = 0; l < n; ++l) {
            const std::size_t here = i * n + l;
            const double next =
                t.half[here] > 0.0 ? t.mean[here + n] * t.per_capacity[here + n] : 0.0;
            const double after = t.half[here] * (next - t.mean[here] * t.per_capacity[here]);
            fresh[here] = t.old[here] + share * (after - before[l]);
            low[l] = std::min(low[l], fresh[here]);
            before[l] = after;
        }
    }
}

}  // namespace

VoxelScratch::VoxelScratch(std::size_t longest)
    : longest_(longest), tiles_(9 * (longest + 2) * kVoxelLanes, 0.0) {}

template <class T>
std::size_t sweep_lines(const VoxelLines<T>& lines,
                        double dt,
                        SweepMode mode,
                        VoxelScratch& scratch) {
    const Tiles t{scratch.tile(0),
                  scratch.tile(1),
                  scratch.tile(2),
                  scratch.tile(3),
                  scratch.tile(4),
                  scratch.tile(5),
                  scratch.tile(6)};
    double* fresh = scratch.tile(7);
    double* twice = scratch.tile(8);
    gather(lines, t);
    factor(lines, dt, t);
    solve(lines.cells, t, t.old, t.mean);
    const bool damped = mode == SweepMode::damped;
    double low[n] = {};
    if (!damped) advance(lines, dt, t, fresh, low);
    std::size_t fallen = 0;
    for (std::size_t l = 0; l < lines.lanes; ++l) fallen += low[l] < 0.0 ? 1U : 0U;
    const bool beside = lines.lane == 1 && lines.lanes == n;
    if (!damped && fallen == 0 && beside) {
        scatter_beside(lines, fresh);
        return 0;
    }
    if (damped || fallen > 0) solve(lines.cells, t, t.mean, twice);
    bool by_halves[n] = {};
    for (std::size_t l = 0; l < n; ++l) by_halves[l] = damped || low[l] < 0.0;
    scatter(lines, fresh, twice, by_halves);
    return fallen;
}

template std::size_t sweep_lines<float>(const VoxelLines<float>&, double, SweepMode, VoxelScratch&);
template std::size_t sweep_lines<double>(const VoxelLines<double>&,
                                         double,
                                         SweepMode,
                                         VoxelScratch&);

}  // namespace mesogrid::grid
