#pragma once

#include <cstddef>
#include <vector>

namespace mesogrid {

/// Square of the distance, in cells, from the centre of each cell of an nx x ny grid (x fastest) to
/// the centre of the nearest marked cell; everything outside the grid counts as marked. Exact, in
/// two passes of lower envelopes of parabolas (Felzenszwalb and Huttenlocher 2012, Theory Comput
/// 8:415).
std::vector<float> squared_distances(const std::vector<char>& marked, int nx, int ny);

}  // namespace mesogrid
