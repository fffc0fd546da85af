#include "app/scenario_files.hpp"

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"
#include "engine/format/toml.hpp"

#include "app/console.hpp"

namespace mesogrid::app {
namespace {

/// The seed of the command line stands above that of the file. Tables and drawings that the
/// scenario names are files it is made of.
Scenario read_one(ScenarioFile source,
                  const std::string& file,
                  const std::filesystem::path& root,
                  const Options& options,
                  const Catalogs& catalogs) {
    Params params(std::move(source.tree), root);
    Scenario scenario = read_scenario(params, catalogs, file);
    scenario.files = std::move(source.files);
    for (const TextFile& named : params.files()) {
        scenario.files.push_back({named.path, named.text});
    }
    if (options.seed) {
        scenario.seed = *options.seed;
        for (ResolvedValue& value : scenario.resolved) {
            if (value.path != "seed") continue;
            value.value = std::to_string(*options.seed);
            value.is_default = false;
            value.where = {.file = "--seed"};
        }
    }
    return scenario;
}

/// Bases stay in the folder tree of the first scenario, or of their own one when that lies
/// elsewhere.
std::filesystem::path root_for(const std::filesystem::path& path,
                               const std::filesystem::path& first) {
    const auto folder = [](const std::filesystem::path& file) {
        return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    };
    std::error_code error;
    const auto relative = std::filesystem::relative(folder(path), folder(first), error);
    const bool below = !error && !relative.empty() && *relative.begin() != "..";
    return below ? folder(first) : folder(path);
}

}  // namespace

std::vector<Scenario> read_scenarios(const Options& options, const Catalogs& catalogs) {
    std::vector<Scenario> scenarios;
    std::vector<Diagnostic> faults;
    for (const auto& path : options.scenarios) {
        try {
            const std::filesystem::path root = root_for(path, options.scenarios.front());
            ScenarioFile file = read_scenario_file(path, root);
            if (is_abstract(file.tree)) {
                note(options, path.string() + " is a base for other files; skipped");
                continue;
            }
            scenarios.push_back(read_one(std::move(file), path.string(), root, options, catalogs));
        } catch (const InputError& error) {
            faults.insert(faults.end(), error.diagnostics().begin(), error.diagnostics().end());
        }
    }
    if (scenarios.empty() && faults.empty()) {
        faults.push_back(Diagnostic{.code = 402,
                                    .where = {.file = options.scenarios.front().string()},
                                    .problem = "no scenario to run: abstract files are bases for "
                                               "other files and do not run themselves"});
    }
    if (!faults.empty()) throw InputError(std::move(faults));
    return scenarios;
}

void check_outputs(const Options& options, const std::vector<std::string>& csv_names) {
    if (!options.json.empty() && options.json != "-") {
        check_output_path(options.json, {".json"}, options.scenarios, options.overwrite);
    }
    if (!options.hdf5.empty()) {
        check_output_path(options.hdf5, {".h5", ".hdf5"}, options.scenarios, options.overwrite);
        check_output_path(sidecar_of(options.hdf5), {".xmf"}, options.scenarios, options.overwrite);
    }
    if (!options.report.empty()) {
        check_output_path(options.report, {".html", ".htm"}, options.scenarios, options.overwrite);
    }
    if (options.csv.empty()) return;
    for (const std::string& name : csv_names) {
        check_output_path(std::filesystem::path(options.csv) / name,
                          {".csv"},
                          options.scenarios,
                          options.overwrite);
    }
}

std::unique_ptr<ResultFile> open_result(const Options& options,
                                        const std::vector<Scenario>& scenarios) {
    if (!options.hdf5.empty()) {
        return std::make_unique<ResultFile>(options.hdf5, options.overwrite);
    }
    for (const Scenario& scenario : scenarios) {
        if (scenario.fields == OutputFields::none) continue;
        note(options, scenario.file + ": its output.fields need -o FILE.h5; not computed");
    }
    return nullptr;
}

void write_outputs(const Options& options,
                   const std::string& json,
                   const std::vector<CsvFile>& csv,
                   const std::string& table) {
    const bool on_standard_output = options.json == "-";
    if (!options.json.empty() && !on_standard_output) write_file_atomically(options.json, json);
    if (!options.csv.empty()) {
        for (const CsvFile& file : csv) {
            write_file_atomically(std::filesystem::path(options.csv) / file.name, file.content);
        }
    }
    print_table(options, table);
    if (on_standard_output) print(json);
}

}  // namespace mesogrid::app
