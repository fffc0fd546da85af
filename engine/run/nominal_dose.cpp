#include "engine/run/nominal_dose.hpp"

#include <numeric>

namespace mesogrid {

NominalDose::NominalDose(const std::vector<Puncture>& punctures,
                         Concentration concentration,
                         double area,
                         const Raster& raster)
    : raster_(raster) {
    for (const Puncture& puncture : punctures) {
        doses_.push_back((puncture.volume_asked * concentration).base() / area);
    }
}

Patch NominalDose::patch(std::size_t puncture, std::size_t /*request*/) const {
    return {.i0 = 0,
            .j0 = 0,
            .nx = raster_.nx,
            .ny = raster_.ny,
            .values = std::vector<double>(raster_.size(), doses_[puncture])};
}

Map NominalDose::map() const {
    const double total = std::accumulate(doses_.begin(), doses_.end(), 0.0);
    return {raster_, std::vector<double>(raster_.size(), total)};
}

}  // namespace mesogrid
