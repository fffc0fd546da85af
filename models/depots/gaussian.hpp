#pragma once

#include <string_view>

#include "engine/interfaces/depot_model.hpp"

namespace mesogrid::models {

/// A normal distribution about the outlet, of the same width whatever the volume: for verification
/// and benchmarks, and for a first look at a pattern.
class GaussianDepot final : public DepotModel {
public:
    static constexpr std::string_view name = "gaussian";
    static constexpr std::string_view summary =
        "normal distribution about the outlet, its width stated; for verification";
    static constexpr std::string_view example() {
        return "kind = \"gaussian\"\nsigma = \"1 mm\"\n";
    }
    static GaussianDepot read(Params& params);

    GaussianDepot(Length lateral_sigma, Length vertical_sigma)
        : lateral_sigma_(lateral_sigma), vertical_sigma_(vertical_sigma) {}

    std::string class_key(const Puncture& puncture, const FormationContext& context) const override;
    std::vector<Depot> form(std::span<const Puncture> punctures,
                            std::size_t first,
                            const FormationContext& context) const override;
    /// Two standard deviations: within lie 86 % of the amount.
    Length reach(const Puncture&, const FormationContext&) const override {
        return 2.0 * lateral_sigma_;
    }

private:
    Length lateral_sigma_;
    Length vertical_sigma_;
};

}  // namespace mesogrid::models
