#include "engine/io/result_reader.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/format/hdf5/reader.hpp"
#include "engine/io/hdf5_responses.hpp"
#include "engine/io/result_layout.hpp"
#include "engine/io/table_reader.hpp"

namespace mesogrid {
namespace {

using hdf5::Reader;

void check_header(const Reader& file, const std::filesystem::path& path) {
    const auto refuse = [&](int code, std::string problem) {
        throw DamagedFileError(Diagnostic{
            .code = code, .where = {.file = path.string()}, .problem = std::move(problem)});
    };
    if (file.text_attribute("/", "filetype") != layout::kFiletype) {
        refuse(511, "is not a result file of mesogrid");
    }
    const std::int64_t version = file.integer_attribute("/", "version");
    if (version != layout::kVersion) {
        refuse(513,
               fmt::format("holds layout version {}; this program reads version {}",
                           version,
                           layout::kVersion));
    }
}

ProgramFacts read_facts(const Reader& file) {
    return {.version = file.text_attribute("/", "mesogrid_version"),
            .commit = file.text_attribute("/", "git_sha1"),
            .compiler = file.text_attribute("/provenance", "compiler"),
            .flags = file.text_attribute("/provenance", "flags"),
            .threads = file.integer_attribute("/provenance", "threads"),
            .host = file.text_attribute("/provenance", "host"),
            .began = file.text_attribute("/provenance", "began"),
            .seconds = file.number_attribute("/provenance", "seconds")};
}

std::vector<ResolvedValue> read_resolved(const Reader& file, const std::string& group) {
    const std::vector<std::string> keys = file.texts(group + "/key");
    const std::vector<std::string> written = same_length(file, group + "/written", keys.size());
    const std::vector<std::string> origin = same_length(file, group + "/origin", keys.size());
    const std::vector<std::string> where = same_length(file, group + "/where", keys.size());
    const std::vector<std::string> source = same_length(file, group + "/source", keys.size());
    const std::vector<std::string> grade = same_length(file, group + "/grade", keys.size());
    const std::vector<std::string> kind = same_length(file, group + "/kind", keys.size());
    const std::vector<std::string> range = same_length(file, group + "/range", keys.size());
    const std::vector<std::string> outside = same_length(file, group + "/outside", keys.size());
    std::vector<ResolvedValue> values;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        ResolvedValue value{.path = keys[i],
                            .value = written[i],
                            .is_default = origin[i] == "default",
                            .where = {},
                            .source = source[i],
                            .unit = kind[i],
                            .grade = grade_of(grade[i]),
                            .range = range[i],
                            .outside_range = outside[i] == "yes"};
        const std::size_t colon = where[i].rfind(':');
        value.where.file = where[i].substr(0, colon);
        if (colon != std::string::npos) {
            value.where.line = std::atoi(where[i].c_str() + colon + 1);
        }
        values.push_back(std::move(value));
    }
    return values;
}

void read_scenario(const Reader& file, const std::string& protocol, RunResult& result) {
    result.name = file.text_attribute(protocol, "name");
    result.file = file.text_attribute(protocol, "file");
    result.source = file.text_attribute(protocol, "source");
    result.seed = static_cast<std::uint64_t>(file.integer_attribute(protocol, "seed"));
    const std::string group = protocol + "/provenance";
    for (std::size_t i = 0; file.has(fmt::format("{}/scenario/{}", group, i)); ++i) {
        const std::string path = fmt::format("{}/scenario/{}", group, i);
        result.files.push_back({file.text_attribute(path, "file"), file.text(path)});
    }
    result.notes = file.texts(group + "/notes");
    result.resolved = read_resolved(file, group + "/resolved");
    result.weakest_grade = weakest_grade(result.resolved);
}

Target read_target(const Reader& file, const std::string& protocol) {
    const std::string group = protocol + "/target";
    std::vector<Ring> rings;
    for (std::size_t r = 0; file.has(fmt::format("{}/rings/{}", group, r)); ++r) {
        const auto corners = file.numbers(fmt::format("{}/rings/{}", group, r));
        rings.emplace_back();
        for (std::size_t i = 0; i + 1 < corners.size(); i += 2) {
            rings.back().push_back({corners[i], corners[i + 1]});
        }
    }
    const std::vector<double> band = file.numbers(group + "/band");
    return {.site = file.text_attribute(group, "site"),
            .outline = Outline::of_rings(std::move(rings)),
            .layer = file.text_attribute(group, "layer"),
            .band = {Length::from_base(band.at(0)), Length::from_base(band.at(1))},
            .interior_margin = Length::from_base(file.number(group + "/interior_margin"))};
}

Prescription read_prescription(const Reader& file, const std::string& protocol) {
    const std::string group = protocol + "/prescription";
    return {.solute = file.text_attribute(group, "solute"),
            .quantity = read_word(file, group, "quantity", ExposureQuantity::time_above),
            .layer = file.text_attribute(group, "layer"),
            .reduction = read_word(file, group, "reduce", Reduction::depth_min),
            .at = Duration::from_base(file.number(group + "/at")),
            .threshold = file.number(group + "/threshold"),
            .label = {file.text_attribute(group, "label")},
            .threshold_unit = file.text_attribute(group, "threshold_unit"),
            .basis = read_word(file, group, "basis", Basis::cumulative),
            .footing = file.text_attribute(group, "footing")};
}

Map read_map(const Reader& file, std::size_t index, const Prescription& prescription) {
    const std::string group = layout::exposure(index, prescription);
    const std::string path = group + "/" + std::string(to_text(prescription.quantity));
    const hdf5::Shape shape = file.shape(path);
    if (shape.size() != 3 || shape[0] != 1) refuse_part(path, "is no map [1, y, x]");
    Map map;
    map.raster = {.origin = {file.number_attribute(group, "origin_x"),
                             file.number_attribute(group, "origin_y")},
                  .spacing = file.number_attribute(group, "spacing"),
                  .nx = static_cast<int>(shape[2]),
                  .ny = static_cast<int>(shape[1])};
    map.values = file.numbers(path);
    return map;
}

RunResult read_protocol(const Reader& file, std::size_t index) {
    const std::string protocol = layout::protocol(index);
    RunResult result;
    read_scenario(file, protocol, result);
    result.target = read_target(file, protocol);
    result.prescription = read_prescription(file, protocol);
    result.dose = read_map(file, index, result.prescription);
    result.punctures = read_punctures(file, protocol);
    result.measures = read_measures(file, protocol);
    result.curves = read_curves(file, protocol);
    result.tables = read_lists(file, protocol);
    result.ledger = read_ledger(file, protocol);
    result.probes = read_probes(file, protocol, result.ledger);
    result.responses = read_responses(file, protocol);
    for (std::size_t i = 0; file.has(layout::other_solute(protocol, i)); ++i) {
        const std::string other = layout::other_solute(protocol, i);
        result.other_ledgers.push_back(read_ledger(file, other));
        for (ProbeSeries& series : read_probes(file, other, result.other_ledgers.back())) {
            result.probes.push_back(std::move(series));
        }
    }
    return result;
}

}  // namespace

StoredResult read_result(const std::filesystem::path& path) {
    StoredResult stored;
    stored.seal = verify_seal(path);
    const Reader file(path);
    check_header(file, path);
    stored.program = read_facts(file);
    const std::int64_t protocols = file.integer_attribute("/", "protocols");
    for (std::int64_t i = 0; i < protocols; ++i) {
        stored.comparison.protocols.push_back(read_protocol(file, static_cast<std::size_t>(i)));
    }
    stored.comparison.rows = read_comparison(file);
    return stored;
}

}  // namespace mesogrid
