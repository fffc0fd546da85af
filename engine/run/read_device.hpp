#pragma once

#include "engine/run/scenario.hpp"

/// Private to the run floor.
namespace mesogrid::sections {

/// The device of [delivery], or nullptr: without one nothing of it stands in.
const DeviceRow* read_device(Params& params, const Library& library);

/// Volume asked per puncture, the device's where it has one and the file is silent.
Volume read_volume(Params& params, const DeviceRow* device);

/// Rate of injection per needle: as written, or the device's, or the technique's for the layer that
/// holds the outlet. Also reads what the needle is like and notes what the device usually loses.
void read_drive(Params& params,
                const Library& library,
                const Tissue& tissue,
                const DeviceRow* device,
                Delivery& delivery);

}  // namespace mesogrid::sections
