#include "app/report_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/io/version.hpp"

#include "app/evidence_text.hpp"
#include "app/text.hpp"

namespace mesogrid::app {
namespace {

constexpr std::size_t kMostPunctureRows = 40;
constexpr std::array kAreaMeasures = {
    "coverage", "V80", "D95", "D50", "DU_lq", "CU", "CV", "HI_icru"};
constexpr std::array kEffortMeasures = {
    "puncture_count", "total_volume_asked", "total_volume_delivered", "path_length"};
constexpr std::array kRegions = {Region::whole, Region::interior, Region::edge_band};

std::string region_title(Region region, const Target& target) {
    switch (region) {
        case Region::interior:
            return fmt::format("interior (farther than {} from the border)",
                               write_quantity(target.interior_margin.base(), "mm", 3));
        case Region::edge_band:
            return "edge band (the rest)";
        case Region::whole:
            break;
    }
    return fmt::format("whole area ({})", write_quantity(target.outline.area(), "mm2", 4));
}

std::string question(const RunResult& result) {
    const Prescription& p = result.prescription;
    std::string time;
    using enum ExposureQuantity;
    if (std::isinf(p.at.base())) {
        time = " until everything is cleared";
    } else if (p.quantity == concentration || p.quantity == areal_amount) {
        time = " at " + write_quantity(p.at.base(), "h", 4);
    } else if (p.quantity != areal_dose && p.quantity != nominal_areal_dose) {
        time = " until " + write_quantity(p.at.base(), "h", 4);
    }
    if (p.basis == Basis::cumulative) time += ", cumulated over the sessions";
    std::string text = fmt::format("Judged by {} of {} in the {} ({}){}, threshold {}",
                                   to_text(p.quantity),
                                   p.solute,
                                   p.layer,
                                   to_text(p.reduction),
                                   time,
                                   write_quantity(p.threshold, p.threshold_unit, 5));
    text += p.illustrative() ? ". Illustrative threshold: no source stands behind it; the coverage "
                               "curve is in --json and --csv."
                             : ". Footing: " + p.footing + ".";
    return wrapped(text, 0);
}

std::string full_name(std::string_view measure, Region region) {
    return Measured{.name = std::string(measure), .region = region, .value = {}, .reason = {}}
        .full_name();
}

const Measured* find(const RunResult& result, std::string_view measure, Region region) {
    return result.measure(full_name(measure, region));
}

/// One line: name, unit, the reference's value, then value and difference of each other protocol.
std::string measure_line(const std::vector<const RunResult*>& block,
                         std::string_view name,
                         Region region) {
    const Measured* first = find(*block.front(), name, region);
    if (!first) return {};
    std::string line =
        fmt::format("  {:<22} {:<9} {:>9}", name, first->unit, value_text(first->value));
    for (std::size_t i = 1; i < block.size(); ++i) {
        const Measured* other = find(*block[i], name, region);
        if (!other) continue;
        line += fmt::format(
            " {:>8} {:>8}", value_text(other->value), difference_text(first->value, other->value));
    }
    return line + "\n";
}

std::string measure_lines(const std::vector<const RunResult*>& block) {
    std::string text;
    for (const Region region : kRegions) {
        text += region_title(region, block.front()->target) + "\n";
        for (const char* name : kAreaMeasures) text += measure_line(block, name, region);
    }
    text += "effort\n";
    for (const char* name : kEffortMeasures) text += measure_line(block, name, Region::whole);
    return text;
}

/// Is this one of the measures that the table shows?
bool is_shown(const Measured& measured) {
    const auto is_name = [&](const char* name) { return measured.name == name; };
    return std::any_of(std::begin(kAreaMeasures), std::end(kAreaMeasures), is_name) ||
           std::any_of(std::begin(kEffortMeasures), std::end(kEffortMeasures), is_name);
}

/// Reasons for every value that is missing in the table, once each; --json and --csv have the rest.
std::string missing_reasons(const std::vector<const RunResult*>& block) {
    std::vector<std::string> seen;
    for (const RunResult* result : block) {
        for (const Measured& measured : result->measures) {
            if (measured.value || !is_shown(measured)) continue;
            if (std::find(seen.begin(), seen.end(), measured.reason) != seen.end()) continue;
            seen.push_back(measured.reason);
        }
    }
    std::string text;
    for (const std::string& reason : seen) text += wrapped("n/a: " + reason, 5);
    return text;
}

/// A puncture column as the terminal shows it, under a name that keeps the table narrow.
struct ShownColumn {
    const char* column;
    const char* heading;
};
constexpr std::array kPunctureColumns = {ShownColumn{"id", "id"},
                                         ShownColumn{"x", "x"},
                                         ShownColumn{"y", "y"},
                                         ShownColumn{"depth", "depth"},
                                         ShownColumn{"volume_delivered", "volume"},
                                         ShownColumn{"reach_area", "reach"},
                                         ShownColumn{"unique_area", "unique"},
                                         ShownColumn{"territory_area", "cell"},
                                         ShownColumn{"marginal_coverage", "marginal"}};

std::string puncture_lines(const PunctureTable& table) {
    std::string names;
    std::string units;
    std::vector<std::size_t> columns;
    for (const ShownColumn& shown : kPunctureColumns) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (table.columns[c].name != shown.column) continue;
            columns.push_back(c);
            const std::string& unit = table.columns[c].unit;
            names += fmt::format("{:>8}", shown.heading);
            units += fmt::format("{:>8}", unit == "1" ? "" : unit);
        }
    }
    std::string text =
        "per puncture (columns: docs/output-format.md)\n" + names + "\n" + units + "\n";
    const std::size_t rows = std::min(table.rows.size(), kMostPunctureRows);
    for (std::size_t r = 0; r < rows; ++r) {
        for (const std::size_t c : columns) {
            text += fmt::format("{:>8}", value_text(table.rows[r][c]));
        }
        text += "\n";
    }
    if (rows < table.rows.size()) {
        text +=
            fmt::format("  … {} more punctures: see --csv or --json\n", table.rows.size() - rows);
    }
    return text;
}

