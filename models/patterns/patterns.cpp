#include "models/catalogs.hpp"
#include "models/patterns/hexagonal_lattice.hpp"
#include "models/patterns/offset_rows.hpp"
#include "models/patterns/rectangular_lattice.hpp"
#include "models/patterns/square_lattice.hpp"

namespace mesogrid::models {

/// The patterns a scenario can name: a new one is a header in this folder and a row here.
PatternCatalog patterns() {
    return {row<Pattern, SquareLattice>(),
            row<Pattern, RectangularLattice>(),
            row<Pattern, HexagonalLattice>(),
            row<Pattern, OffsetRows>()};
}

}  // namespace mesogrid::models
