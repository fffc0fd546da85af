#include <cmath>

#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "engine/domain/map_agreement.hpp"

#include "bench/report_result.hpp"

/// Gamma and chi between two maps of 1,000 x 1,000 cells, 4 or 10 to the millimetre: Gaussian
/// depots of 3.5 mm at 10 mm, the second map shifted by 0.3 mm, 2 % higher and, in the rough
/// variant, with 1 % of noise. Criteria: 3 % of the highest dose, 1 mm, no place left out. The
/// second argument is the number of cells to the millimetre.
namespace mesogrid::bench {
namespace {

Map field(const Raster& raster, double shift, double factor, double roughness) {
    Map map{raster, std::vector<double>(raster.size())};
    parallel_for(1000, [&](std::size_t j) {
        for (int i = 0; i < raster.nx; ++i) {
            const Point p = raster.centre(i, static_cast<int>(j));
            const auto along = [](double x) {
                const double first = 10.0 * std::floor(x / 10.0) - 25.0;
                double sum = 0.0;
                for (double centre = first; centre <= first + 60.0; centre += 10.0) {
                    sum += std::exp(-0.5 * (x - centre) * (x - centre) / (3.5 * 3.5));
                }
                return sum;
            };
            const std::size_t cell = raster.index(i, static_cast<int>(j));
            const double noise =
                uniform_random({.seed = 1, .puncture = static_cast<std::uint32_t>(cell)}) - 0.5;
            map.values[cell] =
                factor * along(p.x + shift) * along(p.y) * (1.0 + 2.0 * roughness * noise);
        }
    });
    return map;
}

void run(benchmark::State& state, double roughness, bool signed_one) {
    set_thread_count(static_cast<int>(state.range(0)));
    const Raster raster{{0.0, 0.0}, 1.0 / static_cast<double>(state.range(1)), 1000, 1000};
    const Map a = field(raster, 0.0, 1.0, 0.0);
    const Map b = field(raster, 0.3, 1.02, roughness);
    const AgreementCriteria criteria{.low_dose = 0.0};
    Agreement agreement;
    for ([[maybe_unused]] auto _ : state) {
        agreement = signed_one ? chi(a, b, criteria) : gamma(a, b, criteria);
        benchmark::DoNotOptimize(agreement.values.values.data());
    }
    state.counters["passed"] = *agreement.passed;
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(raster.size()));
    report_result(state, agreement.values.values);
}

void BM_Gamma(benchmark::State& state) {
    run(state, 0.0, false);
}
void BM_GammaRough(benchmark::State& state) {
    run(state, 0.01, false);
}
void BM_Chi(benchmark::State& state) {
    run(state, 0.0, true);
}

BENCHMARK(BM_Gamma)
    ->Args({1, 4})
    ->Args({2, 4})
    ->Args({2, 10})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(BM_GammaRough)->Args({2, 4})->Args({2, 10})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_Chi)->Args({2, 4})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
