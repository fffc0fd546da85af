#include "engine/geometry/visiting_order.hpp"

#include <benchmark/benchmark.h>

#include "engine/base/random.hpp"

/// A short path through uniform random points, and the spanning tree that bounds it from below.
namespace mesogrid {
namespace {

std::vector<Point> scattered(std::uint32_t count) {
    std::vector<Point> points;
    for (std::uint32_t i = 0; i < count; ++i) {
        points.push_back({100.0 * uniform_random({.puncture = i, .index = 0}),
                          100.0 * uniform_random({.puncture = i, .index = 1})});
    }
    return points;
}

void BM_ShortPath(benchmark::State& state) {
    const std::vector<Point> points = scattered(static_cast<std::uint32_t>(state.range(0)));
    double length = 0.0;
    for (auto _ : state) {
        std::vector<Point> path;
        for (const std::size_t i : short_path(points)) path.push_back(points[i]);
        length = path_length(path);
        benchmark::DoNotOptimize(length);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.counters["over_spanning_tree"] = length / spanning_tree_length(points);
}
BENCHMARK(BM_ShortPath)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace mesogrid
