#include <algorithm>

#include "engine/format/grey_picture.hpp"
#include "engine/run/read_sections.hpp"

/// [[tissue.maps]]: what varies along the skin. Needs the grid solver.
namespace mesogrid::sections {
namespace {

double read_factor(Params& entry, std::string_view name, std::string_view meaning, bool thickness) {
    return entry.read(NumberKey{.name = name,
                                .meaning = meaning,
                                .minimum = thickness ? 0.05 : 0.0,
                                .maximum = 100.0,
                                .fallback = 1.0,
                                .source = "the layer's own value"});
}

/// The layer and what of it varies.
LayerPicture read_subject(Params& entry, const Tissue& tissue) {
    LayerPicture map;
    const std::string layer = entry.read(
        TextKey{.name = "layer", .meaning = "the layer whose values vary", .longest = 40});
    const auto found = tissue.find(layer);
    if (!found && !tissue.layers.empty()) {
        entry.fault("layer", 307, "no layer of this name", tissue.layer_names());
    }
    map.layer = found.value_or(0);
    map.what = static_cast<TissueMap::What>(entry.read(
        ChoiceKey{.name = "of",
                  .meaning = "what varies: the layer's diffusivity, clearance or thickness (the "
                             "last layer then takes up what is left of the depth)",
                  .words = {"diffusivity", "clearance", "thickness"}}));
    if (map.what == TissueMap::What::thickness && found && *found + 1 == tissue.layers.size()) {
        entry.fault("layer", 393, "the last layer takes up what the others leave of the depth");
    }
    return map;
}

std::optional<LayerPicture> read_map(Params& entry, const Tissue& tissue) {
    LayerPicture map = read_subject(entry, tissue);
    const bool thickness = map.what == TissueMap::What::thickness;
    const double black =
        read_factor(entry, "black", "factor where the picture is black", thickness);
    const double white =
        read_factor(entry, "white", "factor where the picture is white", thickness);
    const auto file = entry.read_file(
        {.name = "picture",
         .meaning = "plain portable graymap (P2) stretched over the target's bounding box, its top "
                    "row at the largest y; linear between the centres of its pixels",
         .ending = ".pgm",
         .limit = kMostPictureBytes});
    if (!file) {
        if (!entry.has("picture")) {
            entry.fault("picture", 208, "required: a picture of the factors", "a .pgm file");
        }
        return std::nullopt;
    }
    try {
        const GreyPicture picture = read_grey_picture(file->text, file->path);
        map.columns = picture.columns;
        map.rows = picture.rows;
        for (std::size_t row = picture.rows; row-- > 0;) {
            for (std::size_t column = 0; column < picture.columns; ++column) {
                map.factors.push_back(black + (white - black) *
                                                  picture.values[row * picture.columns + column]);
            }
        }
    } catch (const InputError& fault) {
        entry.adopt(fault);
        return std::nullopt;
    }
    return map;
}

}  // namespace

void read_maps(Params& root, Tissue& tissue) {
    Params params = root.group({.name = "tissue", .meaning = "", .required = false});
    for (Params& entry :
         params.groups({.name = "maps",
         .meaning = "pictures of what varies along the skin in one layer; carried by the grid "
                    "solver"},
                       0,
                       16)) {
        if (auto map = read_map(entry, tissue)) tissue.maps.push_back(std::move(*map));
    }
}

namespace {

/// Amounts of kinetics must be the solutes' own.
void check_labels(Params& root, const Scenario& scenario) {
    for (const Layer& layer : scenario.tissue.layers) {
        if (!layer.half_saturation) continue;
        for (const Solute& solute : scenario.product.solutes) {
            if (solute.concentration.label.text == layer.half_saturation->label.text) continue;
            root.group({.name = "tissue", .meaning = ""})
                .fault("layers",
                       213,
                       "half_saturation of the " + layer.name +
                           " counts in another amount than solute \"" + solute.name + "\"",
                       solute.concentration.label.text);
        }
    }
}

/// Measures read a layer between flat planes.
void check_bands(Params& root, const Scenario& scenario) {
    const auto judged = scenario.tissue.find(scenario.prescription.layer);
    for (const LayerPicture& map : scenario.tissue.maps) {
        if (map.what != TissueMap::What::thickness || !judged || map.layer > *judged) continue;
        root.group({.name = "tissue", .meaning = ""})
            .fault("maps",
                   394,
                   "the thickness of the " + scenario.tissue.layers[map.layer].name +
                       " moves the " + scenario.prescription.layer +
                       ", whose dose is read between flat planes",
                   "thickness maps of layers beneath the prescribed one");
    }
}

}  // namespace

void check_solver(Params& root, const Scenario& scenario, const std::string& why) {
    if (scenario.numerics.solver == Solver::spectral && !why.empty()) {
        root.group({.name = "numerics", .meaning = ""})
            .fault("transport",
                   611,
                   "the spectral solver cannot carry this: " + why,
                   "grid | as-needed",
                   "transport = \"as-needed\"");
    }
    check_labels(root, scenario);
    check_bands(root, scenario);
}

}  // namespace mesogrid::sections
