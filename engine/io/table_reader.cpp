#include "engine/io/table_reader.hpp"

#include <cmath>
#include <map>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

using hdf5::Reader;

std::optional<double> or_none(double value) {
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// Paths of the members of a group, in the order of their `index`.
std::vector<std::string> members(const Reader& file, const std::string& group) {
    std::vector<std::string> paths;
    if (!file.has(group)) return paths;
    std::map<std::int64_t, std::string> ordered;
    for (const std::string& name : file.names(group)) {
        const std::string path = group + "/" + name;
        if (!ordered.emplace(file.integer_attribute(path, "index"), path).second) {
            refuse_part(path, "has the index of another");
        }
    }
    paths.reserve(ordered.size());
    for (const auto& [index, path] : ordered) paths.push_back(path);
    return paths;
}

void require_rows(const std::string& path, std::size_t rows, std::size_t wanted) {
    if (rows != wanted) refuse_part(path, fmt::format("has {} rows, not {}", rows, wanted));
}

std::vector<double> column(const Reader& file, const std::string& path, std::size_t rows) {
    std::vector<double> values = file.numbers(path);
    require_rows(path, values.size(), rows);
    return values;
}

}  // namespace

void refuse_part(const std::string& path, const std::string& problem) {
    throw DamagedFileError(Diagnostic{.code = 514, .where = {}, .key = path, .problem = problem});
}

std::vector<std::string> same_length(const Reader& file,
                                     const std::string& path,
                                     std::size_t rows) {
    std::vector<std::string> values = file.texts(path);
    require_rows(path, values.size(), rows);
    return values;
}

PunctureTable read_punctures(const Reader& file, const std::string& protocol) {
    PunctureTable table;
    for (const std::string& path : members(file, protocol + "/punctures")) {
        const std::vector<double> values = file.numbers(path);
        if (table.columns.empty()) table.rows.resize(values.size());
        require_rows(path, values.size(), table.rows.size());
        table.columns.push_back(
            {path.substr(path.rfind('/') + 1), file.text_attribute(path, "unit")});
        for (std::size_t i = 0; i < values.size(); ++i) table.rows[i].push_back(or_none(values[i]));
    }
    return table;
}

std::vector<Measured> read_measures(const Reader& file, const std::string& protocol) {
    std::vector<Measured> measures;
    for (const std::string& path : members(file, protocol + "/measures")) {
        Measured measured;
        measured.name = file.text_attribute(path, "name");
        measured.region = read_word(file, path, "region", Region::edge_band);
        measured.value = or_none(file.number(path));
        if (!measured.value) measured.reason = file.text_attribute(path, "reason");
        measured.unit = file.text_attribute(path, "unit");
        measured.better = read_word(file, path, "better", Better::none);
        measured.on_prescription = file.has_attribute(path, "solute");
        measures.push_back(std::move(measured));
    }
    return measures;
}

std::vector<Curve> read_curves(const Reader& file, const std::string& protocol) {
    std::vector<Curve> curves;
    for (const std::string& group : members(file, protocol + "/curves")) {
        Curve curve{.name = file.text_attribute(group, "name"),
                    .region = read_word(file, group, "region", Region::edge_band),
                    .x_name = file.text_attribute(group + "/x", "long_name"),
                    .x_unit = file.text_attribute(group + "/x", "unit"),
                    .y_name = file.text_attribute(group + "/y", "long_name"),
                    .y_unit = file.text_attribute(group + "/y", "unit"),
                    .x = file.numbers(group + "/x"),
                    .y = {}};
        curve.y = column(file, group + "/y", curve.x.size());
        curves.push_back(std::move(curve));
    }
    return curves;
}

