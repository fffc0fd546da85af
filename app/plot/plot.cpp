#include <array>

#include <fmt/format.h>

#include "engine/io/stored_fields.hpp"

#include "app/console.hpp"
#include "app/plot/plot_request.hpp"
#include "app/plot/plots.hpp"
#include "app/plot/png_picture.hpp"
#include "app/plot/selection.hpp"
#include "app/plot/svg_picture.hpp"
#include "app/plot/words.hpp"
#include "app/text.hpp"

namespace mesogrid::plot {
namespace {

using Draw = Picture (*)(const PlotRequest&, const StoredResult&);

/// What one option asks for, and how it is drawn.
struct Choice {
    const char* option;
    const std::vector<std::string>& names;
    bool takes_many;
    Draw draw;
};

Draw chosen_picture(const PlotRequest& request) {
    const std::array choices = {Choice{"--map", request.map, false, plot_map},
                                Choice{"--difference", request.difference, false, plot_difference},
                                Choice{"--section", request.section, false, plot_section},
                                Choice{"--curve", request.curve, false, plot_curve},
                                Choice{"--bars", request.bars, true, plot_bars}};
    const Choice* chosen = nullptr;
    for (const Choice& choice : choices) {
        if (choice.names.empty()) continue;
        if (chosen) {
            refuse(420,
                   choice.option,
                   "",
                   std::string("one picture at a time: ") + chosen->option + " is asked for too");
        }
        if (choice.names.size() > 1 && !choice.takes_many) {
            refuse(406, choice.option, choice.names.back(), "is given twice");
        }
        chosen = &choice;
    }
    if (!chosen) {
        refuse(420,
               "",
               "",
               "what should be drawn?",
               "--map | --difference | --section | --curve | --bars",
               "--list");
    }
    const bool sections = chosen->draw == plot_section;
    for (const auto& [option, value] : {std::pair("--time", request.time),
                                        {"--along", request.along},
                                        {"--through", request.through}}) {
        if (!sections && !value.empty()) refuse(424, option, value, "belongs to --section");
    }
    return chosen->draw;
}

/// Names after a heading, wrapped; those of inner regions are told, not listed.
std::string names_text(const std::string& heading, const std::vector<std::string>& names) {
    std::string text = heading;
    bool regions = false;
    for (const std::string& name : names) {
        const bool inner = name.rfind("interior.", 0) == 0 || name.rfind("edge_band.", 0) == 0;
        regions = regions || inner;
        if (!inner) text += " " + name;
    }
    if (regions) text += "; also as interior.NAME and edge_band.NAME";
    return names.empty() ? "" : app::wrapped(text, 4);
}

std::string list_text(const PlotRequest& request, const StoredResult& stored) {
    const StoredFields fields(request.result);
    std::string text = app::shortened(request.result.string(), 70) + " can be plotted as\n";
    text += names_text("--map", map_names(stored));
    if (stored.comparison.protocols.size() > 1) {
        text += names_text("--difference", map_names(stored));
    }
    std::vector<std::string> times;
    for (std::size_t i = 0; i < stored.comparison.protocols.size() && times.empty(); ++i) {
        const auto grid = fields.grid(i, stored.comparison.protocols[i]);
        if (!grid) continue;
        for (const Duration time : grid->times) {
            times.push_back((times.empty() ? "" : "| ") + fmt::format("'{}'", time_text(time)));
        }
    }
    if (!times.empty()) text += names_text("--section concentration --time", times);
    text += names_text("--curve", curve_names(stored));
    text += names_text("--bars", measure_names(stored));
    for (std::size_t i = 0; i < stored.comparison.protocols.size(); ++i) {
        text += fmt::format(
            "--protocol {}  {}\n", i + 1, app::shortened(stored.comparison.protocols[i].name, 60));
    }
    return text;
}

}  // namespace

void plot(const PlotRequest& request) {
    if (request.list) {
        app::print(list_text(request, read_result(request.result)));
        return;
    }
    const Draw draw = chosen_picture(request);
    if (request.output.empty()) {
        refuse(420, "-o", "", "where should the picture go?", "FILE.png | FILE.svg");
    }
    check_output_path(request.output, {".png", ".svg"}, {request.result}, request.overwrite);
    const Picture picture = draw(request, read_result(request.result));
    const bool svg = std::filesystem::path(request.output).extension() == ".svg";
    write_file_atomically(request.output, svg ? to_svg(picture) : to_png(picture));
}

}  // namespace mesogrid::plot
