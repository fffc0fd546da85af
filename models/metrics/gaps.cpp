#include "models/metrics/gaps.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/geometry/components.hpp"
#include "engine/geometry/distance_transform.hpp"

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {
namespace {

constexpr std::size_t kListed = 100;
/// Smaller shares of a sub-cell than this are rounding of the cell fractions.
constexpr double kSmallestShare = 1e-12;

/// One connected place below the threshold.
struct Gap {
    double area = 0.0;                ///< mm2
    std::size_t centre = 0;           ///< sub-cell farthest from whatever is not gap
    float radius_squared = -1.0F;     ///< of its distance to that, in sub-cells
    float to_border_squared = -1.0F;  ///< least distance of its sub-cells to the border; < 0: none
};

/// The gaps of one region, on the sub-cells of the sampling.
class GapFinder {
public:
    GapFinder(const TargetSampling& sampling,
              std::span<const double> sample_values,
              double threshold,
              Region region)
        : sampling_(sampling), below_(sampling.sub_raster().size(), 0) {
        const Raster& fine = sampling.sub_raster();
        const double smallest = kSmallestShare * fine.cell_area();
        for (std::size_t s = 0; s < sample_values.size(); ++s) {
            const TargetSampling::Sample& sample = sampling.samples()[s];
            if (sample_values[s] >= threshold || sample.area_in(region) <= smallest) continue;
            below_[cell_of(sample)] = 1;
        }
        label_ = connected_components(below_, fine.nx, fine.ny);
        for (const TargetSampling::Sample& sample : sampling.samples()) {
            const std::uint32_t gap = label_[cell_of(sample)];
            if (gap == 0) continue;
            if (gap > gaps_.size()) gaps_.resize(gap);
            gaps_[gap - 1].area += sample.area_in(region);
        }
    }

    /// Finds the largest disc within each gap and its distance to the border.
    void measure_discs() {
        const Raster& fine = sampling_.sub_raster();
        std::vector<char> covered(below_.size());
        for (std::size_t c = 0; c < below_.size(); ++c) covered[c] = below_[c] == 0 ? 1 : 0;
        const std::vector<float> room = squared_distances(covered, fine.nx, fine.ny);
        const std::vector<float> to_border = squared_distances(border(), fine.nx, fine.ny);
        for (std::size_t c = 0; c < label_.size(); ++c) {
            if (label_[c] == 0) continue;
            Gap& gap = gaps_[label_[c] - 1];
            if (room[c] > gap.radius_squared) {
                gap.radius_squared = room[c];
                gap.centre = c;
            }
            if (gap.to_border_squared < 0.0F || to_border[c] < gap.to_border_squared) {
                gap.to_border_squared = to_border[c];
            }
        }
    }

    const std::vector<Gap>& gaps() const { return gaps_; }
    /// From the centre of a sub-cell to the side of the nearest one that is not gap.
    double radius(const Gap& gap) const { return length(gap.radius_squared, 0.5); }
    /// From the side of the gap's outermost sub-cell to the side of the border's.
    double to_border(const Gap& gap) const { return length(gap.to_border_squared, 1.0); }
    Point place(std::size_t cell) const {
        const auto columns = static_cast<std::size_t>(sampling_.sub_raster().nx);
        return sampling_.sub_raster().centre(static_cast<int>(cell % columns),
                                             static_cast<int>(cell / columns));
    }

private:
    double length(float squared, double less) const {
        return std::max(std::sqrt(static_cast<double>(squared)) - less, 0.0) *
               sampling_.sub_raster().spacing;
    }
    std::size_t cell_of(const TargetSampling::Sample& sample) const {
        return sampling_.sub_raster().index(static_cast<int>(sample.cell_x),
                                            static_cast<int>(sample.cell_y));
    }
    /// Sub-cells that are not wholly within the target.
    std::vector<char> border() const {
        std::vector<char> outside(below_.size(), 1);
        const double whole = (1.0 - 1e-9) * sampling_.sub_raster().cell_area();
        for (const TargetSampling::Sample& sample : sampling_.samples()) {
            if (sample.area >= whole) outside[cell_of(sample)] = 0;
        }
        return outside;
    }

    const TargetSampling& sampling_;
    std::vector<char> below_;
    std::vector<std::uint32_t> label_;
    std::vector<Gap> gaps_;
};

class Evaluation final : public MetricEvaluation {
public:
    explicit Evaluation(const Assessment& assessment) : assessment_(assessment) {}

    void accept(const AssessedPlane& plane) override {
        for (const Region region : {Region::whole, Region::interior, Region::edge_band}) {
            if (plane.distribution(region).empty()) {
                add_none(region);
                continue;
            }
            GapFinder finder(assessment_.sampling,
                             plane.sample_values,
                             assessment_.prescription.threshold,
                             region);
            add_sizes(finder, region);
            if (region != Region::whole) continue;
            finder.measure_discs();
            add_discs(finder);
        }
    }
    MetricResult finish(const Contributions*) override { return std::move(result_); }

private:
    void add(std::string measure, const Outcome& outcome, std::string unit, Region region) {
        result_.measures.push_back({.name = std::move(measure),
                                    .region = region,
                                    .value = outcome.value,
                                    .reason = outcome.reason,
                                    .unit = std::move(unit),
                                    .better = Better::lower});
    }

    void add_none(Region region) {
        const Outcome none = Outcome::none(reason_of_emptiness(region, assessment_.target));
        add("gap_count", none, "1", region);
        add("gap_area", none, "mm2", region);
        add("largest_gap", none, "mm2", region);
        if (region == Region::whole) add("cold_spot_radius", none, "mm", region);
    }

    void add_sizes(const GapFinder& finder, Region region) {
        double sum = 0.0;
        double largest = 0.0;
        for (const Gap& gap : finder.gaps()) {
            sum += gap.area;
            largest = std::max(largest, gap.area);
        }
        const auto count = static_cast<double>(finder.gaps().size());
        add("gap_count", Outcome::of(count), "1", region);
        add("gap_area", Outcome::of(sum), "mm2", region);
        add("largest_gap", Outcome::of(largest), "mm2", region);
    }

    void add_discs(const GapFinder& finder) {
        std::vector<Gap> gaps = finder.gaps();
        double radius = 0.0;
        for (const Gap& gap : gaps) {
            radius = std::max(radius, finder.radius(gap));
        }
        add("cold_spot_radius", Outcome::of(radius), "mm", Region::whole);
        std::stable_sort(
            gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.area > b.area; });
        if (gaps.size() > kListed) gaps.resize(kListed);
        Table table{.name = "gaps",
                    .columns = {{"area", "mm2"},
                                {"x", "mm"},
                                {"y", "mm"},
                                {"inscribed_radius", "mm"},
                                {"distance_to_border", "mm"}},
                    .rows = {}};
        for (const Gap& gap : gaps) {
            const Point centre = finder.place(gap.centre);
            table.rows.push_back(
                {gap.area, centre.x, centre.y, finder.radius(gap), finder.to_border(gap)});
        }
        result_.tables.push_back(std::move(table));
    }

    Assessment assessment_;
    MetricResult result_;
};

}  // namespace

std::unique_ptr<MetricEvaluation> Gaps::begin(const Assessment& assessment) const {
    return std::make_unique<Evaluation>(assessment);
}

}  // namespace mesogrid::models
