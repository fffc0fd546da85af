#include "models/depots/lens_notes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "models/depots/lens_formation.hpp"
#include "models/depots/overlap_share.hpp"

namespace mesogrid::models {
namespace {

/// Volumes of the measured wheals around the lens's calibration, uL, and the swelling h/T beyond
/// which dermis was not measured (models.md 2.1).
constexpr double kLeastVolume = 5.0;
constexpr double kMostVolume = 150.0;
constexpr double kMostSwelling = 1.3;

/// Punctures that form alike.
struct FormedClass {
    LensFormation formed;
    std::size_t count = 0;
};

using Classes = std::map<std::string, FormedClass>;

/// Writes one note about the classes for which value(formed) is above 0: at how many punctures, and
/// the largest value.
template <class Value>
void note_where(const Classes& classes,
                std::size_t total,
                Value&& value,
                std::string_view text,
                std::vector<std::string>& notes) {
    std::size_t count = 0;
    double most = 0.0;
    for (const auto& [key, entry] : classes) {
        const double found = value(entry.formed);
        if (found > 0.0) count += entry.count;
        most = std::max(most, found);
    }
    if (count == 0) return;
    notes.push_back(fmt::format("at {} of {} punctures ", count, total) +
                    fmt::format(fmt::runtime(text), most));
}

double swelling(const LensFormation& formed) {
    return formed.volume(Body::lens) > 0.0
               ? formed.mean_column() / formed.layers().dermis()->thickness
               : 0.0;
}

void note_calibration(const Classes& classes, std::size_t total, std::vector<std::string>& notes) {
    note_where(
        classes,
        total,
        [](const LensFormation& formed) {
            const double found = swelling(formed);
            return found > kMostSwelling ? found : 0.0;
        },
        "the lens is outside its calibrated range: fluid column over thickness of the dermis "
        "{:.3g}, calibrated up to 1.3",
        notes);
    note_where(
        classes,
        total,
        [](const LensFormation& formed) {
            const double volume = formed.volume(Body::lens);
            return volume < kLeastVolume || volume > kMostVolume ? volume : 0.0;
        },
        "the lens is outside its calibrated range: {:.4g} uL, calibrated for 5 uL to 150 uL",
        notes);
}

void note_layers(const Classes& classes, std::size_t total, std::vector<std::string>& notes) {
    const auto percent_of = [](double LayerShares::*part) {
        return [part](const LensFormation& formed) { return 100.0 * formed.shares().*part; };
    };
    note_where(classes,
               total,
               percent_of(&LayerShares::epidermis),
               "{:.3g} % of the fluid meets the epidermis and is laid at the top of the dermis",
               notes);
    note_where(classes,
               total,
               percent_of(&LayerShares::surface),
               "{:.3g} % of the fluid leaves the outlet above the skin: booked as leaked",
               notes);
    note_where(
        classes,
        total,
        percent_of(&LayerShares::wrong_layer),
        "wrong layer: muscle: {:.3g} % of the fluid goes beneath the last layer; booked, not "
        "carried",
        notes);
    note_where(
        classes,
        total,
        [](const LensFormation& formed) {
            const Ellipsoid& fat = formed.ellipsoid(Body::fat);
            return fat.flattened ? 2.0 * fat.vertical : 0.0;
        },
        "the depot in hypodermis does not fit and is flattened to the thickness of {:.3g} mm",
        notes);
}

/// Lenses of one session that overlap hold more fluid than superposition knows (models.md 2.6).
void note_overlap(const Classes& classes,
                  std::span<const Puncture> punctures,
                  const FormationContext& context,
                  std::vector<std::string>& notes) {
    std::map<int, std::vector<Footprint>> sessions;
    for (const Puncture& puncture : punctures) {
        const LensFormation& formed = classes.at(LensFormation::key(puncture, context)).formed;
        if (formed.volume(Body::lens) <= 0.0) continue;
        const LensFormation::Stretch stretch = formed.lens_stretch();
        sessions[puncture.session].push_back({.middle = puncture.position + stretch.middle,
                                              .half = stretch.half,
                                              .radius = formed.lens_radius(),
                                              .fluid = formed.volume(Body::lens)});
    }
    for (const auto& [session, footprints] : sessions) {
        const double share = overlapped_share(footprints);
        if (share == 0.0) continue;
        notes.push_back(
            fmt::format("depots interact{}: {:.1f} % of the fluid in dermis lies where lenses "
                        "overlap; they are superposed, not merged",
                        sessions.size() > 1 ? fmt::format(" in session {}", session) : "",
                        100.0 * share));
    }
}

}  // namespace

std::vector<std::string> lens_notes(const LensLaw& law,
                                    std::span<const Puncture> punctures,
                                    const FormationContext& context) {
    Classes classes;
    for (const Puncture& puncture : punctures) {
        const std::string key = LensFormation::key(puncture, context);
        auto found = classes.find(key);
        if (found == classes.end()) {
            found = classes.emplace(key, FormedClass{LensFormation(law, puncture, context)}).first;
        }
        ++found->second.count;
    }
    std::vector<std::string> notes;
    note_calibration(classes, punctures.size(), notes);
    note_layers(classes, punctures.size(), notes);
    note_overlap(classes, punctures, context, notes);
    return notes;
}

}  // namespace mesogrid::models
