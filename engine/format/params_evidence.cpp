#include <algorithm>

#include <fmt/format.h>

#include "engine/format/params.hpp"
#include "engine/format/read_log.hpp"

/// Where values come from: what the file wrote, what a default or the library stands in with.
namespace mesogrid {
namespace {

/// What the key table says of a default that comes from the library.
constexpr const char* kByData = "by data";

}  // namespace

std::optional<Grade> weakest_grade(const std::vector<ResolvedValue>& values) {
    std::optional<Grade> weakest;
    for (const ResolvedValue& value : values) {
        if (value.grade) weakest = std::max(weakest.value_or(*value.grade), *value.grade);
    }
    return weakest;
}

void Params::supply(ResolvedValue value) {
    log_->resolve(std::move(value));
}

void Params::resolved(std::string_view name, const Node& node, std::string_view unit) {
    // The whole value: `written` is cut for messages, and this one ends in the provenance.
    const auto* text = std::get_if<std::string>(&node.value);
    const bool of_library = !node.source.empty();
    log_->resolve({.path = join_path(path_, name),
                   .value = text ? '"' + *text + '"' : node.written,
                   .is_default = of_library,
                   .where = of_library ? SourcePosition{} : node.where,
                   .source = node.source,
                   .unit = std::string(unit),
                   .grade = grade_in(node.source)});
}

void Params::defaulted(std::string_view name,
                       std::string value,
                       std::string_view source,
                       std::string_view unit) {
    log_->resolve({.path = join_path(path_, name),
                   .value = std::move(value),
                   .is_default = true,
                   .where = {},
                   .source = std::string(source),
                   .unit = std::string(unit),
                   .grade = grade_in(source)});
}

void Params::supplied(std::string_view name, const Parameter& data) {
    const bool plain = data.unit == "1";
    defaulted(name, plain ? data.value : '"' + data.text() + '"', data.evidence(), data.unit);
    log_->last_resolved().range = data.range();
}

void Params::compare(std::string_view name, double base, const Parameter& data) {
    ResolvedValue& value = log_->last_resolved();
    value.range = data.range();
    if (data.contains(base)) return;
    value.outside_range = true;
    note(fmt::format("{} = {} lies outside {}, the range of {}",
                     join_path(path_, name),
                     value.value,
                     data.range(),
                     data.source));
}

double Params::read_quantity_base(const QuantitySpec& spec, const Parameter& data) {
    const std::size_t faults = fault_count();
    KeyInfo info = info_of(spec, Need::optional, "quantity");
    info.fallback = kByData;
    ask(std::move(info), spec.name);
    const std::optional<double> base = read_quantity_base(spec, Need::optional);
    if (!base) {
        supplied(spec.name, data);
        return data.base();
    }
    if (fault_count() == faults) compare(spec.name, *base, data);
    return *base;
}

double Params::read(const NumberKey& key, const Parameter& data) {
    const std::size_t faults = fault_count();
    ask({.type = "number",
         .unit = "1",
         .range = write_number(key.minimum) + " to " + write_number(key.maximum),
         .fallback = kByData,
         .meaning = std::string(key.meaning),
         .source = std::string(key.source)},
        key.name);
    const std::optional<double> value = read_optional(key);
    if (!value) {
        supplied(key.name, data);
        return data.base();
    }
    if (fault_count() == faults) compare(key.name, *value, data);
    return *value;
}

Params Params::laid_over(const Node& entry) const {
    auto root = std::make_shared<const Node>(merged(entry, *table_));
    const Node* table = root.get();
    return Params(std::move(root), table, where_, path_, pattern_path_, log_);
}

}  // namespace mesogrid