std::string ledger_lines(const Ledger& ledger) {
    const std::string& unit = ledger.label.text;
    const std::string wrong_layer =
        ledger.wrong_layer == Amount{}
            ? ""
            : fmt::format(" + wrong layer {:.6g}", ledger.wrong_layer.base());
    return with_lines_wrapped(fmt::format(
        "ledger of {} after {} ({})\n"
        "  asked {:.6g} = delivered {:.6g} + leaked {:.6g}\n"
        "  delivered = present {:.6g} + cleared {:.6g} + left the box {:.6g}{}; error {:.1e}\n",
        shortened(ledger.solute, 30),
        write_quantity(ledger.at.base(), "h", 4),
        unit,
        ledger.asked.base(),
        ledger.delivered.base(),
        ledger.leaked.base(),
        ledger.present.base(),
        ledger.cleared.base(),
        ledger.left_box.base(),
        wrong_layer,
        ledger.mass_balance_error()));
}

std::string probe_lines(const RunResult& result) {
    std::string text;
    for (const ProbeSeries& series : result.probes) {
        text += fmt::format("probe of {} at ({:.4g}, {:.4g}) mm, depth {:.4g} mm [{}/mm3]\n",
                            shortened(series.solute, 30),
                            series.position.x,
                            series.position.y,
                            series.depth.base(),
                            series.label.text);
        for (std::size_t i = 0; i < series.times.size(); ++i) {
            const ProbeValue& value = series.values[i];
            text += fmt::format(
                "  {:>10}  {}\n",
                write_quantity(series.times[i].base(), "h", 4),
                value.is_below_floor()
                    ? fmt::format("below the numerical floor of {:.1e}", value.floor.base())
                    : fmt::format("{:.6g}", value.value.base()));
        }
    }
    return text;
}

