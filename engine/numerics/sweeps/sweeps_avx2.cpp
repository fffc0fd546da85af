#include <cstddef>
#include <utility>

#include "engine/numerics/sweeps/sweep_sets.hpp"

namespace mesogrid::sweeps {
namespace {

#include "engine/numerics/sweeps/clearing.inc"
#include "engine/numerics/sweeps/sweeps.inc"
#include "engine/numerics/sweeps/varying_sweeps.inc"

}  // namespace

const Sweeps<float> kAvx2Single = {"avx2",
                                   plane_pass<float>,
                                   column_pass<float>,
                                   varying_plane_pass<float>,
                                   varying_column_pass<float>,
                                   clear_pass<float>};
const Sweeps<double> kAvx2Double = {"avx2",
                                    plane_pass<double>,
                                    column_pass<double>,
                                    varying_plane_pass<double>,
                                    varying_column_pass<double>,
                                    clear_pass<double>};

}  // namespace mesogrid::sweeps
