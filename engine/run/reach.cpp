#include "engine/run/reach.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/run/cell_parabolas.hpp"

namespace mesogrid {
namespace {

using sub_cells::Parabola;
using sub_cells::Surroundings;

/// Which samples lie in which cell, and the lowest and highest dose of each cell's samples.
class CellSamples {
public:
    CellSamples(const TargetSampling& sampling, const std::vector<double>& values)
        : refinement_(static_cast<std::size_t>(sampling.refinement())),
          columns_(static_cast<std::size_t>(sampling.raster().nx)),
          first_(static_cast<std::size_t>(sampling.sub_raster().ny) * (columns_ + 1)),
          lowest_(sampling.raster().size(), std::numeric_limits<double>::infinity()),
          highest_(sampling.raster().size(), -std::numeric_limits<double>::infinity()) {
        const auto& samples = sampling.samples();
        std::size_t entry = 0;
        for (std::size_t s = 0; s < samples.size(); ++s) {
            const std::size_t column = samples[s].cell_x / refinement_;
            const std::size_t own = samples[s].cell_y * (columns_ + 1) + column;
            for (; entry <= own; ++entry) first_[entry] = static_cast<std::uint32_t>(s);
            const std::size_t cell = samples[s].cell_y / refinement_ * columns_ + column;
            lowest_[cell] = std::min(lowest_[cell], values[s]);
            highest_[cell] = std::max(highest_[cell], values[s]);
        }
        for (; entry < first_.size(); ++entry) {
            first_[entry] = static_cast<std::uint32_t>(samples.size());
        }
    }

    /// The samples of cell (i, j) in its sub-row `row`.
    SampleRun samples(int i, int j, std::size_t row) const {
        const std::size_t entry =
            (static_cast<std::size_t>(j) * refinement_ + row) * (columns_ + 1) +
            static_cast<std::size_t>(i);
        return {first_[entry], first_[entry + 1]};
    }
    double lowest(std::size_t cell) const { return lowest_[cell]; }
    double highest(std::size_t cell) const { return highest_[cell]; }

private:
    std::size_t refinement_;
    std::size_t columns_;
    std::vector<std::uint32_t> first_;  ///< [sub-row][column], the first sample there or after
    std::vector<double> lowest_;
    std::vector<double> highest_;
};

/// One puncture's own share, cell by cell.
class OwnShare {
public:
    OwnShare(const Patch& patch, const Raster& raster) : patch_(patch), raster_(raster) {}

    double operator()(int i, int j) const {
        const int x = i - patch_.i0;
        const int y = j - patch_.j0;
        if (x < 0 || y < 0 || x >= patch_.nx || y >= patch_.ny) return 0.0;
        return patch_.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(patch_.nx) +
                             static_cast<std::size_t>(x)];
    }
    /// The parabolas of a cell stay below three times the highest of its nine averages.
    double bound(int i, int j) const {
        double highest = 0.0;
        for (int y = std::max(0, j - 1); y <= std::min(raster_.ny - 1, j + 1); ++y) {
            for (int x = std::max(0, i - 1); x <= std::min(raster_.nx - 1, i + 1); ++x) {
                highest = std::max(highest, (*this)(x, y));
            }
        }
        return 3.0 * highest;
    }
    int first_column() const { return std::max(0, patch_.i0 - 1); }
    int last_column() const { return std::min(raster_.nx - 1, patch_.i0 + patch_.nx); }
    int first_row() const { return std::max(0, patch_.j0 - 1); }
    int last_row() const { return std::min(raster_.ny - 1, patch_.j0 + patch_.ny); }

private:
    const Patch& patch_;
    const Raster& raster_;
};

/// Finds the reach of one puncture after another; const, so threads share it.
class ReachFinder {
public:
    ReachFinder(const TargetSampling& sampling,
                const std::vector<double>& sample_values,
                double threshold)
        : sampling_(sampling),
          values_(sample_values),
          threshold_(threshold),
          cells_(sampling, sample_values),
          table_(sub_cells::parabolas(sampling.refinement())) {}

