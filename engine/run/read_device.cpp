#include "engine/run/read_device.hpp"

#include <fmt/format.h>

#include "engine/base/units.hpp"

/// What drives the product through the needle: keys of [delivery] whose defaults are data.
namespace mesogrid::sections {
namespace {

constexpr std::string_view kNoDevice = "not stated";

constexpr QuantityKey<Volume> kVolume{.name = "volume",
                                      .meaning =
                                          "volume asked per puncture; a device may have a "
                                          "usual one",
                                      .unit = "uL",
                                      .minimum = 0.001 * units::uL,
                                      .maximum = 5000.0 * units::uL};

bool lies_deep(const Tissue& tissue, Length depth) {
    const auto layer = tissue.layer_at(depth);
    if (!layer) return false;
    const LayerKind kind = tissue.layers[*layer].kind;
    return kind == LayerKind::hypodermis || kind == LayerKind::muscle;
}

const Parameter& usual_rate(const Library& library,
                            const Tissue& tissue,
                            const DeviceRow* device,
                            const Delivery& delivery) {
    if (device && device->rate) return *device->rate;
    const TechniqueRow* technique = find_row(library.techniques, to_text(delivery.technique));
    if (!technique) throw InternalError("a technique without data");
    return lies_deep(tissue, delivery.depth) ? technique->rate_deep : technique->rate;
}

void read_needle_form(Params& params, const DeviceRow& device, const Delivery& delivery) {
    const auto length =
        params.read(QuantityKey<Length>{.name = "needle_length",
                                        .meaning = "with device: free length of its needle",
                                        .unit = "mm",
                                        .minimum = 0.1 * units::mm,
                                        .maximum = 100.0 * units::mm},
                    device.needle_length);
    params.read(NumberKey{.name = "needle_gauge",
                          .meaning = "with device: gauge of its needle; larger is thinner",
                          .minimum = 10.0,
                          .maximum = 40.0},
                device.needle_gauge);
    if (delivery.depth <= length) return;
    const std::string reach = write_quantity(length.base(), "mm", 4);
    if (params.has("needle_length")) {
        params.fault(
            "depth", 391, "the needle of " + reach + " does not reach it", "0 mm to " + reach);
    } else {
        params.note(fmt::format("delivery.depth = {} is beyond the usual needle of the {}, {}",
                                write_quantity(delivery.depth.base(), "mm", 4),
                                device.name,
                                reach));
    }
}

void note_loss(Params& params, const DeviceRow& device, const Delivery& delivery) {
    if (delivery.leak > 0.0) return;
    params.note(
        fmt::format("device \"{}\" usually loses a share of {} ({}); this run leaks only what its "
                    "scenario states: nothing",
                    device.name,
                    device.leak.text(),
                    device.leak.evidence()));
}

}  // namespace

const DeviceRow* read_device(Params& params, const Library& library) {
    ChoiceKey key{.name = "device",
                  .meaning =
                      "what drives the product; brings rate, volume and needle where the "
                      "file is silent; see `mesogrid list devices`",
                  .words = {kNoDevice},
                  .fallback = 0,
                  .source = "no device, no defaults of one"};
    for (const DeviceRow& row : library.devices) key.words.emplace_back(row.name);
    const std::size_t word = params.read(key);
    return word == 0 ? nullptr : &library.devices[word - 1];
}

Volume read_volume(Params& params, const DeviceRow* device) {
    return device && device->volume ? params.read(kVolume, *device->volume) : params.read(kVolume);
}

void read_drive(Params& params,
                const Library& library,
                const Tissue& tissue,
                const DeviceRow* device,
                Delivery& delivery) {
    delivery.rate = params.read(
        QuantityKey<VolumeRate>{.name = "rate",
                                .meaning =
                                    "rate of injection per needle; acts in depot models that "
                                    "follow the flow",
                                .unit = "uL/s",
                                .minimum = VolumeRate::from_base(1e-4),
                                .maximum = VolumeRate::from_base(1e4),
                                .source = "device, else technique and layer of the outlet"},
        usual_rate(library, tissue, device, delivery));
    if (!device) return;
    delivery.device = device->name;
    read_needle_form(params, *device, delivery);
    note_loss(params, *device, delivery);
}

}  // namespace mesogrid::sections
