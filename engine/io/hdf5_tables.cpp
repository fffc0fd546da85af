#include "engine/io/hdf5_tables.hpp"

#include <limits>

#include "engine/io/hdf5_columns.hpp"
#include "engine/io/result_layout.hpp"

namespace mesogrid {
namespace {

using hdf5::Writer;

/// What has no value is not a number here; its `reason` stands beside it.
double or_nan(const std::optional<double>& value) {
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

void write_punctures(Writer& file, const std::string& protocol, const PunctureTable& table) {
    const std::string group = protocol + "/punctures/";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        std::vector<double> values;
        values.reserve(table.rows.size());
        for (const auto& row : table.rows) values.push_back(or_nan(row[c]));
        const std::string path = group + table.columns[c].name;
        write_column(file, path, values, table.columns[c].unit);
        write_index(file, path, c);
        if (c == 0) {
            file.scale(path, table.columns[c].name);
        } else {
            file.attach(path, 0, group + table.columns[0].name);
        }
    }
}

/// One column per dataset in a group per table.
void write_lists(Writer& file, const std::string& protocol, const std::vector<Table>& tables) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const Table& table = tables[t];
        const std::string group = protocol + "/tables/" + layout::path_step(table.name);
        file.group(group);
        write_index(file, group, t);
        file.attribute(group, "name", table.name);
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            std::vector<double> values;
            values.reserve(table.rows.size());
            for (const auto& row : table.rows) values.push_back(or_nan(row[c]));
            const std::string path = group + "/" + table.columns[c].name;
            write_column(file, path, values, table.columns[c].unit);
            write_index(file, path, c);
        }
    }
}

void write_measures(Writer& file, const std::string& protocol, const RunResult& result) {
    const Prescription& p = result.prescription;
    for (std::size_t m = 0; m < result.measures.size(); ++m) {
        const Measured& measured = result.measures[m];
        const std::string path = protocol + "/measures/" + layout::path_step(measured.full_name());
        file.number(path, or_nan(measured.value));
        write_unit(file, path, measured.unit);
        write_index(file, path, m);
        file.attribute(path, "name", measured.name);
        file.attribute(path, "region", to_text(measured.region));
        file.attribute(path, "better", to_text(measured.better));
        if (!measured.value) file.attribute(path, "reason", measured.reason);
        if (!measured.on_prescription) continue;
        file.attribute(path, "quantity", to_text(p.quantity));
        file.attribute(path, "solute", p.solute);
        file.attribute(path, "basis", to_text(p.basis));
    }
}

void write_curves(Writer& file, const std::string& protocol, const RunResult& result) {
    for (std::size_t c = 0; c < result.curves.size(); ++c) {
        const Curve& curve = result.curves[c];
        const std::string group = protocol + "/curves/" + layout::path_step(curve.full_name());
        file.group(group);
        write_index(file, group, c);
        file.attribute(group, "name", curve.name);
        file.attribute(group, "region", to_text(curve.region));
        write_axis(file, group, "x", curve.x, curve.x_unit);
        write_column(file, group + "/y", curve.y, curve.y_unit);
        file.attach(group + "/y", 0, group + "/x");
        file.attribute(group + "/x", "long_name", curve.x_name);
        file.attribute(group + "/y", "long_name", curve.y_name);
    }
}

void write_ledger(Writer& file, const std::string& protocol, const Ledger& ledger) {
    const std::string group = protocol + "/ledger";
    file.group(group);
    file.attribute(group, "solute", ledger.solute);
    file.attribute(group, "label", ledger.label.text);
    const auto entry = [&](const char* name, double value, const std::string& unit) {
        write_scalar(file, group + "/" + name, value, unit);
    };
    entry("at", ledger.at.base(), "s");
    entry("volume_asked", ledger.volume_asked.base(), "uL");
    entry("volume_delivered", ledger.volume_delivered.base(), "uL");
    entry("volume_leaked", ledger.volume_leaked.base(), "uL");
    entry("asked", ledger.asked.base(), ledger.label.text);
    entry("leaked", ledger.leaked.base(), ledger.label.text);
    entry("delivered", ledger.delivered.base(), ledger.label.text);
    entry("present", ledger.present.base(), ledger.label.text);
    entry("cleared", ledger.cleared.base(), ledger.label.text);
    entry("left_box", ledger.left_box.base(), ledger.label.text);
    entry("wrong_layer", ledger.wrong_layer.base(), ledger.label.text);
    entry("mass_balance_error", ledger.mass_balance_error(), "1");
}

