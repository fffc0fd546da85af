#include "engine/run/estimate.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/simulate.hpp"

namespace mesogrid {
namespace {

/// Fields are computed, nothing keeps them.
class NoFields final : public FieldSink {
public:
    void begin(const FieldGrid& /*grid*/) override {}
    void accept(const SnapshotPlane& /*plane*/) override {}
};

struct Trial {
    double cells = 0.0;
    double seconds = 0.0;
    double bytes = 0.0;
    double bytes_before = 0.0;
};

double peak_resident_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0.0;
    double resident = 0.0;
    file >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// So that a trial's peak is its own, not that of what this process did before. Linux keeps the
/// peak resident size until "5" is written here; without the right to it the estimate is too high.
void forget_peak() {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

double cells_of(const Scenario& scenario) {
    const Raster raster = choose_raster(scenario, form(scenario, plan(scenario)));
    return static_cast<double>(raster.size());
}

Trial tried(const Scenario& scenario, Length step) {
    Scenario coarse = scenario;
    coarse.numerics.step = step;
    NoFields fields;
    forget_peak();
    const double before = resident_bytes();
    const auto start = std::chrono::steady_clock::now();
    simulate(coarse, &fields);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    return {cells_of(coarse), taken.count(), peak_resident_bytes(), before};
}

/// Is this a fault that finer maps would not have?
bool comes_from_coarse_cells(const Error& error) {
    constexpr int kStepTooWide = 319;
    constexpr int kNegative = 602;
    const int code = error.diagnostics().front().code;
    return code == kStepTooWide || code == kNegative;
}

double extrapolated(double at, const Trial& coarse, const Trial& fine, double Trial::*what) {
    const double slope = (fine.*what - coarse.*what) / (fine.cells - coarse.cells);
    return fine.*what + std::max(slope, 0.0) * (at - fine.cells);
}

/// Peak of a run in a process of its own, which has `start` before it. What an earlier scenario
/// left resident serves the trials too and flattens their slope: then all that the finer one has
/// over `start` is taken to grow with the cells.
double extrapolated_bytes(double at, const Trial& coarse, const Trial& fine, double start) {
    constexpr double kLeft = 8e6;
    if (coarse.bytes_before < start + kLeft) return extrapolated(at, coarse, fine, &Trial::bytes);
    return start + (fine.bytes - start) * at / fine.cells;
}

}  // namespace

std::optional<RunEstimate> estimate_run(const Scenario& scenario) {
    static const double start = resident_bytes();
    // a model keeps what it has formed, so that the trials do not form it again
    const auto began = std::chrono::steady_clock::now();
    const Raster raster = choose_raster(scenario, form(scenario, plan(scenario)));
    const std::chrono::duration<double> forming = std::chrono::steady_clock::now() - began;
    const auto cells = static_cast<double>(raster.size());
    constexpr std::pair<double, double> kCoarsenings[] = {{4.0, 2.0}, {2.0, 1.4}};
    for (const auto& [coarsest, finer] : kCoarsenings) {
        try {
            const Trial coarse = tried(scenario, Length::from_base(coarsest * raster.spacing));
            const Trial fine = tried(scenario, Length::from_base(finer * raster.spacing));
            if (fine.cells <= coarse.cells) return std::nullopt;
            return RunEstimate{
                Duration::from_base(forming.count() +
                                    extrapolated(cells, coarse, fine, &Trial::seconds)),
                extrapolated_bytes(cells, coarse, fine, start)};
        } catch (const Error& error) {
            if (!comes_from_coarse_cells(error)) throw;
        }
    }
    return std::nullopt;
}

}  // namespace mesogrid
