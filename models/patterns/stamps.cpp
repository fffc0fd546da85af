#include "models/patterns/stamps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace mesogrid::models {
namespace {

constexpr double kTie = 1e-9;

/// Places of stamps along one axis: origin + k step for first..last.
struct Places {
    double origin;
    double step;
    int first;
    int last;

    double at(int k) const { return origin + k * step; }
    double count() const { return static_cast<double>(last) - first + 1.0; }
};

/// The fewest stamps that cover [low, high], centred; more of them to cover the overhang.
Places centred(double step, double low, double high, double overhang) {
    const int count = std::max(1, static_cast<int>(std::ceil((high - low) / step - kTie)));
    const double origin = 0.5 * (low + high) - 0.5 * (count - 1) * step;
    const int more = static_cast<int>(std::ceil(overhang / step - kTie));
    return {origin, step, -more, count - 1 + more};
}

/// Stamps through `origin` whose cells meet [low, high].
Places through(double origin, double step, double low, double high) {
    return {origin,
            step,
            static_cast<int>(std::floor((low - origin) / step - 0.5 + kTie)) + 1,
            static_cast<int>(std::ceil((high - origin) / step + 0.5 - kTie)) - 1};
}

/// The smallest distance of two needles of one stamp or of neighbouring stamps.
Length least_distance(const NeedleHead& head, Length step_x, Length step_y) {
    double least = head.nearest.base();
    for (int j = -1; j <= 1; ++j) {
        for (int i = -1; i <= 1; ++i) {
            if (i == 0 && j == 0) continue;
            const Point shift{i * step_x.base(), j * step_y.base()};
            for (const Point a : head.needles) {
                for (const Point b : head.needles) least = std::min(least, distance(a, b + shift));
            }
        }
    }
    return Length::from_base(least);
}

NeedleHead read_head(Params& params) {
    const std::size_t faults = params.fault_count();
    const std::size_t head = params.read(
        ChoiceKey{.name = "head",
                  .meaning = "quincunx: 5 needles, four corners and the middle; nine: 3 x 3; grid: "
                             "rows x columns",
                  .words = {"quincunx", "nine", "grid"}});
    const Length pitch =
        params.read(spacing_key("pitch", "distance from a needle of the head to the nearest one"));
    const auto read_count = [&](std::string_view name, std::string_view meaning) {
        return params.read_optional(
            IntegerKey{.name = name, .meaning = meaning, .minimum = 1, .maximum = 50});
    };
    const auto rows = read_count("rows", "needles of a grid head from below to above");
    const auto columns = read_count("columns", "needles of a grid head from left to right");
    if (head != 2 && (rows || columns)) {
        params.fault(rows ? "rows" : "columns",
                     333,
                     "only a grid head has rows and columns",
                     "none",
                     "head = \"grid\"");
    }
    if (head == 2 && params.fault_count() == faults && !(rows && columns)) {
        params.fault("head", 375, "a grid head needs rows and columns", "rows = 3, columns = 3");
    }
    if (head == 0) return NeedleHead::quincunx(pitch);
    return NeedleHead::grid(
        static_cast<int>(columns.value_or(3)), static_cast<int>(rows.value_or(3)), pitch);
}

}  // namespace

NeedleHead NeedleHead::grid(int columns, int rows, Length pitch) {
    NeedleHead head{.nearest = pitch,
                    .step_x = static_cast<double>(columns) * pitch,
                    .step_y = static_cast<double>(rows) * pitch};
    const double step = pitch.base();
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            head.needles.push_back(
                {(i - 0.5 * (columns - 1)) * step, (j - 0.5 * (rows - 1)) * step});
        }
    }
    head.reference = static_cast<std::size_t>((rows - 1) / 2) * static_cast<std::size_t>(columns) +
                     static_cast<std::size_t>((columns - 1) / 2);
    return head;
}

NeedleHead NeedleHead::quincunx(Length pitch) {
    // Five needles share a cell of 5 pitch^2: one stamp every sqrt(5) pitches either way.
    const Length step = std::sqrt(5.0) * pitch;
    const double half = pitch.base() / std::numbers::sqrt2;
    return {.needles = {{-half, -half}, {half, -half}, {0, 0}, {-half, half}, {half, half}},
            .reference = 2,
            .nearest = pitch,
            .step_x = step,
            .step_y = step};
}

Stamps Stamps::read(Params& params) {
    const std::size_t faults = params.fault_count();
    const NeedleHead head = read_head(params);
    const auto read_step = [&](std::string_view name, std::string_view meaning, Length otherwise) {
        QuantityKey<Length> key = spacing_key(name, meaning);
        key.source = "every needle gets a share of pitch x pitch";
        return params.read_optional(key).value_or(otherwise);
    };
    const Length step_x = read_step("step_x",
                                    "distance between stamps side by side; default: every needle "
                                    "gets a share of pitch x pitch",
                                    head.step_x);
    const Length step_y =
        read_step("step_y", "distance between rows of stamps; default as for step_x", head.step_y);
    const auto border = static_cast<Border>(params.read(
        ChoiceKey{.name = "border",
                  .meaning = "cut: needles beyond the border follow the edge rule one by one; "
                             "whole: a stamp with a needle outside the outline is left out",
                  .words = {"cut", "whole"},
                  .fallback = 0,
                  .source = "cut"}));
    Stamps stamps(head, step_x, step_y, border);
    if (params.fault_count() == faults && stamps.minimum_distance().base() < 1e-6) {
        params.fault(params.has("step_x") ? "step_x" : "step_y",
                     375,
                     "needles of neighbouring stamps fall on each other",
                     "",
                     "a step of " + write_quantity(head.step_x.base(), "mm"));
    }
    return stamps;
}

Stamps::Stamps(NeedleHead head, Length step_x, Length step_y, Border border)
    : head_(std::move(head)),
      step_x_(step_x),
      step_y_(step_y),
      border_(border),
      least_(least_distance(head_, step_x, step_y)) {}

std::vector<Point> Stamps::positions(const PatternArea& area) const {
    const Box box = area.outline.bounding_box();
    const double over = area.overhang.base();
    const Point needle = head_.needles[head_.reference];
    const Places x =
        area.anchor
            ? through(
                  area.anchor->x - needle.x, step_x_.base(), box.low.x - over, box.high.x + over)
            : centred(step_x_.base(), box.low.x, box.high.x, over);
    const Places y =
        area.anchor
            ? through(
                  area.anchor->y - needle.y, step_y_.base(), box.low.y - over, box.high.y + over)
            : centred(step_y_.base(), box.low.y, box.high.y, over);
    require_few(x.count() * y.count() * static_cast<double>(head_.needles.size()));
    std::vector<Point> points;
    for (int j = y.first; j <= y.last; ++j) {
        for (int k = x.first; k <= x.last; ++k) {
            const bool backwards = (j - y.first) % 2 != 0;
            const Point middle{x.at(backwards ? x.last - (k - x.first) : k), y.at(j)};
            const auto outside = [&](Point p) { return !area.outline.contains(middle + p); };
            if (border_ == Border::whole &&
                std::any_of(head_.needles.begin(), head_.needles.end(), outside)) {
                continue;
            }
            for (const Point p : head_.needles) points.push_back(middle + p);
        }
    }
    return points;
}

Length Stamps::pitch(const PatternArea&) const {
    const double cell = step_x_.base() * step_y_.base();
    return Length::from_base(std::sqrt(cell / static_cast<double>(head_.needles.size())));
}

}  // namespace mesogrid::models
