#include <cmath>

#include "engine/run/read_device.hpp"
#include "engine/run/read_sections.hpp"

/// [delivery]: what every insertion does.
namespace mesogrid::sections {

namespace {

constexpr Length kDeepest = 100.0 * units::mm;
constexpr const char* kDropIt = "technique = \"line\", or drop it";

std::string in_mm(Length length) {
    return write_quantity(length.base(), "mm", 4);
}

/// What the needle does: its angle to the skin, and how much of it is in.
struct Needle {
    std::optional<Length> inserted;
    bool has_angle = false;
};

Needle read_needle(Params& params, Delivery& delivery) {
    Needle needle;
    needle.has_angle = params.has("angle");
    const bool is_line = delivery.technique == Technique::line;
    delivery.angle = params.read(QuantityKey<Angle>{
        .name = "angle",
        .meaning = "angle between needle and skin; a line rises with it from its deepest point",
        .unit = "deg",
        .minimum = 0.0 * units::deg,
        .maximum = 90.0 * units::deg,
        .fallback = (is_line ? 0.0 : 90.0) * units::deg,
        .source = "a bolus perpendicular, a line along the skin"});
    needle.inserted = params.read_optional(
        QuantityKey<Length>{.name = "needle",
                            .meaning = "length of the needle that is inserted; with angle it tells "
                                       "the depth, needle * sin(angle)",
                            .unit = "mm",
                            .minimum = 0.0 * units::mm,
                            .maximum = kDeepest});
    return needle;
}

/// Depth as written, or from needle and angle; both must agree within 0.01 mm.
Length read_depth(Params& params, const Delivery& delivery, const Needle& needle) {
    const QuantityKey<Length> key{
        .name = "depth",
        .meaning =
            "vertical depth of the needle's outlet from the undeformed skin surface; of a "
            "line its deepest point; may be left out where needle and angle are stated",
        .unit = "mm",
        .minimum = 0.0 * units::mm,
        .maximum = kDeepest};
    const bool told = needle.inserted && needle.has_angle;
    if (!told) {
        if (needle.inserted) {
            params.fault("needle", 333, "without an angle it tells no depth", "", "add an angle");
        }
        return params.read(key);
    }
    const Length tip = std::sin(delivery.angle.base()) * *needle.inserted;
    const std::optional<Length> written = params.read_optional(key);
    if (written && std::abs(written->base() - tip.base()) > 0.01) {
        params.fault("depth",
                     342,
                     "needle and angle put the outlet at " + in_mm(tip),
                     in_mm(tip),
                     "drop depth, or needle");
    }
    return written.value_or(tip);
}

void read_path(Params& params, Delivery& delivery) {
    const bool is_line = delivery.technique == Technique::line;
    const auto length = params.read_optional(QuantityKey<Length>{
        .name = "length",
        .meaning = "length of a line's path along the needle; required for technique = \"line\"",
        .unit = "mm",
        .minimum = 0.1 * units::mm,
        .maximum = kDeepest});
    const bool has_direction = params.has("direction");
    delivery.direction = params.read(QuantityKey<Angle>{
        .name = "direction",
        .meaning = "where the needle of a line points, seen from above, from x towards y; the "
                   "middle of its path lies at the pattern's point",
        .unit = "deg",
        .minimum = -360.0 * units::deg,
        .maximum = 360.0 * units::deg,
        .fallback = 0.0 * units::deg,
        .source = "along x"});
    if (is_line && !length) {
        params.fault(
            "length", 343, "a line has a length", "0.1 mm to 100 mm", "length = \"10 mm\"");
    }
    if (!is_line && length)
        params.fault("length", 333, "only technique = \"line\" uses it", "", kDropIt);
    if (!is_line && has_direction) {
        params.fault("direction", 333, "only technique = \"line\" uses it", "", kDropIt);
    }
    delivery.length = is_line ? length.value_or(1.0 * units::mm) : Length{};
}

/// The path of a line must stay under the skin, and what an angle means is said.
void check_path(Params& params, const Delivery& delivery, const Needle& needle) {
    const double sine = std::sin(delivery.angle.base());
    const Length rise = sine * delivery.length;
    if (delivery.depth < rise) {
        params.fault("length",
                     344,
                     "the path rises by " + in_mm(rise) + " from " + in_mm(delivery.depth) +
                         " and would leave the skin",
                     "0.1 mm to " + in_mm(delivery.depth / sine),
                     "a shorter path, a smaller angle or a greater depth");
        return;
    }
    std::string note;
    if (needle.has_angle && sine > 0.0) {
        const Length inserted = needle.inserted.value_or(delivery.depth / sine);
        note = "a needle inserted by " + in_mm(inserted) + " at " +
               write_quantity(delivery.angle.base(), "deg", 4) + " has its tip at a depth of " +
               in_mm(delivery.depth);
    }
    if (delivery.technique == Technique::line) {
        note += (note.empty() ? "the path of " : "; the path of ") + in_mm(delivery.length) +
                " lies between depths of " + in_mm(delivery.depth) + " and " +
                in_mm(delivery.depth - rise);
    }
    if (!note.empty()) params.note(std::move(note));
}

}  // namespace

Delivery read_delivery(Params& root, const Library& library, const Tissue& tissue) {
    Params params = root.group({.name = "delivery", .meaning = "what every insertion does"});
    const std::size_t faults = params.fault_count();
    Delivery delivery;
    ChoiceKey technique{.name = "technique",
                        .meaning = "what one insertion does; see `mesogrid list techniques`",
                        .words = {},
                        .fallback = 0,
                        .source = "a single deposit"};
    for (const Technique word : kTechniques) technique.words.push_back(to_text(word));
    delivery.technique = kTechniques[params.read(technique)];
    const DeviceRow* device = read_device(params, library);
    const Needle needle = read_needle(params, delivery);
    delivery.depth = read_depth(params, delivery, needle);
    delivery.volume = read_volume(params, device);
    delivery.leak =
        params.read(NumberKey{.name = "leak",
                              .meaning = "share of the volume that runs out before the depot forms",
                              .minimum = 0.0,
                              .maximum = 0.99,
                              .fallback = 0.0,
                              .source = "a nominal run leaks only what its scenario states"});
    read_path(params, delivery);
    if (params.fault_count() == faults) check_path(params, delivery, needle);
    const Length bottom = tissue.thickness();
    if (!tissue.layers.empty() && delivery.depth > bottom) {
        params.fault(params.has("depth") ? "depth" : "needle",
                     304,
                     "the outlet lies below the last layer",
                     "0 mm to " + write_quantity(bottom.base(), "mm"));
    }
    read_drive(params, library, tissue, device, delivery);
    return delivery;
}

}  // namespace mesogrid::sections
