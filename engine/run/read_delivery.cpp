#include "engine/run/read_device.hpp"
#include "engine/run/read_sections.hpp"

/// [delivery] and [schedule]: what every insertion does, and when.
namespace mesogrid::sections {

Delivery read_delivery(Params& root, const Library& library, const Tissue& tissue) {
    Params params = root.group({.name = "delivery", .meaning = "what every insertion does"});
    Delivery delivery;
    ChoiceKey technique{.name = "technique",
                        .meaning = "what one insertion does; see `mesogrid list techniques`",
                        .words = {},
                        .fallback = 0,
                        .source = "all of the volume at the outlet's depth"};
    for (const Technique word : kTechniques) technique.words.push_back(to_text(word));
    delivery.technique = kTechniques[params.read(technique)];
    const DeviceRow* device = read_device(params, library);
    delivery.depth = params.read(QuantityKey<Length>{
        .name = "depth",
        .meaning = "vertical depth of the needle's outlet from the undeformed skin surface",
        .unit = "mm",
        .minimum = 0.0 * units::mm,
        .maximum = 100.0 * units::mm});
    delivery.volume = read_volume(params, device);
    delivery.leak =
        params.read(NumberKey{.name = "leak",
                              .meaning = "share of the volume that runs out before the depot forms",
                              .minimum = 0.0,
                              .maximum = 0.99,
                              .fallback = 0.0,
                              .source = "a nominal run leaks only what its scenario states"});
    const Length bottom = tissue.thickness();
    if (!tissue.layers.empty() && delivery.depth > bottom) {
        params.fault("depth",
                     304,
                     "the outlet lies below the last layer",
                     "0 mm to " + write_quantity(bottom.base(), "mm"));
    }
    read_drive(params, library, tissue, device, delivery);
    return delivery;
}

void read_schedule(Params& root) {
    auto params = root.group_optional({.name = "schedule", .meaning = "the course of sessions"});
    if (!params) return;
    const auto sessions = params->read(IntegerKey{.name = "sessions",
                                                  .meaning = "number of sessions",
                                                  .minimum = 1,
                                                  .maximum = 1000,
                                                  .fallback = 1,
                                                  .source = "one session"});
    if (sessions > 1) {
        params->fault("sessions", 330, "courses of several sessions are not available yet", "1");
    }
}

}  // namespace mesogrid::sections
