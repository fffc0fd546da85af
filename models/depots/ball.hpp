#pragma once

#include <string_view>

#include "engine/interfaces/depot_model.hpp"

namespace mesogrid::models {

/// A uniform ball about the outlet that holds the delivered volume in a stated share of its tissue:
/// radius = (3 V/(4 pi share))^(1/3). For verification: sharp edges everywhere.
class BallDepot final : public DepotModel {
public:
    static constexpr std::string_view name = "ball";
    static constexpr std::string_view summary =
        "uniform ball about the outlet, sharp edged; for verification";
    static constexpr std::string_view example() { return "kind = \"ball\"\nshare = 0.4\n"; }
    static BallDepot read(Params& params) {
        return BallDepot(
            params.read(NumberKey{.name = "share",
                                  .meaning = "share of the tissue in the ball that the "
                                             "injected fluid takes",
                                  .minimum = 0.01,
                                  .maximum = 1.0,
                                  .fallback = 1.0,
                                  .source = "the fluid alone, all tissue displaced"}));
    }

    explicit BallDepot(double share) : share_(share) {}

    std::string class_key(const Puncture& puncture, const FormationContext& context) const override;
    std::vector<Depot> form(std::span<const Puncture> punctures,
                            std::size_t first,
                            const FormationContext& context) const override;
    Length reach(const Puncture& puncture, const FormationContext&) const override {
        return radius(puncture);
    }

private:
    Length radius(const Puncture& puncture) const;

    double share_;
};

}  // namespace mesogrid::models
