#pragma once

#include <vector>

#include "engine/base/units.hpp"
#include "engine/domain/prescription.hpp"
#include "engine/domain/puncture.hpp"
#include "engine/domain/target.hpp"

#include "tests/support/patches.hpp"

namespace mesogrid::bench {

/// 1,000 punctures: 40 x 25 Gaussian depots of 1.2 mm at 3 mm on 120 x 75 mm, cells of 0.25 mm
/// (144,000, and 2.3 million samples), threshold 80 % of the mean dose.
struct MeasuresWorkload {
    support::GaussianDepots depots{.centres = {}, .amount = 9.0, .sigma = 1.2};
    Raster raster{{-60.0, -37.5}, 0.25, 480, 300};
    Target target{.site = "",
                  .outline = Outline::rectangle(120.0 * units::mm, 75.0 * units::mm),
                  .layer = "dermis",
                  .band = {},
                  .interior_margin = 1.5 * units::mm};
    Prescription prescription;
    std::vector<Puncture> punctures;
    Map map;

    MeasuresWorkload() {
        for (int j = 0; j < 25; ++j) {
            for (int i = 0; i < 40; ++i) {
                depots.centres.push_back({-58.5 + 3.0 * i, -36.0 + 3.0 * j});
                punctures.push_back({.id = static_cast<int>(punctures.size()) + 1,
                                     .position = depots.centres.back(),
                                     .volume_asked = 9.0 * units::uL});
            }
        }
        prescription.threshold = 0.8;
        prescription.threshold_unit = "ug/mm2";
        map = support::cell_averages(depots, raster);
    }
};

/// Contributions that are ready: making them is the solver's time.
class ReadyContributions final : public Contributions {
public:
    explicit ReadyContributions(const Contributions& made) {
        for (std::size_t i = 0; i < made.size(); ++i) patches_.push_back(made.patch(i, 0));
    }
    std::size_t size() const override { return patches_.size(); }
    Patch patch(std::size_t puncture, std::size_t) const override { return patches_[puncture]; }

private:
    std::vector<Patch> patches_;
};

}  // namespace mesogrid::bench
