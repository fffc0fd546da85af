#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/interfaces/depot_model.hpp"

#include "models/depots/flow_between.hpp"
#include "models/depots/flow_table.hpp"
#include "models/depots/merging.hpp"
#include "models/depots/opening_keys.hpp"
#include "models/depots/swollen_lens.hpp"

namespace mesogrid::models {

/// The mechanistic depot (models.md 3, docs/depots.md): fluid is injected at its rate into tissue
/// that lets little through until its pressure opens it; the solute goes where the fluid goes. Each
/// class of punctures is solved once on rings about its axis; where there are more classes than
/// nodes of a table over volume and depth, these are, and depots lie between them (`table`). With
/// `merging`, punctures of one session that meet are solved together in space, and each class is
/// formed. A gel (or a product above 1 Pa s) displaces tissue and forms as the gel of
/// `swollen-lens`, with a note. A line is refused (E0345), so is a layer of unknown kind (E0341).
class OpeningFlowDepot final : public DepotModel {
public:
    static constexpr std::string_view name = "opening-flow";
    static constexpr std::string_view summary =
        "flow at the rate of injection into tissue that opens under pressure; on rings, by class";
    static constexpr std::string_view example() { return "kind = \"opening-flow\"\n"; }
    static OpeningFlowDepot read(Params& params);

    enum class Neighbours { superposed, merged };

    explicit OpeningFlowDepot(const OpeningFlowSettings& settings,
                              FormedAt formed_at = FormedAt::as_needed,
                              Neighbours neighbours = Neighbours::superposed)
        : settings_(settings),
          formed_at_(formed_at),
          neighbours_(neighbours),
          table_(std::make_shared<FlowTable>()),
          merging_(std::make_shared<Merging>()) {}

    std::string class_key(const Puncture& puncture, const FormationContext& context) const override;
    void prepare(std::span<const Puncture> punctures,
                 const FormationContext& context,
                 Progress progress) const override;
    double forming_share() const override { return merges() ? 0.9 : 0.4; }
    std::vector<Depot> form(std::span<const Puncture> punctures,
                            std::size_t first,
                            const FormationContext& context) const override;
    /// The edge of the depot, were it alone.
    Length reach(const Puncture& puncture, const FormationContext& context) const override;
    DepotReading reading(const Puncture& puncture, const FormationContext& context) const override;
    std::vector<DepotReading> readings(std::span<const Puncture> punctures,
                                       const FormationContext& context) const override;
    std::vector<std::string> notes(std::span<const Puncture> punctures,
                                   const FormationContext& context) const override;

    /// The injection of this puncture's class, formed where it was not yet; none where nothing is
    /// delivered into tissue.
    std::shared_ptr<const FormedFlow> formed(const Puncture& puncture,
                                             const FormationContext& context) const;

private:
    /// Empty where nothing is delivered into tissue.
    std::vector<FlowPart> parts_of(const Stand& stand, const FormationContext& context) const;
    /// What is formed for each puncture; itself where depots merge.
    std::vector<Stand> stands_of(std::span<const Puncture> punctures,
                                 const FormationContext& context) const;
    bool merges() const { return neighbours_ == Neighbours::merged; }
    Injection injection_of(const Puncture& puncture, const FormationContext& context) const;
    /// Groups of punctures that meet; indices into `punctures`.
    std::vector<MergedGroup> groups(std::span<const Puncture> punctures,
                                    const FormationContext& context,
                                    Progress progress = {}) const;
    bool is_gel(const FormationContext& context) const;
    FormedFlow form_class(const Puncture& puncture, const FormationContext& context) const;

    OpeningFlowSettings settings_;
    FormedAt formed_at_;
    Neighbours neighbours_;
    SwollenLensDepot gel_{LensLaw{}};
    std::shared_ptr<FlowTable> table_;
    std::shared_ptr<Merging> merging_;
};

}  // namespace mesogrid::models
