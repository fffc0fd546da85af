#pragma once

#include <string>
#include <vector>

#include "engine/run/read_solute.hpp"

/// Private to the run floor.
namespace mesogrid::sections {

/// A fluid before it becomes the product: read as one, or mixed from several.
struct Fluid {
    std::string name;
    double gel_share = 0.0;  ///< of its volume, from parts that form as a gel
    std::vector<CarriedSolute> solutes;
};

/// A fluid and how much of it goes into a mixture.
struct FluidPart {
    Fluid fluid;
    Volume volume;
};

/// All concentrations times `share`, the rest being a diluent without solutes.
Fluid diluted(Fluid fluid, double share);

/// Why two solutes of one name cannot become one: other labels or other properties; "" when they
/// can.
std::string mixing_problem(const CarriedSolute& a, const CarriedSolute& b);

/// The parts in one vessel: concentrations scale by volume shares, solutes of one name add up.
/// No two may have a mixing_problem().
Fluid mixed(const std::vector<FluidPart>& parts);

}  // namespace mesogrid::sections
