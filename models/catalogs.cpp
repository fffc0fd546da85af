#include "models/catalogs.hpp"

namespace mesogrid::models {

Catalogs catalogs() {
    return {patterns(), depots(), clearance_laws(), diffusion_laws(), metrics()};
}

}  // namespace mesogrid::models
