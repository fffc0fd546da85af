#include "engine/run/depot_columns.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <span>
#include <string>

#include "engine/base/contracts.hpp"
#include "engine/run/initial_spread.hpp"

namespace mesogrid {
namespace {

using Cells = std::vector<std::optional<double>>;

FormationContext context_of(const Scenario& scenario) {
    return {scenario.delivery, scenario.product, scenario.tissue};
}

template <class Quantity>
std::optional<double> base_of(const std::optional<Quantity>& value) {
    return value ? std::optional(value->base()) : std::nullopt;
}

/// The depots of each puncture.
std::vector<std::span<const Depot>> by_puncture(const std::vector<Depot>& depots,
                                                std::size_t punctures) {
    std::vector<std::span<const Depot>> parts(punctures);
    std::size_t first = 0;
    while (first < depots.size()) {
        const std::size_t puncture = depots[first].puncture;
        std::size_t last = first;
        while (last < depots.size() && depots[last].puncture == puncture) ++last;
        MESOGRID_EXPECTS(puncture < punctures && parts[puncture].empty());
        parts[puncture] = std::span(depots).subspan(first, last - first);
        first = last;
    }
    return parts;
}

/// 1 kPa in base units.
constexpr double kPa = 1e9;

/// Share of what is deposited that lies in a layer; empty where a model does not say.
std::optional<double> layer_share(const DepotReading& reading, std::size_t layer) {
    double all = 0.0;
    for (const Volume volume : reading.deposited) all += volume.base();
    if (layer >= reading.deposited.size() || all <= 0.0) return std::nullopt;
    return reading.deposited[layer].base() / all;
}

std::optional<double> target_share(const Scenario& scenario, const DepotReading& reading) {
    const std::optional<std::size_t> layer = scenario.tissue.find(scenario.target.layer);
    return layer ? layer_share(reading, *layer) : std::nullopt;
}

/// "share_" and the layer's name, with _ for all that is not a letter or a digit.
std::string share_column(const Layer& layer) {
    std::string name = "share_" + layer.name;
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name;
}

Cells cells_of(const Scenario& scenario,
               const DepotReading& reading,
               const std::optional<InitialSpread>& spread) {
    Cells cells = {base_of(reading.depot_volume),
                   {},
                   {},
                   {},
                   {},
                   base_of(reading.wheal_diameter),
                   base_of(reading.wheal_height),
                   base_of(reading.bump_half_life),
                   base_of(reading.peak_pressure),
                   target_share(scenario, reading)};
    if (reading.peak_pressure) *cells[8] /= kPa;
    for (std::size_t l = 0; l < scenario.tissue.layers.size(); ++l) {
        cells.push_back(layer_share(reading, l));
    }
    if (!spread) return cells;
    cells[1] = spread->radius.base();
    cells[2] = spread->radius_90.base();
    cells[3] = spread->depth_10.base();
    cells[4] = spread->depth_90.base();
    return cells;
}

}  // namespace

std::vector<DepotReading> depot_readings(const Scenario& scenario,
                                         const std::vector<Puncture>& punctures) {
    return scenario.depot->readings(punctures, context_of(scenario));
}

std::vector<Puncture> with_losses(std::vector<Puncture> punctures,
                                  const std::vector<DepotReading>& readings) {
    MESOGRID_EXPECTS(punctures.size() == readings.size());
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        punctures[i].volume_leaked += readings[i].surface_loss;
    }
    return punctures;
}

PunctureTable depot_columns(const Scenario& scenario,
                            const std::vector<Puncture>& punctures,
                            const std::vector<Depot>& depots,
                            const std::vector<DepotReading>& readings) {
    MESOGRID_EXPECTS(punctures.size() == readings.size());
    PunctureTable table{{{"depot_volume", "mm3"},
                         {"spread_radius", "mm"},
                         {"spread_r90", "mm"},
                         {"z10", "mm"},
                         {"z90", "mm"},
                         {"wheal_diameter", "mm"},
                         {"wheal_height", "mm"},
                         {"bump_half_life", "s"},
                         {"peak_pressure", "kPa"},
                         {"target_layer_share", "1"}},
                        {}};
    for (const Layer& layer : scenario.tissue.layers) {
        table.columns.push_back({share_column(layer), "1"});
    }
    std::map<std::string, std::optional<InitialSpread>> spreads;
    const std::vector<std::span<const Depot>> parts = by_puncture(depots, punctures.size());
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        std::string key = scenario.depot->class_key(punctures[i], context_of(scenario));
        if (!readings[i].formed_alone) key += " merged, puncture " + std::to_string(i);
        const auto [found, is_new] = spreads.try_emplace(std::move(key));
        if (is_new && !parts[i].empty()) {
            found->second = initial_spread(parts[i], scenario.tissue.thickness());
        }
        table.rows.push_back(cells_of(scenario, readings[i], found->second));
    }
    return table;
}

PunctureTable with_columns(PunctureTable table,
                           const PunctureTable& more,
                           const std::string& after) {
    MESOGRID_EXPECTS(table.rows.size() == more.rows.size());
    const auto column = std::find_if(
        table.columns.begin(), table.columns.end(), [&](const auto& c) { return c.name == after; });
    MESOGRID_EXPECTS(column != table.columns.end());
    const auto at = column - table.columns.begin() + 1;
    table.columns.insert(table.columns.begin() + at, more.columns.begin(), more.columns.end());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        table.rows[i].insert(table.rows[i].begin() + at, more.rows[i].begin(), more.rows[i].end());
    }
    return table;
}

}  // namespace mesogrid
