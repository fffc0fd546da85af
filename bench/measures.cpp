#include <benchmark/benchmark.h>

#include "engine/base/parallel.hpp"
#include "engine/run/assess.hpp"
#include "engine/run/puncture_table.hpp"
#include "engine/run/sub_cell_dose.hpp"

#include "models/catalogs.hpp"

#include "bench/measures_workload.hpp"
#include "bench/report_result.hpp"

/// Every measure of the catalog and every column of the puncture table for the 1,000 punctures of
/// measures_workload.hpp, and what they are made of: sampling, sub-cell doses, reaches, each metric
/// alone (with the dose distributions that all share, which is what `nothing` takes). items/s:
/// samples, or punctures for the whole. Goal of the whole: 0.5 s on two cores.
namespace mesogrid::bench {
namespace {

/// Made once for all benchmarks, so that a brief run of them is brief.
struct Prepared {
    MeasuresWorkload work;
    ReadyContributions contributions{support::GaussianShares(work.depots, work.raster)};
    TargetSampling sampling{work.target.outline, work.target.interior_margin, work.raster};
    SubCellDose dose = sub_cell_dose(sampling, work.map);
    Reaches reaches = reaches_of(sampling, dose.mean, work.prescription.threshold, contributions);
};

const Prepared& prepared() {
    static const Prepared ready;
    return ready;
}

std::vector<double> values_of(const MetricResult& result) {
    std::vector<double> values;
    for (const Measured& measure : result.measures) {
        if (measure.value) values.push_back(*measure.value);
    }
    return values;
}

void report_samples(benchmark::State& state, const TargetSampling& sampling) {
    const auto samples = static_cast<std::int64_t>(sampling.samples().size());
    state.SetItemsProcessed(state.iterations() * samples);
}

void BM_MeasuresAndColumns(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const MeasuresWorkload& work = prepared().work;
    const ReadyContributions& contributions = prepared().contributions;
    std::vector<double> values;
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
        benchmark::DoNotOptimize(table.rows.data());
        values = values_of(result);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(work.punctures.size()));
    report_result(state, values);
}

void BM_TargetSampling(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const MeasuresWorkload& work = prepared().work;
    const auto sampled = [&work] {
        return TargetSampling(work.target.outline, work.target.interior_margin, work.raster);
    };
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(sampled().samples().data());
    const TargetSampling sampling = sampled();
    report_samples(state, sampling);
    std::vector<double> areas;
    for (const auto& sample : sampling.samples()) areas.push_back(sample.area);
    report_result(state, areas);
}

void BM_SubCellDose(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const TargetSampling& sampling = prepared().sampling;
    const Map& map = prepared().work.map;
    SubCellDose dose;
    for ([[maybe_unused]] auto _ : state) {
        dose = sub_cell_dose(sampling, map);
        benchmark::DoNotOptimize(dose.mean.data());
    }
    report_samples(state, sampling);
    // read: a sample (two indices, two areas); written: three numbers
    state.SetBytesProcessed(state.items_processed() * 48);
    report_result(state, dose.mean);
}

void BM_Reaches(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    const Prepared& ready = prepared();
    std::vector<double> counts;
    for ([[maybe_unused]] auto _ : state) {
        const Reaches reaches = reaches_of(ready.sampling,
                                           ready.dose.mean,
                                           ready.work.prescription.threshold,
                                           ready.contributions);
        counts.assign(reaches.multiplicity.begin(), reaches.multiplicity.end());
    }
    report_samples(state, ready.sampling);
    report_result(state, counts);
}

void one_metric(benchmark::State& state, const MetricCatalog& metrics) {
    set_thread_count(static_cast<int>(state.range(0)));
    const Prepared& ready = prepared();
    const Assessment assessment{.target = ready.work.target,
                                .sampling = ready.sampling,
                                .prescription = ready.work.prescription,
                                .punctures = ready.work.punctures,
                                .multiplicity = &ready.reaches.multiplicity};
    std::vector<double> values;
    for ([[maybe_unused]] auto _ : state) {
        values = values_of(assess(assessment, {ready.work.map}, metrics, &ready.contributions));
    }
    report_samples(state, ready.sampling);
    report_result(state, values);
}

/// One benchmark for each row of the catalog, so that a new metric is measured from its first day.
const bool kMetricsRegistered = [] {
    const auto add = [](const std::string& name, const MetricCatalog& metrics) {
        const int most = thread_counts().back();
        benchmark::RegisterBenchmark(
            ("BM_Metric<" + name + ">").c_str(),
            [metrics](benchmark::State& state) { one_metric(state, metrics); })
            ->ArgName("threads")
            ->Arg(most)
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    };
    add("nothing", {});
    for (const auto& metric : models::metrics()) add(metric.name, {metric});
    return true;
}();

BENCHMARK(BM_MeasuresAndColumns)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_TargetSampling)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_SubCellDose)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_Reaches)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