/// The series of one solute.
void write_probes(Writer& file,
                  const std::string& protocol,
                  const std::vector<ProbeSeries>& probes) {
    if (probes.empty()) return;
    const std::string group = protocol + "/probes";
    file.group(group);
    std::vector<double> number;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> depth;
    std::vector<double> times;
    std::vector<double> values;
    std::vector<double> floors;
    for (const ProbeSeries& series : probes) {
        number.push_back(static_cast<double>(number.size()));
        x.push_back(series.position.x);
        y.push_back(series.position.y);
        depth.push_back(series.depth.base());
        for (const ProbeValue& value : series.values) {
            values.push_back(
                or_nan(value.is_below_floor() ? std::nullopt : std::optional(value.value.base())));
            floors.push_back(value.floor.base());
        }
    }
    times.reserve(probes.front().times.size());
    for (const Duration time : probes.front().times) times.push_back(time.base());
    write_axis(file, group, "probe", number, "1");
    write_axis(file, group, "time", times, "s");
    for (const auto& [name, column] :
         {std::pair{"x", &x}, std::pair{"y", &y}, std::pair{"depth", &depth}}) {
        write_column(file, group + "/" + name, *column, "mm");
        file.attach(group + "/" + name, 0, group + "/probe");
    }
    for (const auto& [name, matrix] :
         {std::pair{"/concentration", &values}, std::pair{"/floor", &floors}}) {
        const std::string path = group + name;
        file.numbers(path, {number.size(), times.size()}, *matrix);
        write_unit(file, path, probes.front().label.text + "/mm3");
        file.attribute(path, "solute", probes.front().solute);
        file.attach(path, 0, group + "/probe");
        file.attach(path, 1, group + "/time");
    }
}

std::vector<ProbeSeries> probes_of(const RunResult& result, const std::string& solute) {
    std::vector<ProbeSeries> probes;
    for (const ProbeSeries& series : result.probes) {
        if (series.solute == solute) probes.push_back(series);
    }
    return probes;
}

}  // namespace

void write_tables(Writer& file, const std::string& protocol, const RunResult& result) {
    write_punctures(file, protocol, result.punctures);
    write_measures(file, protocol, result);
    write_curves(file, protocol, result);
    write_lists(file, protocol, result.tables);
    write_ledger(file, protocol, result.ledger);
    write_probes(file, protocol, probes_of(result, result.ledger.solute));
    if (!result.other_ledgers.empty()) file.group(protocol + "/other_solutes");
    for (std::size_t i = 0; i < result.other_ledgers.size(); ++i) {
        const std::string other = layout::other_solute(protocol, i);
        file.group(other);
        write_ledger(file, other, result.other_ledgers[i]);
        write_probes(file, other, probes_of(result, result.other_ledgers[i].solute));
    }
}

void write_comparison(Writer& file, const Comparison& comparison) {
    std::vector<std::string> measure;
    std::vector<std::int64_t> a;
    std::vector<std::int64_t> b;
    std::vector<double> value_a;
    std::vector<double> value_b;
    std::vector<double> difference;
    std::vector<std::string> unit;
    std::vector<std::string> better;
    for (const ComparisonRow& row : comparison.rows) {
        measure.push_back(row.measure);
        a.push_back(static_cast<std::int64_t>(row.a));
        b.push_back(static_cast<std::int64_t>(row.b));
        value_a.push_back(or_nan(row.value_a));
        value_b.push_back(or_nan(row.value_b));
        difference.push_back(or_nan(row.difference()));
        unit.push_back(row.unit);
        better.emplace_back(to_text(row.better));
    }
    file.texts("/comparison/measure", measure);
    file.integers("/comparison/a", a);
    file.integers("/comparison/b", b);
    file.numbers("/comparison/value_a", {value_a.size()}, value_a);
    file.numbers("/comparison/value_b", {value_b.size()}, value_b);
    file.numbers("/comparison/difference", {difference.size()}, difference);
    file.texts("/comparison/unit", unit);
    file.texts("/comparison/better", better);
}

}  // namespace mesogrid
