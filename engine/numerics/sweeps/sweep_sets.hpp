#pragma once

#include "engine/numerics/sweeps/sweeps.hpp"

/// The sweeps of each instruction set. Private to the sweeps.
namespace mesogrid::sweeps {

extern const Sweeps<float> kBaselineSingle;
extern const Sweeps<double> kBaselineDouble;
#if defined(MESOGRID_SWEEPS_X86)
extern const Sweeps<float> kAvx2Single;
extern const Sweeps<double> kAvx2Double;
extern const Sweeps<float> kAvx512Single;
extern const Sweeps<double> kAvx512Double;
#endif

}  // namespace mesogrid::sweeps