std::string note_lines(const std::vector<const RunResult*>& results) {
    std::vector<std::string> seen;
    std::string text;
    for (const RunResult* result : results) {
        for (const std::string& note : result->notes) {
            if (std::find(seen.begin(), seen.end(), note) != seen.end()) continue;
            seen.push_back(note);
            text += wrapped("note: " + note, 6);
        }
    }
    return text + wrapped(kIntendedUse, 0);
}

char letter(std::size_t index) {
    return static_cast<char>('A' + static_cast<int>(index % 26));
}

std::string heading(std::size_t first_other, std::size_t others) {
    std::string line = fmt::format("  {:<22} {:<9} {:>9}", "", "unit", "A");
    for (std::size_t i = first_other; i < first_other + others; ++i) {
        line += fmt::format(
            " {:>8} {:>8}", std::string(1, letter(i)), std::string(1, letter(i)) + " - A");
    }
    return line + "\n";
}

/// Says where the regions of the protocols are not the same, although they stand in one line.
std::string region_note(const std::vector<RunResult>& protocols) {
    const Target& first = protocols.front().target;
    std::string regions;
    bool alike = true;
    for (std::size_t i = 0; i < protocols.size(); ++i) {
        const Target& target = protocols[i].target;
        const double area = target.outline.area();
        alike = alike && target.interior_margin == first.interior_margin &&
                std::abs(area - first.outline.area()) <= 1e-9 * area;
        regions += fmt::format("{}{} {}, margin {}",
                               i == 0 ? "" : "; ",
                               letter(i),
                               write_quantity(area, "mm2", 4),
                               write_quantity(target.interior_margin.base(), "mm", 3));
    }
    if (alike) return {};
    return wrapped("note: the regions differ between the protocols (" + regions +
                       "); give all one outline and one target.interior_margin",
                   6);
}

}  // namespace

std::string run_table(const RunResult& result) {
    const std::vector<const RunResult*> block = {&result};
    std::string text = shortened(result.name, kTableWidth - 1) + "\n" + question(result);
    text += wrapped(evidence_text(result), 0) + "\n";
    text += fmt::format("  {:<22} {:<9} {:>9}\n", "", "unit", "value");
    text += measure_lines(block) + missing_reasons(block) + "\n" + puncture_lines(result.punctures);
    text += "\n" + ledger_lines(result.ledger);
    for (const Ledger& ledger : result.other_ledgers) text += ledger_lines(ledger);
    text += probe_lines(result) + "\n";
    return text + note_lines(block);
}

std::string comparison_table(const Comparison& comparison) {
    const std::vector<RunResult>& protocols = comparison.protocols;
    std::string text = question(protocols.front()) + "\n";
    std::vector<const RunResult*> all;
    for (std::size_t i = 0; i < protocols.size(); ++i) {
        text += fmt::format("  {}  {}\n", letter(i), shortened(protocols[i].name, kTableWidth - 6));
        all.push_back(&protocols[i]);
    }
    for (std::size_t i = 0; i < protocols.size(); ++i) {
        text += wrapped(fmt::format("{}: {}", letter(i), evidence_text(protocols[i])), 3);
    }
    for (std::size_t first = 1; first < protocols.size(); first += 2) {
        const std::size_t others = std::min<std::size_t>(2, protocols.size() - first);
        std::vector<const RunResult*> block = {&protocols.front()};
        for (std::size_t i = 0; i < others; ++i) block.push_back(&protocols[first + i]);
        text += "\n" + heading(first, others) + measure_lines(block);
    }
    text += missing_reasons(all) + "\n" + region_note(protocols);
    text += wrapped(
        "Nominal comparison: exact hands, one skin. Differences say what the patterns do, not how "
        "often a person would see them.",
        0);
    return text + note_lines(all);
}

}  // namespace mesogrid::app
