#include "engine/io/csv_result.hpp"

#include <filesystem>
#include <set>

#include "engine/base/units.hpp"
#include "engine/format/csv.hpp"
#include "engine/io/resolved_table.hpp"

namespace mesogrid {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string number(const std::optional<double>& value) {
    return value ? write_number(*value) : std::string();
}

std::string text(std::string_view view) {
    return std::string(view);
}

std::string punctures(const PunctureTable& table) {
    Rows rows(1);
    for (const auto& column : table.columns) {
        rows[0].push_back(column.unit == "1" ? column.name
                                             : column.name + " [" + column.unit + "]");
    }
    for (const auto& row : table.rows) {
        rows.emplace_back();
        for (const auto& value : row) rows.back().push_back(number(value));
    }
    return csv_table(rows);
}

std::string measures(const RunResult& result) {
    Rows rows = {
        {"measure", "value", "unit", "quantity", "solute", "region", "basis", "better", "reason"}};
    const Prescription& prescription = result.prescription;
    for (const Measured& measured : result.measures) {
        const bool dosed = measured.on_prescription;
        rows.push_back({measured.full_name(),
                        number(measured.value),
                        measured.unit,
                        dosed ? text(to_text(prescription.quantity)) : "",
                        dosed ? prescription.solute : "",
                        text(to_text(measured.region)),
                        dosed ? text(to_text(prescription.basis)) : "",
                        text(to_text(measured.better)),
                        measured.reason});
    }
    return csv_table(rows);
}

std::string curves(const RunResult& result) {
    Rows rows = {{"curve", "region", "x", "x_unit", "y", "y_unit"}};
    for (const Curve& curve : result.curves) {
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            rows.push_back({curve.full_name(),
                            text(to_text(curve.region)),
                            write_number(curve.x[i]),
                            curve.x_unit,
                            write_number(curve.y[i]),
                            curve.y_unit});
        }
    }
    return csv_table(rows);
}

void add_ledger(const Ledger& ledger, Rows& rows) {
    const auto add = [&](const char* entry, double value, const std::string& unit) {
        rows.push_back({ledger.solute, entry, write_number(value), unit});
    };
    const std::string& unit = ledger.label.text;
    add("at", ledger.at.base(), "s");
    add("volume_asked", ledger.volume_asked.base(), "uL");
    add("volume_delivered", ledger.volume_delivered.base(), "uL");
    add("volume_leaked", ledger.volume_leaked.base(), "uL");
    add("asked", ledger.asked.base(), unit);
    add("leaked", ledger.leaked.base(), unit);
    add("delivered", ledger.delivered.base(), unit);
    add("present", ledger.present.base(), unit);
    add("cleared", ledger.cleared.base(), unit);
    add("left_box", ledger.left_box.base(), unit);
    add("wrong_layer", ledger.wrong_layer.base(), unit);
    add("mass_balance_error", ledger.mass_balance_error(), "1");
}

std::string ledgers(const RunResult& result) {
    Rows rows = {{"solute", "entry", "value", "unit"}};
    add_ledger(result.ledger, rows);
    for (const Ledger& ledger : result.other_ledgers) add_ledger(ledger, rows);
    return csv_table(rows);
}

std::string probes(const RunResult& result) {
    Rows rows = {{"probe",
                  "solute",
                  "x [mm]",
                  "y [mm]",
                  "depth [mm]",
                  "time [s]",
                  "concentration",
                  "floor",
                  "unit"}};
    for (std::size_t p = 0; p < result.probes.size(); ++p) {
        const ProbeSeries& series = result.probes[p];
        for (std::size_t t = 0; t < series.times.size(); ++t) {
            rows.push_back({std::to_string(p),
                            series.solute,
                            write_number(series.position.x),
                            write_number(series.position.y),
                            write_number(series.depth.base()),
                            write_number(series.times[t].base()),
                            series.values[t].is_below_floor()
                                ? ""
                                : write_number(series.values[t].value.base()),
                            write_number(series.values[t].floor.base()),
                            series.label.text + "/mm3"});
        }
    }
    return csv_table(rows);
}

