#pragma once

#include <vector>

#include "engine/domain/puncture.hpp"
#include "engine/interfaces/contributions.hpp"

namespace mesogrid {

/// nominal_areal_dose: what was asked, spread over the target by thought alone, the same everywhere
/// (models.md 6). Each puncture's share is its own amount over the area.
class NominalDose final : public Contributions {
public:
    /// `area` of the target, mm2.
    NominalDose(const std::vector<Puncture>& punctures,
                Concentration concentration,
                double area,
                const Raster& raster);

    std::size_t size() const override { return doses_.size(); }
    Patch patch(std::size_t puncture, std::size_t request) const override;
    Map map() const;

private:
    Raster raster_;
    std::vector<double> doses_;  ///< amount/mm2 of each puncture
};

}  // namespace mesogrid
