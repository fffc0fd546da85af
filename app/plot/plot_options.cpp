#include "app/plot/plot_options.hpp"

#include <CLI/CLI.hpp>

namespace mesogrid::plot {

void add_plot_command(CLI::App& program, PlotRequest& request) {
    CLI::App& command = *program.add_subcommand("plot", "pictures of a result file, PNG or SVG");
    command.add_option("FILE", request.result, "what -o of run or compare wrote")
        ->type_name("FILE.h5")
        ->required();
    const auto many = [&](const char* name,
                          std::vector<std::string>& values,
                          const char* type,
                          const char* help) {
        command.add_option(name, values, help)
            ->type_name(type)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->expected(1);
    };
    const auto one = [&](const char* name, std::string& value, const char* type, const char* help) {
        command.add_option(name, value, help)->type_name(type);
    };
    command.add_flag("--list", request.list, "what the file can be plotted as");
    many("--map", request.map, "QUANTITY", "map with outline and punctures, as auc");
    many("--difference", request.difference, "QUANTITY", "each map minus the first one's");
    many("--section", request.section, "FIELD", "depth section, as concentration");
    many("--curve", request.curve, "NAME", "a curve, as coverage_curve");
    many("--bars", request.bars, "MEASURE", "measures side by side, as V80; repeatable");
    many("--protocol", request.protocols, "N", "only this protocol, from 1; repeatable");
    one("--time", request.time, "TIME", "of a section, as '1 h' (default: every stored one)");
    one("--along", request.along, "x|y", "direction of a section (default: x)");
    one("--through",
        request.through,
        "LENGTH",
        "the other coordinate (default: that of a puncture in the middle)");
    one("-o,--output", request.output, "FILE", "the picture, FILE.png or FILE.svg");
    command.add_flag_callback(
        "--force", [&request] { request.overwrite = Overwrite::allow; }, "replace a picture");
}

}  // namespace mesogrid::plot
