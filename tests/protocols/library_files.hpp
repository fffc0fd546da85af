#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/format/toml.hpp"
#include "engine/run/scenario.hpp"

#include "models/catalogs.hpp"

/// The files of the protocol library and what they must add up to.
namespace mesogrid::testing {

namespace fs = std::filesystem;

inline const fs::path kLibrary = fs::path(MESOGRID_SOURCE_DIR) / "scenarios" / "library";

/// What a published protocol adds up to (protocols.md 1 and 3), written as the source's own
/// figures.
struct Closure {
    const char* file;
    std::size_t points;
    double volume;      ///< uL in all
    double amount;      ///< in all, in the label of the solute
    double areal_dose;  ///< amount per mm2; 1 mg/cm2 = 10 ug/mm2; 0: not stated
};

inline constexpr double kMilli = 1000.0;  // uL in a mL, ug in a mg

inline constexpr Closure kClosures[] = {
    {"dca-label", 50, 50 * 0.2 * kMilli, 100.0 * kMilli, 2.0 * 10.0},
    {"dca-p2-07", 48, 9.6 * kMilli, 48 * 2.0 * kMilli, 2.0 / 0.49 * 10.0},
    {"dca-p2-14", 24, 9.6 * kMilli, 24 * 4.0 * kMilli, 4.0 / 1.96 * 10.0},
    {"dca-p2-dose-1", 50, 10.0 * kMilli, 50.0 * kMilli, 1.0 * 10.0},
    {"dca-p2-dose-2", 50, 10.0 * kMilli, 100.0 * kMilli, 2.0 * 10.0},
    {"dca-anaes-6mL", 30, 6.0 * kMilli, 60.0 * kMilli, 2.0 * 10.0},
    {"dca-anaes-8mL", 40, 8.0 * kMilli, 80.0 * kMilli, 2.0 * 10.0},
    {"bont-axilla", 10, 2.0 * kMilli, 50.0, 50.0 / (10 * 15.0 * 15.0)},
    {"bont-axilla-dense", 40, 2.0 * kMilli, 50.0, 50.0 / (40 * 8.0 * 8.0)},
    {"microbotox-20", 120, 1.0 * kMilli, 20.0, 20.0 / (120 * 8.0 * 8.0)},
    {"microbotox-28", 100, 1.0 * kMilli, 28.0, 28.0 / (100 * 10.0 * 10.0)},
    {"ha-cpm20g-20", 20, 1.0 * kMilli, 20.0 * kMilli, 1.0 * 10.0},
    {"ha-cpm20g-30", 30, 1.5 * kMilli, 30.0 * kMilli, 1.0 * 10.0},
    {"ha-vyc12", 100, 2.0 * kMilli, 24.0 * kMilli, 0.24 * 10.0},
    {"ha-vital-manual", 40, 1.0 * kMilli, 20.0 * kMilli, 0.5 * 10.0},
    {"ha-vital-gun", 1000, 1.0 * kMilli, 1000 * 20.0, 20.0 / (2.0 * 2.0)},
    {"pn-face", 40, 2.0 * kMilli, 40.0 * kMilli, 1.0 * 10.0},
    {"prp-6x4", 24, 1.0 * kMilli, 1.0 * kMilli, 1.0 * kMilli / (60.0 * 40.0)},
    {"prp-grid", 60, 6.0 * kMilli, 6.0 * kMilli, 0.1 * 10.0},
    {"txa-4", 12, 12 * 0.05 * kMilli, 12 * 0.2 * kMilli, 0.2 * 10.0},
    {"meso-papule", 20, 2.0 * kMilli, 20.0 * kMilli, 1.0 * 10.0},
    {"meso-nappage", 80, 800.0, 8.0 * kMilli, 100.0 / (3.0 * 3.0)},
    {"meso-ppp", 6, 1.2 * kMilli, 12.0 * kMilli, 2.0 / 4.0 * 10.0},
    {"meso-idp-pain", 9, 0.9 * kMilli, 9.0 * kMilli, 1.0 / 4.0 * 10.0},
    {"meso-classic", 20, 0.6 * kMilli, 6.0 * kMilli, 0.3 * 10.0},
    {"pcdc", 20, 6.0 * kMilli, 60.0 * kMilli, 3.0 / 4.0 * 10.0},
    {"profhilo-bap", 2 * 5, 2.0 * kMilli, 64.0 * kMilli, 64.0 * kMilli / (140.0 * 120.0)},
    // The lay articles state no volume and no area: these add up to our own figures.
    {"lay-face-gun", 15, 15.0, 15 * 50.0, 15 * 50.0 / (50.0 * 30.0)},
    {"lay-neck-line", 12, 240.0, 240 * 50.0, 240 * 50.0 / (48.0 * 30.0)},
    {"lay-decollete-head-5", 15, 75.0, 75.0, 75.0 / (39.0 * 13.0)},
    {"lay-hand-head-9", 18, 54.0, 54 * 50.0, 54 * 50.0 / (30.0 * 15.0)},
    {"lay-eyelid-motorised", 10, 20.0, 200.0, 200.0 / (25.0 * 10.0)},
    {"lay-abdomen", 12, 600.0, 6000.0, 6000.0 / (80.0 * 60.0)},
    {"lay-buttock-nappage", 15, 150.0, 1500.0, 1500.0 / (20.0 * 15.0)},
    {"lay-thigh-cocktail", 12, 600.0, 600 * 20.0, 600 * 20.0 / (60.0 * 45.0)},
    {"lay-hips", 13, 260.0, 2600.0, 2600.0 / (40.0 * 40.0)},
    {"lay-legs", 12, 240.0, 2400.0, 2400.0 / (60.0 * 40.0)},
    {"lay-arm-gun", 12, 12.0, 600.0, 600.0 / (40.0 * 30.0)},
    {"lay-inner-knees-fan", 13, 260.0, 2600.0, 2600.0 / (40.0 * 30.0)},
    {"lay-scalp-forehead", 14, 280.0, 280.0, 280.0 / (70.0 * 20.0)},
    {"lay-scalp-temples", 12, 240.0, 240.0, 240.0 / (40.0 * 30.0)},
    {"own-forearm-papules", 22, 660.0, 660 * 2.0, 0.0},  // an ellipse: no closed area
    {"lay-scalp-back-of-head", 13, 260.0, 260.0, 260.0 / (40.0 * 40.0)},
};

inline Scenario read(const std::string& file) {
    const fs::path path = kLibrary / (file + ".toml");
    Params params(load_scenario_file(path, kLibrary));
    return read_scenario(params, models::catalogs(), path.string());
}

inline std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace mesogrid::testing
