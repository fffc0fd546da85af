#include "engine/io/result_layout.hpp"

#include <fmt/format.h>

namespace mesogrid::layout {
namespace {

/// The first session; more of them come with courses.
constexpr int kSession = 1;

std::string group(std::string_view kind, std::size_t index, const Prescription& prescription) {
    return fmt::format(
        "{}/{}/{}/{}", protocol(index), kind, path_step(prescription.solute), kSession);
}

void append(std::string& product, std::string_view unit, int power) {
    if (power <= 0) return;
    if (!product.empty()) product += ' ';
    product += unit;
    if (power > 1) product += std::to_string(power);
}

}  // namespace

std::string path_step(std::string_view name) {
    constexpr std::string_view special = "/:%=";
    std::string step;
    for (const char c : name) {
        if (special.find(c) == std::string_view::npos) {
            step += c;
        } else {
            step += fmt::format("={:02X}", c);
        }
    }
    return step == "." ? "=2E" : step;
}

std::string protocol(std::size_t index) {
    return fmt::format("/protocols/{}", index);
}

std::string exposure(std::size_t index, const Prescription& prescription) {
    return group("exposure", index, prescription);
}

std::string fields(std::size_t index, const Prescription& prescription) {
    return group("fields", index, prescription);
}

std::string other_solute(const std::string& protocol, std::size_t index) {
    return fmt::format("{}/other_solutes/{}", protocol, index);
}

std::string step(std::size_t index) {
    return fmt::format("steps/{:04}", index);
}

std::string unit_of(const Dimension& dimension, const AmountLabel& label) {
    std::string over;
    std::string under;
    append(over, label.text, dimension.amount);
    append(over, "s", dimension.time);
    append(over, "mm", dimension.length);
    append(under, "s", -dimension.time);
    append(under, "mm", -dimension.length);
    if (over.empty()) over = "1";
    if (under.find(' ') != std::string::npos) under = "(" + under + ")";
    return under.empty() ? over : over + "/" + under;
}

}  // namespace mesogrid::layout