    Reach reach_of(const Patch& patch) const {
        const Raster& raster = sampling_.raster();
        const OwnShare own(patch, raster);
        Reach reach;
        for (int j = own.first_row(); j <= own.last_row(); ++j) {
            std::vector<std::vector<SampleRun>> rows(table_.size());
            for (int i = own.first_column(); i <= own.last_column(); ++i) {
                if (!decisive(raster.index(i, j), own.bound(i, j))) continue;
                add_cell(reach, rows, own, i, j);
            }
            for (const auto& runs : rows) {
                reach.samples.insert(reach.samples.end(), runs.begin(), runs.end());
            }
        }
        return reach;
    }

private:
    /// May the puncture reach the threshold alone in this cell, or make the difference to it?
    bool decisive(std::size_t cell, double bound) const {
        if (threshold_ > 0.0 && bound <= 0.0) return false;
        return bound >= threshold_ ||
               (cells_.highest(cell) >= threshold_ && cells_.lowest(cell) - bound < threshold_);
    }

    void add_cell(Reach& reach,
                  std::vector<std::vector<SampleRun>>& rows,
                  const OwnShare& own,
                  int i,
                  int j) const {
        const Surroundings around = sub_cells::surroundings(sampling_.raster(), i, j, own);
        const double kept = sub_cells::flattening(around, table_);
        for (std::size_t row = 0; row < table_.size(); ++row) {
            const SampleRun here = cells_.samples(i, j, row);
            for (std::uint32_t s = here.first; s < here.last; ++s) {
                const TargetSampling::Sample& sample = sampling_.samples()[s];
                const Parabola& along_x = table_[sample.cell_x % table_.size()];
                const double share =
                    around.average + kept * sub_cell(around, along_x, table_[row]).excess;
                if (threshold_ > 0.0 && share <= 0.0) continue;
                if (share >= threshold_) add(rows[row], s);
                if (values_[s] >= threshold_ && values_[s] - share < threshold_) {
                    *reach.marginal_area += sample.area;
                }
            }
        }
    }

    static void add(std::vector<SampleRun>& runs, std::uint32_t sample) {
        if (!runs.empty() && runs.back().last == sample) {
            ++runs.back().last;
        } else {
            runs.push_back({sample, sample + 1});
        }
    }

    const TargetSampling& sampling_;
    const std::vector<double>& values_;
    double threshold_;
    CellSamples cells_;
    std::vector<Parabola> table_;
};

}  // namespace

Reaches reaches_of(const TargetSampling& sampling,
                   const std::vector<double>& sample_values,
                   double threshold,
                   const Contributions& contributions,
                   Progress progress) {
    MESOGRID_EXPECTS(sample_values.size() == sampling.samples().size());
    const ReachFinder finder(sampling, sample_values, threshold);
    Reaches reaches;
    reaches.of_puncture.resize(contributions.size());
    ProgressCount count_done(progress, contributions.size());
    parallel_for(contributions.size(), [&](std::size_t i) {
        reaches.of_puncture[i] = finder.reach_of(contributions.patch(i, 0));
        if (!contributions.adds_up(0)) reaches.of_puncture[i].marginal_area.reset();
        count_done.step();
    });
    // Steps up and down where runs begin and end, then their running sum.
    std::vector<std::int32_t> steps(sample_values.size() + 1, 0);
    for (const Reach& reach : reaches.of_puncture) {
        for (const SampleRun run : reach.samples) {
            ++steps[run.first];
            --steps[run.last];
        }
    }
    std::int32_t count = 0;
    reaches.multiplicity.reserve(sample_values.size());
    for (std::size_t s = 0; s < sample_values.size(); ++s) {
        count += steps[s];
        reaches.multiplicity.push_back(static_cast<std::uint32_t>(count));
    }
    return reaches;
}

}  // namespace mesogrid
