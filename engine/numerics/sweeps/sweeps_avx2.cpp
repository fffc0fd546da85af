#include <cstddef>
#include <utility>

#include "engine/numerics/sweeps/sweep_sets.hpp"

namespace mesogrid::sweeps {
namespace {

#include "engine/numerics/sweeps/sweeps.inc"

}  // namespace

const Sweeps<float> kAvx2Single = {"avx2", plane_pass<float>, column_pass<float>};
const Sweeps<double> kAvx2Double = {"avx2", plane_pass<double>, column_pass<double>};

}  // namespace mesogrid::sweeps
