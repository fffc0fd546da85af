#include "models/depots/merged_formation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "models/depots/opening_readings.hpp"

namespace mesogrid::models {
namespace {

constexpr double kWhealRead = 10.0;
constexpr double kShareOfCentre = 0.1;
constexpr double kLeastColumn = 0.05;

double sum_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Follows a group and fills what is asked of it.
class GroupFollower {
public:
    GroupFollower(std::span<const FlowLayer> layers,
                  const OpeningLaw& law,
                  std::span<const GroupMember> members,
                  const FlowFollowed& followed,
                  Progress progress)
        : layers_(layers),
          law_(law),
          members_(members),
          followed_(followed),
          progress_(progress),
          flow_(merged_grid(layers, law, members, followed.resolution)),
          process_(flow_, layers, law, placed(0)) {
        formed_.punctures.resize(members.size());
        formed_.bands = column_bands(layers);
        formed_.cells = flow_.grid.size();
    }

    MergedFlow run() {
        for (std::size_t m = 0; m < members_.size(); ++m) {
            if (m > 0) process_.inject_next(placed(m));
            formed_.punctures[m].moved = moved_;
            inject(m);
            progress_.done(0.9 * static_cast<double>(m + 1) / static_cast<double>(members_.size()));
        }
        double after = 0.0;
        // a leak goes on while the needle waits, so depots are not done before
        const double hand_over = law_.track_conductance > 0.0
                                     ? std::max(followed_.hand_over, law_.wait)
                                     : followed_.hand_over;
        if (hand_over <= 0.0) read_injectate();
        std::vector<double> stops = {kWhealRead};
        if (hand_over > 0.0) stops.push_back(hand_over);
        std::sort(stops.begin(), stops.end());
        for (const double stop : stops) {
            while (after < stop * (1.0 - 1e-9)) after += step(stop - after);
            if (stop == hand_over) read_injectate();
            if (stop == kWhealRead) read_wheals();
        }
        finish();
        return std::move(formed_);
    }

private:
    Placed placed(std::size_t member) {
        return placed_in(flow_, layers_, law_, members_[member], moved_);
    }

    double step(double limit) {
        const double dt = process_.step(limit);
        const FlowState& state = process_.state();
        const std::vector<double> column = wheal_column(flow_, layers_, state);
        const std::size_t begun = state.earlier.size() + 1;
        for (std::size_t m = 0; m < begun; ++m) {
            const Point at = members_[m].position;
            double& highest = formed_.punctures[m].wheal_height;
            highest = std::max(highest, column[flow_.grid.column_at(at.x, at.y)]);
        }
        formed_.history.push_back({.time = state.time,
                                   .tip_pressure = process_.tip_pressure(),
                                   .wheal_diameter = {},
                                   .opening = state.front.radius});
        return dt;
    }

    void inject(std::size_t member) {
        FormedFlow& formed = formed_.punctures[member];
        double integral = 0.0;
        double lasted = 0.0;
        while (process_.injecting()) {
            const double dt = step(std::numeric_limits<double>::infinity());
            integral += dt * formed_.history.back().tip_pressure;
            lasted += dt;
            formed.peak_pressure =
                std::max(formed.peak_pressure, formed_.history.back().tip_pressure);
        }
        formed.mean_pressure = integral / lasted;
        formed.opening = process_.state().front.radius;
        if (law_.track_conductance <= 0.0 || member + 1 == members_.size()) return;
        for (double waited = 0.0; waited < law_.wait * (1.0 - 1e-9);) {
            waited += step(law_.wait - waited);
        }
    }

    /// Injectate of a puncture in each cell, uL.
    std::vector<double> injectate_of(std::size_t member) const {
        const FlowState& state = process_.state();
        return injectate(flow_, layers_, state.content, concentration_of(member));
    }
    const std::vector<double>& concentration_of(std::size_t member) const {
        const FlowState& state = process_.state();
        return member < state.earlier.size() ? state.earlier[member].concentration
                                             : state.concentration;
    }

