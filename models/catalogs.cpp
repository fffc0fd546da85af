#include "models/catalogs.hpp"

#include "models/data/library.hpp"

namespace mesogrid::models {

Catalogs catalogs() {
    return {patterns(), depots(), clearance_laws(), diffusion_laws(), metrics(), library()};
}

}  // namespace mesogrid::models
