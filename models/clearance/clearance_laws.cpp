#include "models/catalogs.hpp"
#include "models/clearance/by_molar_mass.hpp"
#include "models/clearance/hyaluronan.hpp"
#include "models/clearance/stated.hpp"

namespace mesogrid::models {

/// The clearance laws a solute can name: a new one is a header in this folder and a row here.
ClearanceLawCatalog clearance_laws() {
    return {row<ClearanceLaw, StatedClearance>(),
            row<ClearanceLaw, ClearanceByMolarMass>(),
            row<ClearanceLaw, FreeHyaluronanClearance>(),
            row<ClearanceLaw, GelHyaluronanClearance>()};
}

}  // namespace mesogrid::models
