#include "models/catalogs.hpp"
#include "models/patterns/concentric_rings.hpp"
#include "models/patterns/fan.hpp"
#include "models/patterns/hexagonal_lattice.hpp"
#include "models/patterns/jittered_lattice.hpp"
#include "models/patterns/listed_points.hpp"
#include "models/patterns/masked_pattern.hpp"
#include "models/patterns/named_points.hpp"
#include "models/patterns/nappage.hpp"
#include "models/patterns/offset_rows.hpp"
#include "models/patterns/parallel_lines.hpp"
#include "models/patterns/poisson_disc.hpp"
#include "models/patterns/rectangular_lattice.hpp"
#include "models/patterns/second_pass.hpp"
#include "models/patterns/spiral.hpp"
#include "models/patterns/square_lattice.hpp"
#include "models/patterns/stamps.hpp"
#include "models/patterns/uniform_random.hpp"
#include "models/patterns/union_of_patterns.hpp"

namespace mesogrid::models {

/// The patterns a scenario can name: a new one is a header in this folder and a row here.
PatternCatalog patterns() {
    return {row<Pattern, SquareLattice>(),
            row<Pattern, RectangularLattice>(),
            row<Pattern, HexagonalLattice>(),
            row<Pattern, OffsetRows>(),
            row<Pattern, ConcentricRings>(),
            row<Pattern, Spiral>(),
            row<Pattern, JitteredLattice>(),
            row<Pattern, PoissonDisc>(),
            row<Pattern, UniformRandom>(),
            row<Pattern, ParallelLines>(),
            row<Pattern, Fan>(),
            row<Pattern, Nappage>(),
            row<Pattern, Stamps>(),
            row<Pattern, ListedPoints>(),
            row<Pattern, NamedPoints>(),
            row<Pattern, UnionOfPatterns>(),
            row<Pattern, MaskedPattern>(),
            row<Pattern, SecondPass>()};
}

}  // namespace mesogrid::models
