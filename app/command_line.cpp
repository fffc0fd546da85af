#include "app/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <new>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/format/suggest.hpp"
#include "engine/io/version.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/plot/plot_options.hpp"
#include "app/streams.hpp"
#include "app/text.hpp"

namespace mesogrid::app {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done, 1 internal error, 2 bad input, 3 refused (too large),\n"
    "4 input/output, 5 numerical failure, 6 damaged or foreign result file,\n"
    "7 output is being written by another run, 8 a --require goal not met.\n"
    "A first look:     mesogrid compare scenarios/lower-cheek/*.toml\n"
    "A first scenario: mesogrid list example > first.toml, then mesogrid run first.toml\n"
    "What it can say:  mesogrid list, mesogrid list keys pattern, mesogrid list patterns\n"
    "What is known:    mesogrid list tissues, products, techniques, devices, operators, "
    "parameters\n"
    "For research and education. Not a medical device; nothing here advises a treatment.";

/// The words of one call before they are checked: numbers stay text, so that messages can show
/// them.
struct Words {
    Options options;
    std::vector<std::string> scenarios;
    std::vector<std::string> threads;
    std::vector<std::string> seed;
    std::vector<std::string> json;
    std::vector<std::string> csv;
    std::vector<std::string> hdf5;
    std::vector<std::string> report;
    std::vector<std::string> goals;
    std::string result;
    bool force = false;
    bool quiet = false;
    bool no_color = false;
    plot::PlotRequest plot;
    std::string topic;
    std::string section;
    bool markdown = false;
};

[[noreturn]] void refuse(int code,
                         const std::string& key,
                         const std::string& given,
                         const std::string& problem,
                         const std::string& allowed = {},
                         const std::string& suggestion = {}) {
    throw InputError(Diagnostic{.code = code,
                                .where = {},
                                .key = key,
                                .given = given,
                                .problem = problem,
                                .allowed = allowed,
                                .suggestion = suggestion});
}

/// The one value of an option; refuses a second one.
std::string single(const std::vector<std::string>& values, const std::string& name) {
    if (values.size() > 1) refuse(406, name, values.back(), "is given twice");
    return values.empty() ? std::string() : values.front();
}

std::uint64_t whole_number(const std::string& text,
                           const std::string& name,
                           std::uint64_t least,
                           std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || value < least || value > most) {
        refuse(
            407, name, text, "is no whole number in range", fmt::format("{} to {}", least, most));
    }
    return value;
}

/// An option with one value; a second one is seen and refused later.
void add(CLI::App& command,
         const char* name,
         std::vector<std::string>& values,
         const char* type,
         const char* help) {
    command.add_option(name, values, help)
        ->type_name(type)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->expected(1);
}

void add_scenario_options(CLI::App& command, Words& words) {
    command.add_option("SCENARIO", words.scenarios, "scenario files (TOML)")
        ->type_name("FILE")
        ->required();
    add(command, "--seed", words.seed, "N", "seed of random numbers (default: the file's, 0)");
    add(command, "--threads", words.threads, "N", "threads to use; results never depend on it");
    command.add_flag("--quiet", words.quiet, "no notes on standard error");
    command.add_flag(
        "--no-color", words.no_color, "never colour; nor with NO_COLOR, nor off a terminal");
}

void add_output_options(CLI::App& command, Words& words) {
    add(command, "--json", words.json, "FILE", "write JSON, - for standard output");
    add(command, "--csv", words.csv, "DIR", "write CSV tables into this folder");
    add(command, "-o,--output", words.hdf5, "FILE", "write the whole result as HDF5, FILE.h5");
    add(command, "--report", words.report, "FILE", "write one page to look at, FILE.html");
    add(command, "--require", words.goals, "GOAL", "exit 8 unless met, as 'V80>=90'; repeatable");
    command.add_flag("--force", words.force, "replace files that exist");
}

Options checked(const Words& words) {
    Options options = words.options;
    for (const std::string& scenario : words.scenarios) options.scenarios.emplace_back(scenario);
    options.json = single(words.json, "--json");
    options.csv = single(words.csv, "--csv");
    options.hdf5 = single(words.hdf5, "-o");
    options.report = single(words.report, words.result.empty() ? "--report" : "-o");
    for (const std::string& goal : words.goals) options.goals.push_back(read_goal(goal));
    const std::string seed = single(words.seed, "--seed");
    if (!words.seed.empty()) options.seed = whole_number(seed, "--seed", 0, 9223372036854775807ULL);
    const std::string threads = single(words.threads, "--threads");
    if (!words.threads.empty()) {
        set_thread_count(static_cast<int>(whole_number(threads, "--threads", 1, 1024)));
    }
    options.overwrite = words.force ? Overwrite::allow : Overwrite::refuse;
    options.colour = words.no_color ? Options::Colour::never : Options::Colour::automatic;
    options.talk = words.quiet ? Options::Talk::quiet : Options::Talk::normal;
    return options;
}

/// Names of all options and commands, for suggestions.
std::vector<std::string> known_words(const CLI::App& program) {
    std::vector<std::string> words;
    for (const CLI::App* command : program.get_subcommands({})) {
        words.push_back(command->get_name());
        for (const CLI::Option* option : command->get_options()) {
            if (!option->get_lnames().empty()) words.push_back("--" + option->get_lnames().front());
        }
    }
    return words;
}

