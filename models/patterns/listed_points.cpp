#include "models/patterns/listed_points.hpp"

#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/format/quantity_table.hpp"

namespace mesogrid::models {
namespace {

constexpr std::uintmax_t kMostBytes = 48U << 20U;
constexpr std::size_t kMostNotes = 20;

struct Listed {
    std::vector<PatternPoint> points;
    std::vector<std::string> names;
};

const std::vector<QuantityColumn>& columns() {
    using Need = QuantityColumn::Need;
    static const std::vector<QuantityColumn> list = {
        {"x", Length::dimension, "mm", -1000.0, 1000.0},
        {"y", Length::dimension, "mm", -1000.0, 1000.0},
        {"depth", Length::dimension, "mm", 0.0, 100.0, Need::optional},
        {"volume", Volume::dimension, "uL", 0.001, 5000.0, Need::optional}};
    return list;
}

Listed from_table(const QuantityTable& table, const std::string& path) {
    Listed listed;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        PatternPoint point{.position = {*table.at(row, 0), *table.at(row, 1)}};
        if (const auto depth = table.at(row, 2)) point.depth = Length::from_base(*depth);
        if (const auto volume = table.at(row, 3)) point.volume = Volume::from_base(*volume);
        listed.points.push_back(point);
        listed.names.push_back(fmt::format("{}:{}", path, table.line(row)));
    }
    return listed;
}

Listed from_scenario(const std::vector<Point>& positions) {
    Listed listed;
    for (const Point position : positions) {
        listed.points.push_back({.position = position});
        listed.names.push_back(fmt::format("pattern.points[{}]", listed.names.size()));
    }
    return listed;
}

Listed read_listed(Params& params) {
    const auto file = params.read_file(
        {.name = "file",
         .meaning = "CSV table with a header that states units: x [mm], y [mm] and, where a point "
                    "has its own, depth [mm], volume [uL]",
         .ending = ".csv",
         .limit = kMostBytes});
    const auto pairs = params.read_points(
        coordinate_key("points", "the punctures [[x, y], …] in visiting order"), 2, 1, 10000);
    if (params.has("file") == params.has("points")) {
        params.fault(
            "",
            376,
            params.has("file") ? "points are given twice; keep one" : "no points are given",
            "file | points");
        return {};
    }
    if (!file) return from_scenario(to_points(pairs));
    try {
        return from_table(read_quantity_table(file->text, file->path, columns()), file->path);
    } catch (const InputError& faults) {
        params.adopt(faults);
        return {};
    }
}

/// Two punctures in one place and depth may be meant; they are told.
void note_repeats(Params& params, const Listed& listed) {
    std::map<std::tuple<double, double, double>, std::size_t> first;
    std::size_t repeats = 0;
    for (std::size_t i = 0; i < listed.points.size(); ++i) {
        const PatternPoint& p = listed.points[i];
        const double depth = p.depth ? p.depth->base() : -1.0;
        const auto [at, fresh] = first.insert({{p.position.x, p.position.y, depth}, i});
        if (fresh || ++repeats > kMostNotes) continue;
        params.note(fmt::format(
            "{} repeats the place and depth of {}", listed.names[i], listed.names[at->second]));
    }
    if (repeats > kMostNotes) {
        params.note(fmt::format("and {} more repeated points", repeats - kMostNotes));
    }
}

}  // namespace

ListedPoints ListedPoints::read(Params& params) {
    const std::size_t faults = params.fault_count();
    Listed listed = read_listed(params);
    const CountedFrom from = read_counted_from(params);
    if (params.fault_count() == faults && listed.points.empty()) {
        params.fault("file", 364, "the table has no rows");
    }
    note_repeats(params, listed);
    return {std::move(listed.points), std::move(listed.names), from};
}

std::vector<PatternPoint> ListedPoints::points(const PatternArea& area) const {
    const Point zero = counting_point(from_, area);
    std::vector<PatternPoint> moved = points_;
    for (PatternPoint& point : moved) point.position = point.position + zero;
    return moved;
}

}  // namespace mesogrid::models
