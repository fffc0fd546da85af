#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/plot/plots.hpp"
#include "app/plot/selection.hpp"
#include "app/plot/words.hpp"
#include "app/text.hpp"

namespace mesogrid::plot {
namespace {

constexpr std::size_t kMostPanels = 12;

std::string remark_of(const RunResult& result) {
    const auto value = [&](const char* name, const char* unit) {
        const Measured* measured = result.measure(name);
        return measured ? app::value_text(measured->value) + unit : std::string("n/a");
    };
    return fmt::format("{}, {}, {}",
                       value("puncture_count", " punctures"),
                       value("total_volume_delivered", " µL"),
                       value("coverage", " % reached"));
}

Map in_shown_unit(const RunResult& result) {
    Map map = result.dose;
    for (double& value : map.values) value = in_threshold_unit(value, result.prescription);
    return map;
}

MapPanel panel_of(const StoredResult& stored, std::size_t index) {
    const RunResult& result = stored.comparison.protocols[index];
    return {.title = protocol_title(stored, index),
            .remark = remark_of(result),
            .map = in_shown_unit(result),
            .outline = result.target.outline,
            .punctures = positions_of(result),
            .level = in_threshold_unit(result.prescription.threshold, result.prescription)};
}

void require_few(std::size_t panels) {
    if (panels <= kMostPanels) return;
    refuse(424,
           "",
           "",
           fmt::format("{} panels are too many for one picture", panels),
           fmt::format("up to {}", kMostPanels),
           "choose some with --protocol");
}

/// The map's values at the cells of another raster, linear between cell centres; not a number
/// beyond its own cells.
Map resampled(const Map& map, const Raster& onto) {
    const Raster& own = map.raster;
    const auto value = [&](int i, int j) {
        return map.values[own.index(std::clamp(i, 0, own.nx - 1), std::clamp(j, 0, own.ny - 1))];
    };
    Map result{.raster = onto, .values = {}};
    for (int j = 0; j < onto.ny; ++j) {
        for (int i = 0; i < onto.nx; ++i) {
            const Point at = onto.centre(i, j);
            const double u = (at.x - own.origin.x) / own.spacing - 0.5;
            const double v = (at.y - own.origin.y) / own.spacing - 0.5;
            if (u < -0.5 || v < -0.5 || u > own.nx - 0.5 || v > own.ny - 0.5) {
                result.values.push_back(std::nan(""));
                continue;
            }
            const int a = static_cast<int>(std::floor(u));
            const int b = static_cast<int>(std::floor(v));
            const double s = u - a;
            const double t = v - b;
            result.values.push_back((1 - s) * ((1 - t) * value(a, b) + t * value(a, b + 1)) +
                                    s * ((1 - t) * value(a + 1, b) + t * value(a + 1, b + 1)));
        }
    }
    return result;
}

/// Protocol `index` minus `first`, on the cells of `first`.
MapPanel difference_panel(const StoredResult& stored, std::size_t index, std::size_t first) {
    const RunResult& result = stored.comparison.protocols[index];
    const RunResult& reference = stored.comparison.protocols[first];
    MapPanel panel{.title = fmt::format("{} − {}:  {}", letter(index), letter(first), result.name),
                   .remark = {},
                   .map = in_shown_unit(result),
                   .outline = result.target.outline,
                   .punctures = positions_of(result),
                   .level = std::nullopt};
    const Map base = in_shown_unit(reference);
    if (!(panel.map.raster == base.raster)) {
        panel.map = resampled(panel.map, base.raster);
        panel.remark = "carried over to the cells of " + letter(first) + ", linear between them";
    }
    for (std::size_t i = 0; i < base.values.size(); ++i) panel.map.values[i] -= base.values[i];
    return panel;
}

}  // namespace

Picture plot_map(const PlotRequest& request, const StoredResult& stored) {
    require_known("--map", request.map.front(), map_names(stored));
    std::vector<MapPanel> panels;
    const std::vector<std::size_t> chosen = chosen_protocols(request, stored);
    require_few(chosen.size());
    panels.reserve(chosen.size());
    for (const std::size_t i : chosen) panels.push_back(panel_of(stored, i));
    const Prescription& p = stored.comparison.protocols.front().prescription;
    const std::string title = quantity_title(p);
    return map_picture(
        frontispiece(
            stored,
            title,
            fmt::format("Whole area {:.4g} mm². Black line: its outline. White line: the "
                        "threshold. Dots: punctures.",
                        stored.comparison.protocols[chosen.front()].target.outline.area())),
        panels,
        {.scale = scale_over(panels, 0.0),
         .title = title,
         .marks = {{*panels.front().level, "threshold"}}});
}

Picture plot_difference(const PlotRequest& request, const StoredResult& stored) {
    require_known("--difference", request.difference.front(), map_names(stored));
    const std::vector<std::size_t> chosen = chosen_protocols(request, stored);
    if (chosen.size() < 2) {
        refuse(423, "--difference", "", "a difference needs two protocols", "", "mesogrid compare");
    }
    require_few(chosen.size() - 1);
    std::vector<MapPanel> panels;
    for (std::size_t i = 1; i < chosen.size(); ++i) {
        panels.push_back(difference_panel(stored, chosen[i], chosen.front()));
    }
    ColourScale scale = scale_over(panels, 0.0);
    scale.high = std::max(scale.high, -scale.low);
    scale.low = -scale.high;
    scale.kind = ColourScale::Kind::difference;
    const RunResult& first = stored.comparison.protocols[chosen.front()];
    const std::string title =
        "difference in " + quantity_title(stored.comparison.protocols.front().prescription);
    return map_picture(
        frontispiece(stored,
                     title,
                     fmt::format("Minus {} ({}). Brown: more than there; blue: less. Dots: "
                                 "punctures of the other.",
                                 letter(chosen.front()),
                                 first.name)),
        panels,
        {.scale = scale, .title = title, .marks = {}});
}

}  // namespace mesogrid::plot
