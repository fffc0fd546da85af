#include <chrono>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/transport/grid/grid_transport.hpp"

#include "bench/p100_workload.hpp"
#include "bench/report_result.hpp"

/// P100 by the grid solver in steps of 600 s: 146 steps with two damped ones, three snapshots.
/// items/s: voxel-steps, reading and checking included; error_*: as in p100.cpp. The memory runs
/// keep an exposure map, no snapshot.
namespace mesogrid::bench {
namespace {

constexpr DepthResolution kVoxels{
    .finest = 0.25, .fine_depth = 10.0, .growth = 0.0, .coarsest = 0.25, .fewest = 1};
constexpr double kStep = 600.0;
constexpr double kEnd = 24.0 * 3600.0;

GridTransport solver(grid::Precision precision) {
    return GridTransport({.resolution = kVoxels, .step = kStep, .precision = precision});
}

class NoPlanes final : public Sink {
public:
    void accept(ExposurePlane plane) override { map_ = std::move(plane.map.values); }
    void accept(const SnapshotPlane& /*plane*/) override {}
    const std::vector<double>& map() const { return map_; }

private:
    std::vector<double> map_;
};

void memory(benchmark::State& state, grid::Precision precision) {
    set_thread_count(static_cast<int>(state.range(0)));
    TransportProblem problem = p100(Punctures::alike, Layers::one);
    problem.snapshots.clear();
    problem.requests = {{.quantity = ExposureQuantity::auc,
                         .reduction = Reduction::depth_mean,
                         .band = {Length{}, Length::from_base(10.0)},
                         .at = Duration::from_base(kEnd)}};
    const double voxels = static_cast<double>(problem.raster.size()) * 40.0;
    restart_peak_memory();
    NoPlanes kept;
    for ([[maybe_unused]] auto _ : state) solver(precision).solve(problem, kept);
    state.counters["bytes_per_voxel"] = peak_memory() / voxels;
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(voxels * kEnd / kStep));
    report_result(state, kept.map());
}

void run(benchmark::State& state, Layers layers, grid::Precision precision) {
    set_thread_count(static_cast<int>(state.range(0)));
    const TransportProblem problem = p100(Punctures::varied, layers);
    const GridTransport transport = solver(precision);
    const std::size_t voxels = problem.raster.size() * 40;
    KeepVoxels kept(voxels);
    for ([[maybe_unused]] auto _ : state) transport.solve(problem, kept);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kEnd / kStep) *
                            static_cast<std::int64_t>(voxels));
    const std::vector<double> errors =
        layers == Layers::one ? exact_errors(problem, transport)
                              : reference_errors(problem, Punctures::varied, transport);
    state.counters["error_1h"] = errors[0];
    state.counters["error_6h"] = errors[1];
    state.counters["error_24h"] = errors[2];
    report_result(state, kept.voxels());
}

void BM_GridMemory32(benchmark::State& state) {
    memory(state, grid::Precision::single);
}
void BM_GridMemory64(benchmark::State& state) {
    memory(state, grid::Precision::full);
}
void BM_GridP100Varied32(benchmark::State& state) {
    run(state, Layers::one, grid::Precision::single);
}
void BM_GridP100Varied64(benchmark::State& state) {
    run(state, Layers::one, grid::Precision::full);
}
void BM_GridP100LayersVaried64(benchmark::State& state) {
    run(state, Layers::three, grid::Precision::full);
}

BENCHMARK(BM_GridMemory32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_GridMemory64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_GridP100Varied32)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_GridP100Varied64)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_GridP100LayersVaried64)
    ->Apply(over_threads)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
