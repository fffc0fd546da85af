#include <cmath>
#include <functional>
#include <memory>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/layered_stepper.hpp"
#include "engine/transport/grid/voxel_stepper.hpp"

#include "bench/bandwidth.hpp"
#include "bench/report_result.hpp"

/// Sweeps and full steps of the grid solver on 400 x 400 x 40 voxels of 0.25 mm. items/s: voxels.
/// Bytes are those of the scheme's unfused minimum, each sweep reading and writing its field once:
/// three sweeps a step in layers (the half steps along z that meet are one), six passes in voxels
/// and what they read of every voxel's coefficients.
namespace mesogrid::bench {
namespace {

using namespace grid;

constexpr std::size_t kCells = 400;
constexpr std::size_t kPlanes = 40;
constexpr std::size_t kVoxels = kCells * kCells * kPlanes;
constexpr double kSpacing = 0.25;
constexpr double kDiffusivity = 1e-4;
constexpr double kClearance = 3.2e-5;
constexpr double kStep = 600.0;

/// A blob a quarter as wide as the box, so that no line falls below zero.
template <class T>
void fill(VoxelField<T>& field) {
    parallel_for(field.nz(), [&](std::size_t k) {
        const double z = static_cast<double>(k) / kPlanes - 0.3;
        for (std::size_t j = 0; j < kCells; ++j) {
            const double y = static_cast<double>(j) / kCells - 0.5;
            for (std::size_t i = 0; i < kCells; ++i) {
                const double x = static_cast<double>(i) / kCells - 0.5;
                field.at(i, j, k) = static_cast<T>(std::exp(-8.0 * (x * x + y * y + z * z)));
            }
        }
    });
}

LayeredMedium layers() {
    return {.nx = kCells,
            .ny = kCells,
            .spacing = kSpacing,
            .column = {.height = std::vector<double>(kPlanes, kSpacing),
                       .diffusivity = std::vector<double>(kPlanes, kDiffusivity),
                       .clearance = std::vector<double>(kPlanes, kClearance),
                       .capacity = std::vector<double>(kPlanes, 1.0)}};
}

template <class T>
void measure(benchmark::State& state,
             VoxelField<T>& field,
             double bytes_per_voxel,
             const std::function<void()>& work) {
    PairedBound memory = paired_update<T>(field.size() * sizeof(T));
    work();  // factors
    for ([[maybe_unused]] auto _ : state) {
        memory.between(state);
        work();
        benchmark::DoNotOptimize(field.data());
    }
    memory.report(state,
                  "bandwidth_share",
                  "paired_bandwidth",
                  bytes_per_voxel * static_cast<double>(kVoxels));
    const auto voxels = static_cast<double>(state.iterations()) * static_cast<double>(kVoxels);
    state.SetItemsProcessed(static_cast<std::int64_t>(voxels));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes_per_voxel * voxels));
}

/// The same steps from the same field whatever the repetitions before, for the digest.
template <class T>
void report_steps(benchmark::State& state, Stepper<T>& stepper) {
    fill(stepper.field());
    stepper.settle();
    fill(stepper.field());
    for (int s = 0; s < 3; ++s) stepper.step(kStep, SweepMode::second_order);
    stepper.settle();
    const VoxelField<T>& field = stepper.field();
    report_result(state, std::span<const T>(field.data(), field.size()));
}

template <class T>
void layered_step(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    LayeredStepper<T> stepper(layers());
    fill(stepper.field());
    measure<T>(state, stepper.field(), 6.0 * sizeof(T), [&] {
        stepper.step(kStep, SweepMode::second_order);
    });
    report_steps(state, stepper);
}

/// A scar: diffusivity halves over the right half of the skin; clearance saturates.
template <class T>
std::shared_ptr<const VoxelTissue<T>> scar() {
    VoxelMedium medium{.nx = kCells,
                       .ny = kCells,
                       .spacing = kSpacing,
                       .height = std::vector<double>(kPlanes, kSpacing),
                       .resistivity = std::vector<double>(kVoxels),
                       .capacity = std::vector<double>(kVoxels, 1.0),
                       .clearance = std::vector<double>(kVoxels, kClearance),
                       .saturation = std::vector<double>(kVoxels, 0.5)};
    for (std::size_t v = 0; v < kVoxels; ++v) {
        const double x = static_cast<double>(v % kCells) / kCells - 0.5;
        medium.resistivity[v] = (1.5 + 0.5 * std::tanh(20.0 * x)) / kDiffusivity;
    }
    return std::make_shared<const VoxelTissue<T>>(std::move(medium));
}