/// One line per number, for tables have columns of their own.
std::string listed(const RunResult& result) {
    Rows rows = {{"table", "row", "column", "value", "unit"}};
    for (const Table& table : result.tables) {
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                rows.push_back({table.name,
                                std::to_string(r + 1),
                                table.columns[c].name,
                                number(table.rows[r][c]),
                                table.columns[c].unit});
            }
        }
    }
    return csv_table(rows);
}

std::string resolved(const RunResult& result) {
    Rows rows = {
        {"key", "value", "unit", "origin", "where", "source", "grade", "range", "outside"}};
    for (const ResolvedRow& row : resolved_table(result.resolved, result.prescription.label.text)) {
        rows.push_back({row.key,
                        row.value,
                        row.unit,
                        row.origin,
                        row.where,
                        row.source,
                        row.grade,
                        row.range,
                        row.outside});
    }
    return csv_table(rows);
}

std::vector<CsvFile> tables(const RunResult& result, const std::string& stem) {
    return {{stem + ".punctures.csv", punctures(result.punctures)},
            {stem + ".measures.csv", measures(result)},
            {stem + ".curves.csv", curves(result)},
            {stem + ".ledger.csv", ledgers(result)},
            {stem + ".probes.csv", probes(result)},
            {stem + ".resolved.csv", resolved(result)},
            {stem + ".tables.csv", listed(result)}};
}

}  // namespace

std::vector<std::string> csv_stems(const std::vector<std::string>& files) {
    std::vector<std::string> stems;
    std::set<std::string> used;
    for (const std::string& file : files) {
        used.insert(std::filesystem::path(file).stem().string());
    }
    std::set<std::string> given;
    for (const std::string& file : files) {
        const std::string own = std::filesystem::path(file).stem().string();
        std::string stem = own;
        // Files of one name from two folders must not overwrite each other.
        for (int n = 2; given.count(stem) != 0 || (stem != own && used.count(stem) != 0); ++n) {
            stem = own + "-" + std::to_string(n);
        }
        given.insert(stem);
        stems.push_back(stem);
    }
    return stems;
}

std::vector<std::string> csv_names(const std::vector<std::string>& files) {
    std::vector<std::string> names;
    for (const std::string& stem : csv_stems(files)) {
        for (const char* table : {".punctures.csv",
                                  ".measures.csv",
                                  ".curves.csv",
                                  ".ledger.csv",
                                  ".probes.csv",
                                  ".resolved.csv",
                                  ".tables.csv"}) {
            names.push_back(stem + table);
        }
    }
    if (files.size() > 1) names.emplace_back("comparison.csv");
    return names;
}

std::vector<CsvFile> to_csv(const RunResult& result) {
    return tables(result, csv_stems({result.file}).front());
}

std::vector<CsvFile> to_csv(const Comparison& comparison) {
    std::vector<CsvFile> files;
    std::vector<std::string> scenarios;
    for (const RunResult& result : comparison.protocols) scenarios.push_back(result.file);
    const std::vector<std::string> stems = csv_stems(scenarios);
    for (std::size_t i = 0; i < stems.size(); ++i) {
        for (CsvFile& file : tables(comparison.protocols[i], stems[i])) {
            files.push_back(std::move(file));
        }
    }
    Rows rows = {{"measure", "a", "b", "value_a", "value_b", "difference", "unit", "better"}};
    for (const ComparisonRow& row : comparison.rows) {
        rows.push_back({row.measure,
                        comparison.protocols[row.a].name,
                        comparison.protocols[row.b].name,
                        number(row.value_a),
                        number(row.value_b),
                        number(row.difference()),
                        row.unit,
                        text(to_text(row.better))});
    }
    files.push_back({"comparison.csv", csv_table(rows)});
    return files;
}

}  // namespace mesogrid
