#include "engine/io/json_result.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/units.hpp"
#include "engine/io/version.hpp"

namespace mesogrid {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json grade(const std::optional<Grade>& value) {
    return value ? Json(to_text(*value)) : Json(nullptr);
}

Json with_unit(double value, const std::string& unit) {
    return {{"value", value}, {"unit", unit}};
}

Json scenario_of(const RunResult& result) {
    Json resolved = Json::array();
    for (const ResolvedValue& value : result.resolved) {
        const std::string where =
            value.is_default ? "" : fmt::format("{}:{}", value.where.file, value.where.line);
        resolved.push_back({{"key", value.path},
                            {"value", value.value},
                            {"default", value.is_default},
                            {"where", where},
                            {"source", value.source},
                            {"unit", value.unit},
                            {"grade", grade(value.grade)},
                            {"range", value.range},
                            {"outside_range", value.outside_range}});
    }
    return {{"name", result.name},
            {"file", result.file},
            {"source", result.source},
            {"seed", result.seed},
            {"weakest_grade", grade(result.weakest_grade)},
            {"resolved", std::move(resolved)}};
}

Json prescription_of(const Prescription& p) {
    const bool until_cleared = std::isinf(p.at.base());
    const bool timed = p.quantity != ExposureQuantity::areal_dose &&
                       p.quantity != ExposureQuantity::nominal_areal_dose && !until_cleared;
    const std::string level_unit =
        p.label.text + (p.reduction == Reduction::depth_integral ? "/mm2" : "/mm3");
    return {{"solute", p.solute},
            {"quantity", to_text(p.quantity)},
            {"layer", p.layer},
            {"reduce", to_text(p.reduction)},
            {"at", timed ? with_unit(p.at.base(), "s") : Json(nullptr)},
            {"until_cleared", until_cleared},
            {"level",
             p.quantity == ExposureQuantity::time_above ? with_unit(p.level, level_unit)
                                                        : Json(nullptr)},
            {"threshold", with_unit(in_unit(p.threshold, p.threshold_unit), p.threshold_unit)},
            {"basis", to_text(p.basis)},
            {"footing", p.footing},
            {"illustrative", p.illustrative()}};
}

Json target_of(const Target& target) {
    Json rings = Json::array();
    for (const Ring& ring : target.outline.rings()) {
        Json points = Json::array();
        for (const Point& point : ring) points.push_back({point.x, point.y});
        rings.push_back(std::move(points));
    }
    return {{"site", target.site},
            {"layer", target.layer},
            {"area", with_unit(target.outline.area(), "mm2")},
            {"interior_margin", with_unit(target.interior_margin.base(), "mm")},
            {"rings", std::move(rings)}};
}

Json measures_of(const RunResult& result) {
    Json measures = Json::object();
    const Prescription& prescription = result.prescription;
    for (const Measured& measured : result.measures) {
        const bool dosed = measured.on_prescription;
        Json entry = {{"value", number(measured.value)},
                      {"unit", measured.unit},
                      {"quantity", dosed ? Json(to_text(prescription.quantity)) : Json(nullptr)},
                      {"solute", dosed ? Json(prescription.solute) : Json(nullptr)},
                      {"region", to_text(measured.region)},
                      {"basis", dosed ? Json(to_text(prescription.basis)) : Json(nullptr)},
                      {"better", to_text(measured.better)}};
        if (!measured.value) entry["reason"] = measured.reason;
        measures[measured.full_name()] = std::move(entry);
    }
    return measures;
}

Json curves_of(const RunResult& result) {
    const auto axis = [](const std::string& name, const std::string& unit, const auto& values) {
        return Json{{"name", name}, {"unit", unit}, {"values", values}};
    };
    Json curves = Json::object();
    for (const Curve& curve : result.curves) {
        curves[curve.full_name()] = {{"region", to_text(curve.region)},
                                     {"x", axis(curve.x_name, curve.x_unit, curve.x)},
                                     {"y", axis(curve.y_name, curve.y_unit, curve.y)}};
    }
    return curves;
}

template <class AnyTable>
Json table_of(const AnyTable& table) {
    Json columns = Json::array();
    Json units = Json::array();
    for (const auto& column : table.columns) {
        columns.push_back(column.name);
        units.push_back(column.unit);
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json cells = Json::array();
        for (const auto& value : row) cells.push_back(number(value));
        rows.push_back(std::move(cells));
    }
    return {
        {"columns", std::move(columns)}, {"units", std::move(units)}, {"rows", std::move(rows)}};
}

Json tables_of(const RunResult& result) {
    Json tables = Json::object();
    for (const Table& table : result.tables) tables[table.name] = table_of(table);
    return tables;
}

Json ledger_of(const Ledger& ledger) {
    return {{"solute", ledger.solute},
            {"unit", ledger.label.text},
            {"at", with_unit(ledger.at.base(), "s")},
            {"asked", ledger.asked.base()},
            {"leaked", ledger.leaked.base()},
            {"delivered", ledger.delivered.base()},
            {"present", ledger.present.base()},
            {"cleared", ledger.cleared.base()},
            {"left_box", ledger.left_box.base()},
            {"wrong_layer", ledger.wrong_layer.base()},
            {"mass_balance_error", ledger.mass_balance_error()}};
}

Json other_ledgers_of(const RunResult& result) {
    Json ledgers = Json::array();
    for (const Ledger& ledger : result.other_ledgers) ledgers.push_back(ledger_of(ledger));
    return ledgers;
}

Json probes_of(const RunResult& result) {
    Json probes = Json::array();
    for (const ProbeSeries& series : result.probes) {
        Json times = Json::array();
        for (const Duration time : series.times) times.push_back(time.base());
        Json values = Json::array();
        Json floors = Json::array();
        for (const ProbeValue& value : series.values) {
            values.push_back(value.is_below_floor() ? Json(nullptr) : Json(value.value.base()));
            floors.push_back(value.floor.base());
        }
        probes.push_back({{"solute", series.solute},
                          {"x", series.position.x},
                          {"y", series.position.y},
                          {"depth", series.depth.base()},
                          {"length_unit", "mm"},
                          {"times", std::move(times)},
                          {"time_unit", "s"},
                          {"concentration", std::move(values)},
                          {"floor", std::move(floors)},
                          {"concentration_unit", series.label.text + "/mm3"}});
    }
    return probes;
}

Json run_object(const RunResult& result) {
    return {{"schema", 1},
            {"mesogrid",
             {{"version", version()}, {"commit", commit()}, {"intended_use", kIntendedUse}}},
            {"scenario", scenario_of(result)},
            {"prescription", prescription_of(result.prescription)},
            {"target", target_of(result.target)},
            {"measures", measures_of(result)},
            {"curves", curves_of(result)},
            {"punctures", table_of(result.punctures)},
            {"tables", tables_of(result)},
            {"ledger", ledger_of(result.ledger)},
            {"other_ledgers", other_ledgers_of(result)},
            {"probes", probes_of(result)},
            {"notes", result.notes}};
}

Json comparison_row(const ComparisonRow& row, const std::vector<RunResult>& protocols) {
    return {{"measure", row.measure},
            {"a", protocols[row.a].name},
            {"b", protocols[row.b].name},
            {"value_a", number(row.value_a)},
            {"value_b", number(row.value_b)},
            {"difference", number(row.difference())},
            {"unit", row.unit},
            {"better", to_text(row.better)},
            {"low", nullptr},
            {"high", nullptr},
            {"p_b_better", nullptr},
            {"question", nullptr},
            {"verdict", nullptr}};
}

}  // namespace

std::string to_json(const RunResult& result) {
    return run_object(result).dump(2) + "\n";
}

std::string to_json(const Comparison& comparison) {
    Json protocols = Json::array();
    for (const RunResult& result : comparison.protocols) protocols.push_back(run_object(result));
    Json rows = Json::array();
    for (const ComparisonRow& row : comparison.rows) {
        rows.push_back(comparison_row(row, comparison.protocols));
    }
    return Json{{"schema", 1}, {"protocols", std::move(protocols)}, {"comparison", std::move(rows)}}
               .dump(2) +
           "\n";
}

}  // namespace mesogrid
