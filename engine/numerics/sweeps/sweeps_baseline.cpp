#include <cstddef>
#include <utility>

#include "engine/numerics/sweeps/sweep_sets.hpp"

namespace mesogrid::sweeps {
namespace {

#include "engine/numerics/sweeps/sweeps.inc"

}  // namespace

const Sweeps<float> kBaselineSingle = {"baseline", plane_pass<float>, column_pass<float>};
const Sweeps<double> kBaselineDouble = {"baseline", plane_pass<double>, column_pass<double>};

}  // namespace mesogrid::sweeps