/// Five sweeps of a step read capacities and conductances, kinetics clearance and saturation.
template <class T>
void voxel_step(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    VoxelStepper<T> stepper(scar<T>());
    fill(stepper.field());
    constexpr double kCoefficients = 5.0 * 2.0 * sizeof(T) + 2.0 * sizeof(double);
    measure<T>(state, stepper.field(), 6.0 * 2.0 * sizeof(T) + kCoefficients, [&] {
        stepper.step(kStep, SweepMode::second_order);
    });
    report_steps(state, stepper);
}

CellLine line(std::size_t n) {
    return {.height = std::vector<double>(n, kSpacing),
            .capacity = std::vector<double>(n, 1.0),
            .conductance = std::vector<double>(n - 1, kDiffusivity / kSpacing)};
}

/// Scratch of a thread, aligned to whole vectors.
template <class T>
T* scratch() {
    static thread_local const std::unique_ptr<T, void (*)(void*)> memory(
        static_cast<T*>(allocate_aligned(sweep_work_size(kCells + kRowPadding) * sizeof(T))),
        release_aligned);
    return memory.get();
}

/// Every plane along x and y while it lies in cache: two sweeps.
template <class T>
void sweep_planes(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const Sweeps<T> sweeps = runnable_sweeps<T>().back();
    const LineFactors factors(line(kCells), kStep);
    VoxelField<T> field(kCells, kCells, kPlanes, kRowPadding);
    const auto once = [&] {
        parallel_for(kPlanes, [&](std::size_t k) {
            PlaneSweep<T> sweep{.plane = field.row(0, k),
                                .pitch = field.pitch(),
                                .x = sweep_line<T>(factors),
                                .y = sweep_line<T>(factors)};
            sweeps.plane(sweep, scratch<T>());
        });
    };
    fill(field);
    measure<T>(state, field, 4.0 * sizeof(T), once);
    fill(field);
    once();
    report_result(state, std::span<const T>(field.data(), field.size()));
}

/// Every column along z.
template <class T>
void sweep_columns(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const Sweeps<T> sweeps = runnable_sweeps<T>().back();
    const LineFactors factors(line(kPlanes), kStep);
    VoxelField<T> field(kCells, kCells, kPlanes, kRowPadding);
    const auto once = [&] {
        parallel_for_blocks(kCells, 4, [&](std::size_t first, std::size_t last) {
            for (std::size_t y = first; y < last; ++y) {
                ColumnSweep<T> sweep{.row = field.row(y, 0),
                                     .width = field.pitch(),
                                     .stride = field.stride(),
                                     .z = sweep_line<T>(factors)};
                sweeps.columns(sweep, scratch<T>());
            }
        });
    };
    fill(field);
    measure<T>(state, field, 2.0 * sizeof(T), once);
    fill(field);
    once();
    report_result(state, std::span<const T>(field.data(), field.size()));
}

void BM_LayeredStep32(benchmark::State& state) {
    layered_step<float>(state);
}
void BM_LayeredStep64(benchmark::State& state) {
    layered_step<double>(state);
}
void BM_VoxelStep32(benchmark::State& state) {
    voxel_step<float>(state);
}
void BM_VoxelStep64(benchmark::State& state) {
    voxel_step<double>(state);
}
void BM_SweepPlanes32(benchmark::State& state) {
    sweep_planes<float>(state);
}
void BM_SweepPlanes64(benchmark::State& state) {
    sweep_planes<double>(state);
}
void BM_SweepColumns32(benchmark::State& state) {
    sweep_columns<float>(state);
}
void BM_SweepColumns64(benchmark::State& state) {
    sweep_columns<double>(state);
}

BENCHMARK(BM_SweepPlanes32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_SweepPlanes64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_SweepColumns32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_SweepColumns64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_LayeredStep32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_LayeredStep64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_VoxelStep32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_VoxelStep64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
