#include "models/catalogs.hpp"
#include "models/depots/ball.hpp"
#include "models/depots/gaussian.hpp"
#include "models/depots/opening_flow.hpp"
#include "models/depots/swollen_lens.hpp"

namespace mesogrid::models {

/// The depot models a scenario can name: a new one is a header in this folder and a row here.
DepotModelCatalog depots() {
    return {row<DepotModel, SwollenLensDepot>(),
            row<DepotModel, OpeningFlowDepot>(),
            row<DepotModel, GaussianDepot>(),
            row<DepotModel, BallDepot>()};
}

}  // namespace mesogrid::models
