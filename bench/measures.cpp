#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/run/assess.hpp"
#include "engine/run/puncture_table.hpp"
#include "engine/run/sub_cell_dose.hpp"

#include "models/catalogs.hpp"

#include "tests/support/patches.hpp"

/// Every measure of the catalog and every column of the puncture table for 1,000 punctures: 40 x 25
/// Gaussian depots of 1.2 mm at 3 mm on 120 x 75 mm, cells of 0.25 mm (144,000, and 2.3 million
/// samples), threshold 80 % of the mean dose. Goal: 0.5 s on two cores.
namespace mesogrid::bench {
namespace {

using units::mm;

struct Workload {
    support::GaussianDepots depots{.centres = {}, .amount = 9.0, .sigma = 1.2};
    Raster raster{{-60.0, -37.5}, 0.25, 480, 300};
    Target target{.site = "",
                  .outline = Outline::rectangle(120.0 * mm, 75.0 * mm),
                  .layer = "dermis",
                  .band = {},
                  .interior_margin = 1.5 * mm};
    Prescription prescription;
    std::vector<Puncture> punctures;
    Map map;

    Workload() {
        for (int j = 0; j < 25; ++j) {
            for (int i = 0; i < 40; ++i) {
                depots.centres.push_back({-58.5 + 3.0 * i, -36.0 + 3.0 * j});
                punctures.push_back({.id = static_cast<int>(punctures.size()) + 1,
                                     .position = depots.centres.back(),
                                     .volume_asked = 9.0 * units::uL});
            }
        }
        prescription.threshold = 0.8;
        prescription.threshold_unit = "ug/mm2";
        map = support::cell_averages(depots, raster);
    }
};

/// Contributions that are ready: making them is the solver's time.
class Ready final : public Contributions {
public:
    explicit Ready(const Contributions& made) {
        for (std::size_t i = 0; i < made.size(); ++i) patches_.push_back(made.patch(i, 0));
    }
    std::size_t size() const override { return patches_.size(); }
    Patch patch(std::size_t puncture, std::size_t) const override { return patches_[puncture]; }

private:
    std::vector<Patch> patches_;
};

void BM_MeasuresAndColumns(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const Workload work;
    const Ready contributions(support::GaussianShares(work.depots, work.raster));
    for ([[maybe_unused]] auto _ : state) {
        const TargetSampling sampling(
            work.target.outline, work.target.interior_margin, work.raster);
        const Reaches reaches = reaches_of(sampling,
                                           sub_cell_dose(sampling, work.map).mean,
                                           work.prescription.threshold,
                                           contributions);
        const Assessment assessment{.target = work.target,
                                    .sampling = sampling,
                                    .prescription = work.prescription,
                                    .punctures = work.punctures,
                                    .multiplicity = &reaches.multiplicity};
        const MetricResult result =
            assess(assessment, {work.map}, models::metrics(), &contributions);
        const PunctureTable table = puncture_table(work.punctures, work.target, sampling, reaches);
        benchmark::DoNotOptimize(result.measures.data());
        benchmark::DoNotOptimize(table.rows.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(work.punctures.size()));
}

BENCHMARK(BM_MeasuresAndColumns)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