    void read_injectate() {
        const FlowState& state = process_.state();
        for (std::size_t m = 0; m < members_.size(); ++m) {
            FormedFlow& formed = formed_.punctures[m];
            std::vector<double> parts = injectate_of(m);
            const double volume = members_[m].injection.volume;
            formed.leaked =
                m < state.earlier.size() ? state.earlier[m].leaked : state.leaked_injectate;
            formed.carried = volume - formed.leaked;
            const double all = sum_of(parts);
            formed.solute_error = std::abs(all + formed.leaked - volume) / volume;
            formed_.solute_error = std::max(formed_.solute_error, formed.solute_error);
            formed.depot_volume =
                depot_volume(flow_.grid, state.content, concentration_of(m), followed_.depot_share);
            formed.deposited.assign(layers_.size(), 0.0);
            for (std::size_t c = 0; c < parts.size(); ++c) {
                parts[c] *= formed.carried / all;
                formed.deposited[flow_.layer_of_row[c % flow_.grid.rows()]] += parts[c];
            }
            formed_.columns.push_back(columns_of(flow_.grid, formed_.bands, parts));
        }
    }

    std::size_t nearest(Point p) const {
        std::size_t found = 0;
        for (std::size_t m = 1; m < members_.size(); ++m) {
            if (distance(p, members_[m].position) < distance(p, members_[found].position))
                found = m;
        }
        return found;
    }

    void read_wheals() {
        const BoxGrid& grid = flow_.grid;
        const std::vector<double> column = wheal_column(flow_, layers_, process_.state());
        std::vector<double> level;
        for (const GroupMember& member : members_) {
            const double own = column[grid.column_at(member.position.x, member.position.y)];
            level.push_back(std::max(kShareOfCentre * own, kLeastColumn));
        }
        std::vector<double> area(members_.size(), 0.0);
        for (std::size_t i = 0; i < grid.columns(); ++i) {
            if (column[i] < kLeastColumn) continue;
            const std::size_t own = nearest({grid.mid_x(i), grid.mid_y(i)});
            if (column[i] >= level[own]) area[own] += grid.plan_area(i);
        }
        for (std::size_t m = 0; m < members_.size(); ++m) {
            if (area[m] == 0.0) continue;
            formed_.punctures[m].wheal_diameter = 2.0 * std::sqrt(area[m] / std::numbers::pi);
        }
    }

    void finish() {
        const FlowState& state = process_.state();
        const BoxGrid& grid = flow_.grid;
        double stored = 0.0;
        for (std::size_t c = 0; c < grid.size(); ++c) {
            stored += grid.volume(c / grid.rows(), c % grid.rows()) * state.content[c];
        }
        formed_.fluid_error =
            std::abs(state.injected - stored - state.absorbed - state.leaked) / state.injected;
        for (FormedFlow& formed : formed_.punctures) formed.wheal_height *= followed_.height_share;
        formed_.effort = process_.effort();
        progress_.done(1.0);
    }

    std::span<const FlowLayer> layers_;
    const OpeningLaw& law_;
    std::span<const GroupMember> members_;
    FlowFollowed followed_;
    Progress progress_;
    FlowGridOn<BoxGrid> flow_;
    double moved_ = 0.0;  ///< of the outlet placed last
    MergedFlow formed_;
    FlowProcess<BoxGrid> process_;
};

}  // namespace

MergedFlow form_merged(std::span<const FlowLayer> layers,
                       const OpeningLaw& law,
                       std::span<const GroupMember> members,
                       const FlowFollowed& followed,
                       Progress progress) {
    return GroupFollower(layers, law, members, followed, progress).run();
}

double merging_work(std::span<const FlowLayer> layers,
                    const OpeningLaw& law,
                    std::span<const GroupMember> members,
                    const FlowResolution& resolution) {
    std::vector<std::size_t> layer_of_row;
    const BoxGrid box = merged_box(layers, law, members, resolution, layer_of_row);
    return static_cast<double>(box.size()) * static_cast<double>(members.size());
}

}  // namespace mesogrid::models
