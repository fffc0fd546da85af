#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// Where the product that was asked for went, before any transport, in per cent of it:
/// `target_share` lies in the target layer within the outline, `spill` is the rest, split into
/// `spill_lateral` (target layer, beside the outline), `spill_wrong_layer`, `spill_surface_leak`
/// and `spill_absorbed` (before it was deposited); `spill_residual` is what these leave of 100 %:
/// rounding, or product the run cannot place. `deposited_LAYER` is what lies in each layer.
class Spill final : public Metric {
public:
    static constexpr std::string_view name = "spill";
    static constexpr std::string_view summary =
        "share of the product outside the target: beside it, other layers, leaked, absorbed";
    static constexpr std::string_view example() { return "kind = \"spill\"\n"; }
    static Spill read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        return std::make_unique<Evaluation>(assessment.deposit);
    }

private:
    class Evaluation final : public MetricEvaluation {
    public:
        explicit Evaluation(const Deposit* deposit) : deposit_(deposit) {}

        void accept(const AssessedPlane&) override {}
        MetricResult finish(const Contributions*) override {
            const Deposit d = deposit_ ? *deposit_ : Deposit{};
            const Volume wrong = d.wrong_layer();
            const Volume known = d.on_target + d.lateral + wrong + d.leaked + d.absorbed;
            add("target_share", d.on_target, Better::higher);
            add("spill", d.asked - d.on_target, Better::lower);
            add("spill_lateral", d.lateral, Better::lower);
            add("spill_wrong_layer", wrong, Better::lower);
            add("spill_surface_leak", d.leaked, Better::lower);
            add("spill_absorbed", d.absorbed, Better::lower);
            add("spill_residual", d.asked - known, Better::none);
            for (const Deposit::InLayer& in : d.layers) {
                add("deposited_" + in.layer, in.volume, Better::none);
            }
            return std::move(result_);
        }

    private:
        void add(std::string measure, Volume volume, Better better) {
            Measured measured{.name = std::move(measure),
                              .unit = "%",
                              .better = better,
                              .on_prescription = false};
            if (deposit_ == nullptr) {
                measured.reason = "the run does not say where the product lies";
            } else if (deposit_->asked <= Volume{}) {
                measured.reason = "no product was asked for";
            } else {
                measured.value = 100.0 * (volume / deposit_->asked);
            }
            result_.measures.push_back(std::move(measured));
        }

        const Deposit* deposit_;
        MetricResult result_;
    };
};

}  // namespace mesogrid::models
