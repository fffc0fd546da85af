#include "app/plot/words.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/base/units.hpp"

namespace mesogrid::plot {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

std::string until_text(const Prescription& p) {
    using enum ExposureQuantity;
    if (p.quantity == areal_dose || p.quantity == nominal_areal_dose) return "";
    if (std::isinf(p.at.base())) return ", until everything is cleared";
    const bool instant = p.quantity == concentration || p.quantity == areal_amount;
    return (instant ? ", at " : ", until ") + time_text(p.at);
}

}  // namespace

std::string shown_unit(const std::string& unit) {
    std::string shown = unit;
    replace_all(shown, "mm2", "mm²");
    replace_all(shown, "mm3", "mm³");
    replace_all(shown, "cm2", "cm²");
    replace_all(shown, "cm3", "cm³");
    replace_all(shown, "ug", "µg");
    replace_all(shown, "uL", "µL");
    replace_all(shown, "um", "µm");
    return shown;
}

std::string quantity_title(const Prescription& p) {
    return fmt::format(
        "{} of {} [{}]", to_text(p.quantity), p.solute, shown_unit(p.threshold_unit));
}

std::string place_and_time(const RunResult& result) {
    const Prescription& p = result.prescription;
    const DepthBand& band = result.target.band;
    return fmt::format("{}, {:.4g} to {:.4g} mm deep, {}{}, {}",
                       p.layer,
                       band.top.base(),
                       band.bottom.base(),
                       to_text(p.reduction),
                       until_text(p),
                       to_text(p.basis));
}

std::string threshold_text(const Prescription& p) {
    const std::string value =
        fmt::format("{:.5g} {}", in_threshold_unit(p.threshold, p), shown_unit(p.threshold_unit));
    return p.illustrative() ? "Illustrative threshold " + value + ": no source stands behind it."
                            : "Threshold " + value + ", footing: " + p.footing + ".";
}

double in_threshold_unit(double base, const Prescription& prescription) {
    const auto unit = find_unit(prescription.threshold_unit, prescription.label.text);
    return unit ? base / unit->factor() : base;
}

std::string time_text(Duration time) {
    const double seconds = time.base();
    const char* unit = seconds < 60.0      ? "s"
                       : seconds < 3600.0  ? "min"
                       : seconds < 2.592e5 ? "h"
                                           : "d";
    return write_quantity(seconds, unit, 4);
}

std::string letter(std::size_t index) {
    return std::string(1, static_cast<char>('A' + static_cast<int>(index % 26)));
}

}  // namespace mesogrid::plot
