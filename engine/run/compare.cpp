#include "engine/run/compare.hpp"

#include <map>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"

namespace mesogrid {
namespace {

/// The first way in which two prescriptions differ, as "key: a, b"; empty when they are alike.
std::string first_difference(const Prescription& a, const Prescription& b) {
    const auto unlike = [](std::string_view key, const auto& left, const auto& right) {
        return std::string(key) + " is " + std::string(left) + " here and " + std::string(right) +
               " in the first";
    };
    if (a.solute != b.solute) return unlike("solute", b.solute, a.solute);
    if (a.quantity != b.quantity) {
        return unlike("quantity", to_text(b.quantity), to_text(a.quantity));
    }
    if (a.layer != b.layer) return unlike("layer", b.layer, a.layer);
    if (a.reduction != b.reduction) {
        return unlike("reduce", to_text(b.reduction), to_text(a.reduction));
    }
    if (a.at != b.at) {
        return unlike("at", write_quantity(b.at.base(), "s"), write_quantity(a.at.base(), "s"));
    }
    if (a.label != b.label) return unlike("amount", b.label.text, a.label.text);
    if (a.threshold_unit != b.threshold_unit) {  // doses are reported in it
        return unlike("the unit of the threshold", b.threshold_unit, a.threshold_unit);
    }
    if (a.threshold != b.threshold) {
        return unlike("threshold", write_number(b.threshold), write_number(a.threshold));
    }
    if (a.basis != b.basis) return unlike("basis", to_text(b.basis), to_text(a.basis));
    return {};
}

/// Protocols of one name get their file behind it.
void tell_apart(std::vector<RunResult>& protocols) {
    std::map<std::string, int> count;
    for (const RunResult& protocol : protocols) ++count[protocol.name];
    for (RunResult& protocol : protocols) {
        if (count[protocol.name] > 1) protocol.name += " (" + protocol.file + ")";
    }
}

/// The parameters of the measures, in the order they were read.
std::vector<std::pair<std::string, std::string>> metric_parameters(const RunResult& result) {
    std::vector<std::pair<std::string, std::string>> parameters;
    for (const ResolvedValue& value : result.resolved) {
        if (value.path.rfind("metrics.", 0) == 0) parameters.emplace_back(value.path, value.value);
    }
    return parameters;
}

/// Measures of one name must be one measure.
void require_same_parameters(const std::vector<RunResult>& protocols) {
    std::vector<Diagnostic> faults;
    for (const RunResult& protocol : protocols) {
        const auto first = metric_parameters(protocols.front());
        const auto own = metric_parameters(protocol);
        if (own == first) continue;
        faults.push_back(Diagnostic{
            .code = 352,
            .where = {.file = protocol.file},
            .key = "metrics",
            .problem =
                "the parameters of the measures differ from those of " + protocols.front().file,
            .suggestion = "state them once, in a common base"});
    }
    if (!faults.empty()) throw InputError(std::move(faults));
}

}  // namespace

std::optional<double> ComparisonRow::difference() const {
    if (!value_a || !value_b) return std::nullopt;
    return *value_b - *value_a;
}

void require_comparable(const std::vector<Prescription>& prescriptions,
                        const std::vector<std::string>& files) {
    std::vector<Diagnostic> faults;
    for (std::size_t i = 1; i < prescriptions.size(); ++i) {
        const std::string difference = first_difference(prescriptions.front(), prescriptions[i]);
        if (difference.empty()) continue;
        faults.push_back(
            Diagnostic{.code = 316,
                       .where = {.file = files[i]},
                       .key = "prescription",
                       .problem = "cannot be compared with " + files.front() + ": " + difference,
                       .suggestion = "give all protocols one prescription, e.g. "
                                     "through a common base"});
    }
    if (!faults.empty()) throw InputError(std::move(faults));
}

Comparison compare(std::vector<RunResult> protocols) {
    std::vector<Prescription> prescriptions;
    std::vector<std::string> files;
    for (const RunResult& protocol : protocols) {
        prescriptions.push_back(protocol.prescription);
        files.push_back(protocol.file);
    }
    require_comparable(prescriptions, files);
    require_same_parameters(protocols);
    tell_apart(protocols);
    Comparison comparison;
    for (std::size_t a = 0; a < protocols.size(); ++a) {
        for (std::size_t b = a + 1; b < protocols.size(); ++b) {
            for (const Measured& left : protocols[a].measures) {
                const Measured* right = protocols[b].measure(left.full_name());
                if (!right) continue;
                comparison.rows.push_back(
                    {left.full_name(), a, b, left.value, right->value, left.unit, left.better});
            }
        }
    }
    comparison.protocols = std::move(protocols);
    return comparison;
}

}  // namespace mesogrid
