#include <algorithm>

#include <fmt/format.h>

#include "app/plot/curve_picture.hpp"
#include "app/plot/plots.hpp"
#include "app/plot/selection.hpp"
#include "app/plot/words.hpp"

namespace mesogrid::plot {
namespace {

const Curve* find_curve(const RunResult& result, const std::string& name) {
    const auto found = std::find_if(result.curves.begin(),
                                    result.curves.end(),
                                    [&](const Curve& c) { return c.full_name() == name; });
    return found == result.curves.end() ? nullptr : &*found;
}

std::string axis_title(const std::string& name, const std::string& unit) {
    return unit == "1" ? name : fmt::format("{} [{}]", name, shown_unit(unit));
}

std::string readable(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

/// The unit that the measures have in common; throws when they differ.
std::string common_unit(const StoredResult& stored, const std::vector<std::string>& names) {
    std::string unit;
    for (const std::string& name : names) {
        for (const RunResult& result : stored.comparison.protocols) {
            const Measured* measured = result.measure(name);
            if (!measured) continue;
            if (unit.empty()) unit = measured->unit;
            if (measured->unit == unit) continue;
            refuse(424,
                   "--bars",
                   name,
                   fmt::format(
                       "has another unit ({}) than {} ({})", measured->unit, names.front(), unit),
                   "measures of one unit");
        }
    }
    return unit;
}

}  // namespace

Picture plot_curve(const PlotRequest& request, const StoredResult& stored) {
    const std::string& name = request.curve.front();
    require_known("--curve", name, curve_names(stored));
    std::vector<Series> series;
    const Curve* shown = nullptr;
    for (const std::size_t i : chosen_protocols(request, stored)) {
        const Curve* curve = find_curve(stored.comparison.protocols[i], name);
        if (!curve) continue;
        if (!shown) shown = curve;
        series.push_back({protocol_title(stored, i), curve->x, curve->y});
    }
    if (!shown) refuse(421, "--curve", name, "the chosen protocols hold no such curve");
    const Prescription& p = stored.comparison.protocols.front().prescription;
    std::optional<Mark> mark;
    if (shown->x_name == "dose") {
        mark = Mark{in_threshold_unit(p.threshold, p),
                    p.illustrative() ? "illustrative threshold" : "threshold"};
    }
    const std::string x_name =
        mark ? fmt::format("{} of {}", to_text(p.quantity), p.solute) : shown->x_name;
    return curve_picture(
        frontispiece(stored,
                     fmt::format("{}: {} over {}", readable(name), shown->y_name, x_name),
                     "Region: " + std::string(to_text(shown->region)) + "."),
        axis_title(x_name, shown->x_unit),
        axis_title(shown->y_name, shown->y_unit),
        series,
        mark);
}

Picture plot_bars(const PlotRequest& request, const StoredResult& stored) {
    const std::vector<std::string> known = measure_names(stored);
    for (const std::string& name : request.bars) require_known("--bars", name, known);
    const std::string unit = common_unit(stored, request.bars);
    std::vector<std::string> names;
    std::vector<BarGroup> groups;
    for (const std::string& name : request.bars) groups.push_back({name, {}});
    for (const std::size_t i : chosen_protocols(request, stored)) {
        names.push_back(protocol_title(stored, i));
        for (BarGroup& group : groups) {
            const Measured* measured = stored.comparison.protocols[i].measure(group.name);
            group.values.push_back(measured ? measured->value : std::nullopt);
        }
    }
    std::string title;
    for (const std::string& name : request.bars) title += (title.empty() ? "" : ", ") + name;
    return bar_picture(
        frontispiece(stored,
                     axis_title(title, unit),
                     "Nominal: exact hands, one skin. Judged by " +
                         quantity_title(stored.comparison.protocols.front().prescription) + "."),
        unit == "1" ? "no unit" : "[" + shown_unit(unit) + "]",
        names,
        groups);
}

}  // namespace mesogrid::plot
