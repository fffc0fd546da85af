#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/simulate.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

#include "models/catalogs.hpp"
#include "models/depots/gaussian_shape.hpp"
#include "models/depots/lens_shape.hpp"

#include "bench/report_result.hpp"

/// How soon there is something to see: the first map of 100 punctures, and the map after one of
/// them has moved. 200 x 200 cells of 0.25 mm, three layers of skin, AUC of a small solute over 6
/// h.
namespace mesogrid::bench {
namespace {

enum class Shape { gaussian, lens };

std::shared_ptr<const DepotShape> shape_of(Shape shape) {
    if (shape == Shape::lens) return std::make_shared<const models::LensShape>(2.5, 0.075, 1.3);
    return std::make_shared<const models::GaussianShape>(1.0, 1.0, 1.0, 5.875);
}

TransportProblem hundred(Shape shape) {
    TransportProblem problem;
    const auto layer = [](double thickness, double diffusivity, double clearance, double porosity) {
        return MediumLayer{.thickness = Length::from_base(thickness),
                           .diffusivity = Diffusivity::from_base(diffusivity),
                           .clearance = Rate::from_base(clearance),
                           .capacity = porosity};
    };
    problem.medium.layers = {layer(0.075, 1e-4, 0.0, 0.4),
                             layer(1.3, 3e-4, 1.155e-3, 0.4),
                             layer(4.5, 4.5e-4, 3.85e-4, 0.15)};
    problem.concentration = Concentration::from_base(100.0);
    problem.raster = {.origin = {0.0, 0.0}, .spacing = 0.25, .nx = 200, .ny = 200};
    const auto one = shape_of(shape);
    for (std::size_t i = 0; i < 100; ++i) {
        const std::size_t row = i / 10;
        problem.depots.push_back({.puncture = i,
                                  .axis = {2.5 + 5.0 * double(i % 10), 2.5 + 5.0 * double(row)},
                                  .fluid = Volume::from_base(20.0),
                                  .shape = one,
                                  .class_key = "one"});
    }
    problem.puncture_count = 100;
    problem.requests = {{.quantity = ExposureQuantity::auc,
                         .reduction = Reduction::depth_mean,
                         .band = {Length::from_base(0.075), Length::from_base(1.375)},
                         .at = Duration::from_base(21600.0)}};
    return problem;
}

class Keep final : public Sink {
public:
    void accept(ExposurePlane plane) override { map = std::move(plane.map); }
    Map map;
};

void first_map(benchmark::State& state, Shape shape) {
    set_thread_count(static_cast<int>(state.range(0)));
    const TransportProblem problem = hundred(shape);
    Keep kept;
    for ([[maybe_unused]] auto _ : state) {
        SpectralTransport().solve(problem, kept);
        benchmark::DoNotOptimize(kept.map.values.data());
    }
    report_result(state, kept.map.values);
}

/// The map without the puncture's old share and with its new one; the tissue's table is at hand.
void move_one(benchmark::State& state, Shape shape) {
    set_thread_count(static_cast<int>(state.range(0)));
    TransportProblem problem = hundred(shape);
    ResponseStore responses;
    Keep all;
    const TransportResult before = SpectralTransport().solve(problem, all, responses);
    TransportProblem one = problem;
    one.depots = {problem.depots[44]};
    one.depots[0].puncture = 0;
    one.puncture_count = 1;
    double x = one.depots[0].axis.x;
    for ([[maybe_unused]] auto _ : state) {
        one.depots[0].axis.x = x += 0.013;
        Keep moved;
        SpectralTransport().solve(one, moved, responses);
        const Patch old = before.contributions->patch(44, 0);
        Map map = all.map;
        for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] += moved.map.values[i];
        std::size_t from = 0;
        for (int j = 0; j < old.ny; ++j) {
            for (int i = 0; i < old.nx; ++i) {
                map.values[map.raster.index(old.i0 + i, old.j0 + j)] -= old.values[from++];
            }
        }
        benchmark::DoNotOptimize(map.values.data());
    }
    state.counters["workers"] = thread_count();
}

/// From the file's bytes to a judged result: reading, planning, forming, carrying, measures.
void whole_run(benchmark::State& state, const char* file) {
    set_thread_count(static_cast<int>(state.range(0)));
    const std::filesystem::path folder = MESOGRID_SOURCE_DIR "/scenarios/lower-cheek";
    std::vector<double> dose;
    for ([[maybe_unused]] auto _ : state) {
        const Catalogs catalogs = models::catalogs();
        Params params(load_scenario_file(folder / file, folder));
        const Scenario scenario = read_scenario(params, catalogs, file);
        RunResult result = simulate(scenario);
        benchmark::DoNotOptimize(result.measures.data());
        dose = std::move(result.dose.values);
    }
    report_result(state, dose);
}

void BM_FirstMapGaussian(benchmark::State& state) {
    first_map(state, Shape::gaussian);
}
void BM_FirstMapLens(benchmark::State& state) {
    first_map(state, Shape::lens);
}
void BM_MoveOneGaussian(benchmark::State& state) {
    move_one(state, Shape::gaussian);
}
void BM_MoveOneLens(benchmark::State& state) {
    move_one(state, Shape::lens);
}
void BM_WholeRunLens(benchmark::State& state) {
    whole_run(state, "1-square.toml");
}

BENCHMARK(BM_FirstMapGaussian)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_FirstMapLens)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_MoveOneGaussian)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_MoveOneLens)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_WholeRunLens)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
