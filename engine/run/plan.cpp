#include "engine/run/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/base/units.hpp"

namespace mesogrid {
namespace {

constexpr double kMostCells = 16e6;
constexpr std::string_view kEdgeWords[] = {"inset", "clip", "bleed", "redistribute"};

/// The puncture every position gets: the delivery's intent, nothing random.
Puncture nominal_puncture(const Delivery& delivery) {
    Puncture puncture;
    puncture.depth = delivery.depth;
    puncture.volume_asked = delivery.volume;
    puncture.volume_leaked = delivery.leak * delivery.volume;
    return puncture;
}

EdgeRule edge_rule(const Scenario& scenario) {
    EdgeRule rule;
    rule.policy = scenario.placement.edge;
    rule.margin = scenario.placement.margin.value_or(0.5 * scenario.pattern->pitch());
    rule.reach = scenario.depot->reach(nominal_puncture(scenario.delivery),
                                       {scenario.delivery, scenario.product, scenario.tissue});
    return rule;
}

[[noreturn]] void refuse_empty(const Scenario& scenario) {
    const Box box = scenario.target.outline.bounding_box();
    throw InputError(Diagnostic{
        .code = 314,
        .where = {.file = scenario.file},
        .key = "pattern",
        .problem = fmt::format(
            "no puncture is left in the outline of {:.6g} x {:.6g} mm with edge = \"{}\" and a "
            "pitch of {}",
            box.width(),
            box.height(),
            kEdgeWords[static_cast<std::size_t>(scenario.placement.edge)],
            write_quantity(scenario.pattern->pitch().base(), "mm")),
        .suggestion = "make the outline larger, the spacing or the margin smaller, or "
                      "target.edge = \"clip\""});
}

/// Cells wider than a depot would show it as something else, and measures with it.
[[noreturn]] void refuse_coarse_step(const Scenario& scenario, double step, double narrowest) {
    throw InputError(Diagnostic{
        .code = 319,
        .where = {.file = scenario.file},
        .key = "numerics.step",
        .given = write_quantity(step, "mm"),
        .problem = "the cells of the maps are wider than the narrowest depot",
        .allowed = "0.02 mm to " + write_quantity(narrowest, "mm"),
        .suggestion = "numerics.step = \"" + write_quantity(0.25 * narrowest, "mm", 3) + "\""});
}

/// Beyond mirrored walls there is no tissue, only an image of it.
void require_probes_within(const Scenario& scenario, const Box& box) {
    for (const auto& probe : scenario.probes) {
        const Point p = probe.position;
        if (p.x >= box.low.x && p.x <= box.high.x && p.y >= box.low.y && p.y <= box.high.y)
            continue;
        throw InputError(
            Diagnostic{.code = 334,
                       .where = {.file = scenario.file},
                       .key = "output.probes",
                       .given = fmt::format("({:.6g}, {:.6g}) mm", p.x, p.y),
                       .problem = "the probe lies beyond the mirrored walls of the map",
                       .suggestion = "a probe over the target, or numerics.walls = \"open\""});
    }
}

}  // namespace

std::vector<Puncture> plan(const Scenario& scenario) {
    const Outline& outline = scenario.target.outline;
    const double turn = scenario.placement.rotation.base();
    const Point pivot = outline.centroid();
    const Outline own_frame =
        turn == 0.0 ? outline : outline.rotated(-scenario.placement.rotation, pivot);
    const EdgeRule rule = edge_rule(scenario);
    PatternArea area{.outline = own_frame, .overhang = {}, .anchor = scenario.placement.anchor};
    if (rule.policy == EdgePolicy::bleed) area.overhang = rule.reach;
    if (area.anchor) area.anchor = rotated(*area.anchor, -turn, pivot);
    const std::vector<Point> kept =
        apply_edge_rule(scenario.pattern->positions(area), own_frame, rule);
    if (kept.empty()) refuse_empty(scenario);

    std::vector<Puncture> punctures(kept.size(), nominal_puncture(scenario.delivery));
    for (std::size_t i = 0; i < kept.size(); ++i) {
        punctures[i].id = static_cast<int>(i) + 1;
        punctures[i].position = turn == 0.0 ? kept[i] : rotated(kept[i], turn, pivot);
    }
    return punctures;
}

std::vector<Depot> form(const Scenario& scenario, const std::vector<Puncture>& punctures) {
    return scenario.depot->form(
        punctures, 0, {scenario.delivery, scenario.product, scenario.tissue});
}

Raster choose_raster(const Scenario& scenario, const std::vector<Depot>& depots) {
    double step = std::min(0.5, scenario.pattern->pitch().base() / 16.0);
    double narrowest = std::numeric_limits<double>::infinity();
    for (const Depot& depot : depots) narrowest = std::min(narrowest, depot.shape->lateral_scale());
    step = std::max(std::min(step, 0.25 * narrowest), 0.02);
    if (scenario.numerics.step) step = scenario.numerics.step->base();
    if (step > narrowest) refuse_coarse_step(scenario, step, narrowest);
    const Box box = scenario.target.outline.bounding_box();
    const double columns = std::ceil(box.width() / step - 1e-9);
    const double rows = std::ceil(box.height() / step - 1e-9);
    if (columns * rows > kMostCells) {
        const double fits = std::sqrt(box.width() * box.height() / kMostCells) * 1.001;
        throw RefusedError(
            Diagnostic{.code = 315,
                       .where = {.file = scenario.file},
                       .key = "numerics.step",
                       .given = write_quantity(step, "mm"),
                       .problem = fmt::format("the maps would have {:.3g} cells", columns * rows),
                       .allowed = fmt::format("{:.3g} cells", kMostCells),
                       .suggestion = "numerics.step = \"" + write_quantity(fits, "mm", 3) + "\""});
    }
    Raster raster;
    raster.spacing = step;
    raster.nx = std::max(1, static_cast<int>(columns));
    raster.ny = std::max(1, static_cast<int>(rows));
    raster.origin = {box.centre().x - 0.5 * raster.nx * step,
                     box.centre().y - 0.5 * raster.ny * step};
    if (scenario.numerics.walls == Walls::mirrored) require_probes_within(scenario, raster.box());
    return raster;
}

}  // namespace mesogrid