std::vector<Table> read_lists(const Reader& file, const std::string& protocol) {
    std::vector<Table> tables;
    for (const std::string& group : members(file, protocol + "/tables")) {
        Table table{.name = file.text_attribute(group, "name"), .columns = {}, .rows = {}};
        for (const std::string& path : members(file, group)) {
            const std::vector<double> values = file.numbers(path);
            if (table.columns.empty()) table.rows.resize(values.size());
            require_rows(path, values.size(), table.rows.size());
            table.columns.push_back(
                {path.substr(path.rfind('/') + 1), file.text_attribute(path, "unit")});
            for (std::size_t r = 0; r < values.size(); ++r) {
                table.rows[r].push_back(or_none(values[r]));
            }
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

Ledger read_ledger(const Reader& file, const std::string& protocol) {
    const std::string group = protocol + "/ledger";
    const auto amount = [&](const char* name) {
        return Amount::from_base(file.number(group + "/" + name));
    };
    const auto volume = [&](const char* name) {
        return Volume::from_base(file.number(group + "/" + name));
    };
    return {.solute = file.text_attribute(group, "solute"),
            .label = {file.text_attribute(group, "label")},
            .volume_asked = volume("volume_asked"),
            .volume_delivered = volume("volume_delivered"),
            .volume_leaked = volume("volume_leaked"),
            .asked = amount("asked"),
            .leaked = amount("leaked"),
            .delivered = amount("delivered"),
            .present = amount("present"),
            .cleared = amount("cleared"),
            .left_box = amount("left_box"),
            .wrong_layer = amount("wrong_layer"),
            .at = Duration::from_base(file.number(group + "/at"))};
}

std::vector<ProbeSeries> read_probes(const Reader& file,
                                     const std::string& protocol,
                                     const Ledger& solute) {
    const std::string group = protocol + "/probes";
    if (!file.has(group)) return {};
    const std::vector<double> x = file.numbers(group + "/x");
    const std::vector<double> y = column(file, group + "/y", x.size());
    const std::vector<double> depth = column(file, group + "/depth", x.size());
    const std::vector<double> times = file.numbers(group + "/time");
    const std::vector<double> values =
        column(file, group + "/concentration", x.size() * times.size());
    const std::vector<double> floors = column(file, group + "/floor", values.size());
    std::vector<ProbeSeries> probes;
    for (std::size_t p = 0; p < x.size(); ++p) {
        ProbeSeries series{.solute = solute.solute,
                           .label = solute.label,
                           .position = {x[p], y[p]},
                           .depth = Length::from_base(depth[p])};
        for (std::size_t t = 0; t < times.size(); ++t) {
            series.times.push_back(Duration::from_base(times[t]));
            // What was below its floor was not written: zero is below it too.
            const std::size_t at = p * times.size() + t;
            series.values.push_back({Concentration::from_base(or_none(values[at]).value_or(0.0)),
                                     Concentration::from_base(floors[at])});
        }
        probes.push_back(std::move(series));
    }
    return probes;
}

std::vector<ComparisonRow> read_comparison(const Reader& file) {
    std::vector<ComparisonRow> rows;
    const std::string group = "/comparison";
    if (!file.has(group)) return rows;
    const std::vector<std::string> measure = file.texts(group + "/measure");
    const std::vector<std::string> unit = same_length(file, group + "/unit", measure.size());
    const std::vector<std::string> better = same_length(file, group + "/better", measure.size());
    const std::vector<std::int64_t> a = file.integers(group + "/a");
    const std::vector<std::int64_t> b = file.integers(group + "/b");
    require_rows(group + "/a", a.size(), measure.size());
    require_rows(group + "/b", b.size(), measure.size());
    const std::vector<double> value_a = column(file, group + "/value_a", measure.size());
    const std::vector<double> value_b = column(file, group + "/value_b", measure.size());
    for (std::size_t i = 0; i < measure.size(); ++i) {
        ComparisonRow row{.measure = measure[i],
                          .a = static_cast<std::size_t>(a[i]),
                          .b = static_cast<std::size_t>(b[i]),
                          .value_a = or_none(value_a[i]),
                          .value_b = or_none(value_b[i]),
                          .unit = unit[i]};
        for (const Better word : {Better::higher, Better::lower, Better::none}) {
            if (to_text(word) == better[i]) row.better = word;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace mesogrid
