#include "app/goals.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"
#include "engine/format/suggest.hpp"

namespace mesogrid::app {
namespace {

struct Sign {
    std::string_view text;
    Goal::Relation relation;
};
/// Longer ones first, so that ">=" is not taken for ">".
constexpr std::array kSigns = {Sign{">=", Goal::Relation::at_least},
                               Sign{"<=", Goal::Relation::at_most},
                               Sign{">", Goal::Relation::above},
                               Sign{"<", Goal::Relation::below}};

[[noreturn]] void refuse(int code,
                         const std::string& given,
                         std::string problem,
                         std::string allowed,
                         std::string suggestion = {}) {
    throw InputError(Diagnostic{.code = code,
                                .where = {},
                                .key = "--require",
                                .given = given,
                                .problem = std::move(problem),
                                .allowed = std::move(allowed),
                                .suggestion = std::move(suggestion)});
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

bool holds(Goal::Relation relation, double value, double wanted) {
    switch (relation) {
        case Goal::Relation::at_least:
            return value >= wanted;
        case Goal::Relation::at_most:
            return value <= wanted;
        case Goal::Relation::above:
            return value > wanted;
        case Goal::Relation::below:
            break;
    }
    return value < wanted;
}

/// The goal's value in the measure's unit.
double wanted_of(const Goal& goal, const Measured& measured, const std::string& label) {
    if (goal.unit.empty() || goal.unit == measured.unit) return goal.value;
    const auto given = find_unit(goal.unit, label);
    const auto own = find_unit(measured.unit, label);
    const bool fits = given && own && given->dimension == own->dimension &&
                      given->label == own->label && measured.unit != "1";
    if (!fits) {
        refuse(411,
               goal.text,
               fmt::format("\"{}\" is no unit of {}", goal.unit, goal.measure),
               measured.unit == "1" ? "a number without a unit" : measured.unit);
    }
    return goal.value * given->factor() / own->factor();
}

const Measured& measure_of(const Goal& goal, const RunResult& result) {
    if (const Measured* found = result.measure(goal.measure)) return *found;
    std::vector<std::string> names;
    names.reserve(result.measures.size());
    for (const Measured& measured : result.measures) names.push_back(measured.full_name());
    refuse(410,
           goal.text,
           "there is no measure " + goal.measure + " in " + result.file,
           "a name from --json or docs/metrics.md",
           nearest(goal.measure, names));
}

}  // namespace

Goal read_goal(const std::string& text) {
    const std::string form = "NAME>=NUMBER, also <=, > and <, with a unit or without: V80>=90";
    for (const Sign& sign : kSigns) {
        const std::size_t at = text.find(sign.text);
        if (at == std::string::npos) continue;
        Goal goal{.text = text,
                  .measure = trimmed(std::string_view(text).substr(0, at)),
                  .relation = sign.relation};
        const std::string right = trimmed(std::string_view(text).substr(at + sign.text.size()));
        const char* last = right.data() + right.size();
        const auto [end, error] = std::from_chars(right.data(), last, goal.value);
        const bool finite = error == std::errc() && goal.value - goal.value == 0.0;
        if (goal.measure.empty() || !finite) break;
        goal.unit = trimmed({end, static_cast<std::size_t>(last - end)});
        return goal;
    }
    refuse(409, text, "is no goal", form);
}

void check_goals(const std::vector<Goal>& goals, const std::vector<const RunResult*>& results) {
    for (const Goal& goal : goals) {
        for (const RunResult* result : results) {
            wanted_of(goal, measure_of(goal, *result), result->prescription.label.text);
        }
    }
}

void require_goals(const std::vector<Goal>& goals, const std::vector<const RunResult*>& results) {
    std::vector<Diagnostic> missed;
    for (const Goal& goal : goals) {
        for (const RunResult* result : results) {
            const Measured& measured = measure_of(goal, *result);
            const double wanted = wanted_of(goal, measured, result->prescription.label.text);
            if (measured.value && holds(goal.relation, *measured.value, wanted)) continue;
            const std::string unit = measured.unit == "1" ? "" : " " + measured.unit;
            std::string problem =
                measured.value
                    ? fmt::format("is not met: {} is {}{}",
                                  goal.measure,
                                  write_number(*measured.value),
                                  unit)
                    : fmt::format(
                          "cannot be judged: {} has no value, {}", goal.measure, measured.reason);
            missed.push_back(Diagnostic{.code = 412,
                                        .where = {.file = result->file},
                                        .key = "--require",
                                        .given = goal.text,
                                        .problem = std::move(problem)});
        }
    }
    if (!missed.empty()) throw GoalNotMetError(std::move(missed));
}

}  // namespace mesogrid::app
