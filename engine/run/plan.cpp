#include "engine/run/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/geometry/visiting_order.hpp"

namespace mesogrid {
namespace {

constexpr double kMostCells = 16e6;
/// Points that notes name one by one.
constexpr std::size_t kMostNamed = 20;
/// Punctures up to which the spanning tree is made, which takes time with their square.
constexpr std::size_t kMostSpanned = 5000;
constexpr std::string_view kEdgeWords[] = {"inset", "clip", "bleed", "redistribute"};

/// The puncture every position gets: the delivery's intent, nothing random.
Puncture nominal_puncture(const Delivery& delivery) {
    Puncture puncture;
    puncture.depth = delivery.depth;
    puncture.volume_asked = delivery.volume;
    puncture.volume_leaked = delivery.leak * delivery.volume;
    return puncture;
}

/// The pattern's own frame: turned about the outline's centre of gravity.
class Frame {
public:
    explicit Frame(const Scenario& scenario)
        : turn_(scenario.placement.rotation),
          pivot_(scenario.target.outline.centroid()),
          outline_(turned(scenario.target.outline)),
          anchor_(scenario.placement.anchor) {
        if (anchor_) anchor_ = rotated(*anchor_, -turn_.base(), pivot_);
    }

    /// Of the frame; valid as long as the frame is.
    PatternArea area(const Scenario& scenario) const {
        return {.outline = outline_, .anchor = anchor_, .seed = scenario.seed};
    }
    const Outline& outline() const { return outline_; }
    Outline turned(const Outline& outline) const {
        return turn_.base() == 0.0 ? outline : outline.rotated(-turn_, pivot_);
    }
    /// A pattern's point where a session's move puts it.
    Point moved(Point p, const SessionMove& move) const {
        if (move == SessionMove{}) return p;
        const Point shift = rotated(move.shift, -turn_.base(), {});
        return rotated(p, move.turn.base(), pivot_) + shift;
    }
    /// How far beyond the box a pattern must continue to fill it wherever the move puts it.
    Length overhang(const SessionMove& move) const {
        double reach = std::hypot(move.shift.x, move.shift.y);
        const Box box = outline_.bounding_box();
        if (move.turn.base() != 0.0) reach += std::hypot(box.width(), box.height());
        return Length::from_base(reach);
    }
    Point to_scenario(Point p) const {
        return turn_.base() == 0.0 ? p : rotated(p, turn_.base(), pivot_);
    }

private:
    Angle turn_;
    Point pivot_;
    Outline outline_;
    std::optional<Point> anchor_;
};

/// The reach of the largest depot that any of the points can leave.
Length greatest_reach(const Scenario& scenario, const std::vector<PatternPoint>& points) {
    Puncture puncture = nominal_puncture(scenario.delivery);
    for (const PatternPoint& point : points) {
        puncture.volume_asked =
            std::max(puncture.volume_asked, point.volume.value_or(puncture.volume_asked));
    }
    puncture.volume_leaked = scenario.delivery.leak * puncture.volume_asked;
    return scenario.depot->reach(puncture, {scenario.delivery, scenario.product, scenario.tissue});
}

EdgeRule edge_rule(const Scenario& scenario,
                   const Frame& frame,
                   const std::vector<PatternPoint>& points) {
    EdgeRule rule;
    rule.policy = scenario.placement.edge;
    rule.margin =
        scenario.placement.margin.value_or(0.5 * scenario.pattern->pitch(frame.area(scenario)));
    rule.reach = greatest_reach(scenario, points);
    for (const Exclusion& exclusion : scenario.placement.exclusions) {
        rule.exclusions.push_back({frame.turned(exclusion.zone), exclusion.margin});
    }
    return rule;
}

/// A stated anchor must mean something.
void require_anchor_taken(const Scenario& scenario) {
    if (!scenario.placement.anchor) return;
    if (scenario.pattern->anchoring() == Anchoring::taken) return;
    throw InputError(Diagnostic{.code = 361,
                                .where = {.file = scenario.file},
                                .key = "target.anchor",
                                .problem = "this pattern does not go by an anchor",
                                .suggestion = "no anchor"});
}

/// A depth that a point states itself must lie in the tissue, and the path of a line under the
/// skin.
void require_depth(const Scenario& scenario, std::size_t index, Length depth) {
    const Delivery& delivery = scenario.delivery;
    const Length rise = std::sin(delivery.angle.base()) * delivery.length;
    const Length bottom = scenario.tissue.thickness();
    if (depth >= rise && depth <= bottom) return;
    const std::string name = scenario.pattern->point_name(index);
    throw InputError(Diagnostic{
        .code = 378,
        .where = {.file = scenario.file},
        .key = "pattern",
        .given = write_quantity(depth.base(), "mm"),
        .problem = depth < rise ? "the line at " + name + " would leave the skin"
                                : "the outlet of " + name + " lies below the last layer, " +
                                      scenario.tissue.layers.back().name,
        .allowed =
            write_quantity(rise.base(), "mm") + " to " + write_quantity(bottom.base(), "mm")});
}

/// One puncture: what the point states itself, and the delivery for the rest.
Puncture puncture_at(const Scenario& scenario, const PatternPoint& point, std::size_t index) {
    Puncture puncture = nominal_puncture(scenario.delivery);
    if (point.depth) {
        require_depth(scenario, index, *point.depth);
        puncture.depth = *point.depth;
    }
    if (point.volume) {
        puncture.volume_asked = *point.volume;
        puncture.volume_leaked = scenario.delivery.leak * *point.volume;
    }
    return puncture;
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
            write_quantity(pattern_pitch(scenario).base(), "mm")),
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
    return plan(scenario, 0);
}

std::vector<Puncture> plan(const Scenario& scenario, std::size_t session) {
    require_anchor_taken(scenario);
    const Frame frame(scenario);
    const SessionMove move = scenario.schedule.move(session);
    PatternArea area = frame.area(scenario);
    std::vector<PatternPoint> points = scenario.pattern->points(area);
    const EdgeRule rule = edge_rule(scenario, frame, points);
    if (rule.policy == EdgePolicy::bleed) {
        area.overhang = rule.reach + frame.overhang(move);
        points = scenario.pattern->points(area);
    }
    std::vector<Point> positions;
    positions.reserve(points.size());
    for (const PatternPoint& point : points) {
        positions.push_back(frame.moved(point.position, move));
    }
    const KeptPoints kept = keep_points(positions, frame.outline(), rule);
    if (kept.positions.empty()) refuse_empty(scenario);

    std::vector<std::size_t> order(kept.positions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (scenario.placement.order == VisitingOrder::shortest_path) {
        order = short_path(kept.positions);
    }
    std::vector<Puncture> punctures;
    punctures.reserve(order.size());
    for (const std::size_t i : order) {
        const std::size_t index = kept.indices[i];
        Puncture puncture = puncture_at(scenario, points[index], index);
        puncture.id = static_cast<int>(punctures.size()) + 1;
        puncture.position = frame.to_scenario(kept.positions[i]);
        punctures.push_back(puncture);
    }
    return punctures;
}

Length pattern_pitch(const Scenario& scenario) {
    const Frame frame(scenario);
    return scenario.pattern->pitch(frame.area(scenario));
}

std::vector<std::string> plan_notes(const Scenario& scenario) {
    std::vector<std::string> notes;
    if (scenario.pattern->filling() != Filling::stated) return notes;
    const Frame frame(scenario);
    const std::vector<Point> positions = scenario.pattern->positions(frame.area(scenario));
    std::size_t outside = 0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (frame.outline().contains(positions[i])) continue;
        if (++outside > kMostNamed) continue;
        notes.push_back(fmt::format("{} lies outside the outline; edge = \"{}\" decides",
                                    scenario.pattern->point_name(i),
                                    kEdgeWords[static_cast<std::size_t>(scenario.placement.edge)]));
    }
    if (outside > kMostNamed) {
        notes.push_back(fmt::format("and {} more points outside", outside - kMostNamed));
    }
    return notes;
}

std::vector<std::string> order_notes(const Scenario& scenario,
                                     const std::vector<Puncture>& punctures) {
    if (scenario.placement.order != VisitingOrder::shortest_path ||
        punctures.size() > kMostSpanned) {
        return {};
    }
    std::vector<Point> path;
    path.reserve(punctures.size());
    for (const Puncture& puncture : punctures) path.push_back(puncture.position);
    return {
        fmt::format("the visiting order is a heuristic: {:.4g} mm; no path through the "
                    "punctures is shorter than {:.4g} mm (spanning tree)",
                    path_length(path),
                    spanning_tree_length(path))};
}

std::vector<Depot> form(const Scenario& scenario, const std::vector<Puncture>& punctures) {
    return scenario.depot->form(
        punctures, 0, {scenario.delivery, scenario.product, scenario.tissue});
}

Raster choose_raster(const Scenario& scenario, const std::vector<Depot>& depots) {
    double step = std::min(0.5, pattern_pitch(scenario).base() / 16.0);
    double narrowest = std::numeric_limits<double>::infinity();
    for (const Depot& depot : depots) narrowest = std::min(narrowest, depot.shape->lateral_scale());
    step = std::max(std::min(step, 0.25 * narrowest), 0.02);
    if (scenario.numerics.step) step = scenario.numerics.step->base();
    if (step > narrowest) refuse_coarse_step(scenario, step, narrowest);
    // Whole cells more on each side, so that the cells over the target stay where they are.
    const double around = 2.0 * std::ceil(scenario.numerics.surroundings.base() / step - 1e-9);
    const Box box = scenario.target.outline.bounding_box();
    const double columns = std::ceil(box.width() / step - 1e-9) + around;
    const double rows = std::ceil(box.height() / step - 1e-9) + around;
    if (columns * rows > kMostCells) {
        const double more = 2.0 * scenario.numerics.surroundings.base();
        const double fits =
            1.001 * std::sqrt((box.width() + more) * (box.height() + more) / kMostCells);
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