/// Our one message form for what CLI11 refuses.
Diagnostic to_diagnostic(const CLI::ParseError& error, const CLI::App& program) {
    Diagnostic diagnostic{.code = 401, .where = {}, .problem = error.what()};
    for (char& character : diagnostic.problem) {
        if (character == '\n') character = ' ';
    }
    const std::string prefix = "The following argument";
    if (diagnostic.problem.rfind(prefix, 0) == 0) {
        // CLI11 lists them from the last; an option that it does not know comes before its value.
        const std::string words = diagnostic.problem.substr(diagnostic.problem.rfind(": ") + 2);
        const std::size_t dash = (" " + words).find(" -");
        const std::string word = words.substr(dash == std::string::npos ? 0 : dash);
        const std::string first = word.substr(0, word.find(' '));
        const std::string near = nearest(first, known_words(program));
        diagnostic.given = first;
        diagnostic.problem = "is not known here";
        diagnostic.suggestion = near;
    }
    return diagnostic;
}

/// CLI11 says no more than that a command is missing.
void refuse_unknown_command(int argc, const char* const* argv, const CLI::App& program) {
    if (argc < 2 || argv[1][0] == '-' || argv[1][0] == '\0') return;
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({}))
        names.push_back(command->get_name());
    if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return;
    const std::string near = nearest(argv[1], names);
    refuse(401,
           "",
           argv[1],
           "there is no such command",
           "run | compare | check | report | verify | plot | list",
           near);
}

int report(const Error& error, int argc, const char* const* argv) {
    const std::string text = std::string(error.what()) + "\n";
    const bool never =
        std::any_of(argv, argv + argc, [](std::string_view word) { return word == "--no-color"; });
    std::fputs((!never && takes_colour(Stream::error) ? coloured(text) : text).c_str(), stderr);
    return static_cast<int>(error.exit_code());
}

int dispatch(CLI::App& program, Words& words, const Catalogs& catalogs) {
    const std::string name = program.get_subcommands().front()->get_name();
    if (name == "list") {
        list(words.topic,
             words.section,
             words.markdown ? ListForm::markdown : ListForm::text,
             catalogs);
        return 0;
    }
    if (name == "verify") {
        verify(words.result);
        return 0;
    }
    if (name == "plot") {
        plot::plot(words.plot);
        return 0;
    }
    const Options options = checked(words);
    if (name == "report") report(words.result, options);
    if (name == "run") run(options, catalogs);
    if (name == "compare") compare(options, catalogs);
    if (name == "check") check(options, catalogs);
    return 0;
}

void add_commands(CLI::App& program, Words& words) {
    auto* run_command =
        program.add_subcommand("run", "simulate one protocol, or several one after the other");
    auto* compare_command = program.add_subcommand("compare", "protocols side by side");
    auto* check_command = program.add_subcommand("check", "read and validate only");
    for (CLI::App* command : {run_command, compare_command, check_command}) {
        add_scenario_options(*command, words);
    }
    add_output_options(*run_command, words);
    add_output_options(*compare_command, words);
    auto* verify_command = program.add_subcommand("verify", "is a result file whole and ours?");
    verify_command->add_option("FILE", words.result, "what -o wrote")->required();
    plot::add_plot_command(program, words.plot);
    auto* report_command = program.add_subcommand("report", "the page of a result file");
    report_command->add_option("FILE", words.result, "what -o wrote")->required();
    add(*report_command, "-o,--output", words.report, "PAGE", "page to write, PAGE.html");
    report_command->get_option("-o")->required();
    report_command->add_flag("--force", words.force, "replace a page that exists");
    auto* list_command = program.add_subcommand("list", "what scenarios can say");
    std::string topics;
    for (const std::string& topic : list_topics()) topics += (topics.empty() ? "" : ", ") + topic;
    list_command->add_option("TOPIC", words.topic, topics);
    list_command->add_option("TABLE", words.section, "with keys: only those of this table");
    list_command->add_flag("--markdown",
                           words.markdown,
                           "keys and parameters as in docs/scenario-format.md, docs/parameters.md");
}

int parse_and_dispatch(int argc, const char* const* argv, const Catalogs& catalogs) {
    Words words;
    CLI::App program("mesogrid: compares injection protocols before use", "mesogrid");
    program.set_version_flag("--version", fmt::format("mesogrid {} ({})", version(), commit()));
    program.require_subcommand(1);
    program.footer(kFooter);
    add_commands(program, words);
    refuse_unknown_command(argc, argv, program);
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& request) {
        std::ostringstream text;
        const int code = program.exit(request, text, text);  // --help, --version
        print(with_lines_wrapped(text.str()));
        return code;
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr,
                     "%s\nusage: mesogrid run|compare|check|report|verify|plot|list …; see "
                     "mesogrid --help\n",
                     to_text(to_diagnostic(error, program)).c_str());
        return static_cast<int>(ExitCode::bad_input);
    }
    return dispatch(program, words, catalogs);
}

}  // namespace

int run_command_line(int argc, const char* const* argv, const Catalogs& catalogs) {
    try {
        guard_standard_streams();
        return parse_and_dispatch(argc, argv, catalogs);
    } catch (const ReaderGone& gone) {
        return static_cast<int>(gone.exit_code());
    } catch (const Error& error) {
        return report(error, argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("error[E0604]: out of memory; a larger numerics.step needs less\n", stderr);
        return static_cast<int>(ExitCode::refused);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error[E0001]: internal error, please report it: %s\n", error.what());
        return static_cast<int>(ExitCode::internal_error);
    }
}

}  // namespace mesogrid::app
