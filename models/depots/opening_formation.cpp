#include "models/depots/opening_formation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/depots/opening_readings.hpp"
#include "models/depots/profile_shape.hpp"

namespace mesogrid::models {
namespace {

/// When the wheal is read after the end of the injection, s.
constexpr double kWhealRead = 10.0;

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Follows one injection and fills what was asked for.
class Follower {
public:
    Follower(std::span<const FlowLayer> layers,
             const OpeningLaw& law,
             const Injection& injection,
             const FlowFollowed& followed)
        : layers_(layers),
          injection_(injection),
          followed_(followed),
          flow_(make_flow_grid(layers, law, injection, followed.resolution)),
          process_(flow_, layers, law, injection),
          // a leak goes on while the needle waits, so the depot is not done before
          hand_over_(law.track_conductance > 0.0 ? std::max(followed.hand_over, law.wait)
                                                 : followed.hand_over) {
        formed_.above_skin = flow_.above_skin;
        formed_.moved = flow_.moved;
        formed_.radii = flow_.grid.radii();
    }

    FormedFlow run() {
        inject();
        double after = 0.0;
        if (hand_over_ == 0.0) hand_over();
        for (const double stop : stops()) {
            while (after < stop * (1.0 - 1e-9)) {
                after += process_.step(stop - after);
                note();
            }
            if (stop == hand_over_) hand_over();
            if (stop == kWhealRead) read_wheal();
        }
        finish();
        return std::move(formed_);
    }

private:
    std::vector<double> stops() const {
        std::vector<double> stops = {kWhealRead, std::max(followed_.relaxation, kWhealRead)};
        if (hand_over_ > 0.0) stops.push_back(hand_over_);
        std::sort(stops.begin(), stops.end());
        stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
        return stops;
    }

    void note() {
        const std::vector<double> column = wheal_column(flow_, layers_, process_.state());
        formed_.history.push_back({.time = process_.state().time,
                                   .tip_pressure = process_.tip_pressure(),
                                   .column = column[0],
                                   .wheal_diameter = wheal_diameter(flow_.grid, column),
                                   .opening = process_.state().front.radius});
    }

    void inject() {
        double integral = 0.0;
        while (process_.injecting()) {
            const double dt = process_.step(std::numeric_limits<double>::infinity());
            note();
            integral += dt * formed_.history.back().tip_pressure;
            formed_.peak_pressure =
                std::max(formed_.peak_pressure, formed_.history.back().tip_pressure);
        }
        formed_.mean_pressure = integral / process_.state().time;
        const Outreach reached = outreach(flow_.grid, process_.state());
        formed_.outreach = reached.lateral;
        formed_.vertical_extent = reached.vertical;
        formed_.opening = process_.state().front.radius;
        const std::vector<double> parts = injectate(flow_, layers_, process_.state());
        formed_.early_radius = radius_of_most(flow_.grid, parts);
    }

    void hand_over() {
        const std::vector<double> parts = injectate(flow_, layers_, process_.state());
        const RingGrid& grid = flow_.grid;
        formed_.shape = std::make_shared<const ProfileShape>(grid.radii(), grid.depths(), parts);
        formed_.radius_90 = radius_of_most(grid, parts);
        formed_.leaked = process_.state().leaked_injectate;
        formed_.carried = injection_.volume - formed_.leaked;
        formed_.depot_volume = depot_volume(
            grid, process_.state().content, process_.state().concentration, followed_.depot_share);
        formed_.deposited.assign(layers_.size(), 0.0);
        formed_.areal_share = areal_shares(grid, parts);
        const double all = sum_of(parts);
        formed_.solute_error =
            std::abs(all + formed_.leaked - injection_.volume) / injection_.volume;
        for (std::size_t c = 0; c < parts.size(); ++c) {
            formed_.deposited[flow_.layer_of_row[c % grid.rows()]] +=
                formed_.carried * parts[c] / all;
        }
    }

    void read_wheal() {
        formed_.column = wheal_column(flow_, layers_, process_.state());
        formed_.wheal_diameter = wheal_diameter(flow_.grid, formed_.column);
    }

    void finish() {
        double highest = 0.0;
        for (const FlowMoment& moment : formed_.history) {
            highest = std::max(highest, moment.column);
        }
        formed_.wheal_height = followed_.height_share * highest;
        const double end = injection_.volume / injection_.rate;
        const auto below = std::find_if(
            formed_.history.begin(), formed_.history.end(), [&](const FlowMoment& moment) {
                return moment.time > end * (1.0 + 1e-9) && moment.column <= 0.5 * highest;
            });
        if (below != formed_.history.end() && below != formed_.history.begin() && highest > 0.0) {
            const FlowMoment& before = *(below - 1);
            const double part = (before.column - 0.5 * highest) / (before.column - below->column);
            formed_.bump_half_life = before.time + part * (below->time - before.time) - end;
        }
        const FlowState& state = process_.state();
        double stored = 0.0;
        const RingGrid& grid = flow_.grid;
        for (std::size_t c = 0; c < grid.size(); ++c) {
            stored += grid.volume(c / grid.rows(), c % grid.rows()) * state.content[c];
        }
        formed_.later_radius = radius_of_most(grid, injectate(flow_, layers_, state));
        formed_.absorbed = state.absorbed;
        formed_.fluid_error =
            std::abs(state.injected - stored - state.absorbed - state.leaked) / state.injected;
        formed_.effort = process_.effort();
    }

    std::span<const FlowLayer> layers_;
    Injection injection_;
    FlowFollowed followed_;
    FlowGrid flow_;
    OpeningProcess process_;
    double hand_over_;
    FormedFlow formed_;
};

}  // namespace

FormedFlow form_flow(std::span<const FlowLayer> layers,
                     const OpeningLaw& law,
                     const Injection& injection,
                     const FlowFollowed& followed) {
    return Follower(layers, law, injection, followed).run();
}

}  // namespace mesogrid::models
