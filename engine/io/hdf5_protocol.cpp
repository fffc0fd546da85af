#include "engine/io/hdf5_protocol.hpp"

#include <fmt/format.h>

#include "engine/io/hdf5_columns.hpp"
#include "engine/io/hdf5_responses.hpp"
#include "engine/io/hdf5_tables.hpp"
#include "engine/io/resolved_table.hpp"
#include "engine/io/result_layout.hpp"

namespace mesogrid {
namespace {

using hdf5::Writer;

void write_scenario(Writer& file, const std::string& protocol, const RunResult& result) {
    file.group(protocol);
    file.attribute(protocol, "name", result.name);
    file.attribute(protocol, "file", result.file);
    file.attribute(protocol, "source", result.source);
    file.attribute(protocol, "seed", static_cast<std::int64_t>(result.seed));
    const std::string group = protocol + "/provenance";
    for (std::size_t i = 0; i < result.files.size(); ++i) {
        const std::string path = fmt::format("{}/scenario/{}", group, i);
        file.text(path, result.files[i].text);
        file.attribute(path, "file", result.files[i].name);
    }
    file.texts(group + "/notes", result.notes);
    const auto rows = resolved_table(result.resolved, result.prescription.label.text);
    const auto column = [&](const char* name, std::string ResolvedRow::*member) {
        std::vector<std::string> values;
        values.reserve(rows.size());
        for (const ResolvedRow& row : rows) values.push_back(row.*member);
        file.texts(group + "/resolved/" + name, values);
    };
    column("key", &ResolvedRow::key);
    column("written", &ResolvedRow::written);
    column("value", &ResolvedRow::value);
    column("unit", &ResolvedRow::unit);
    column("origin", &ResolvedRow::origin);
    column("where", &ResolvedRow::where);
    column("source", &ResolvedRow::source);
    column("grade", &ResolvedRow::grade);
    column("kind", &ResolvedRow::kind);
    column("range", &ResolvedRow::range);
    column("outside", &ResolvedRow::outside);
}

void write_target(Writer& file, const std::string& protocol, const Target& target) {
    const std::string group = protocol + "/target";
    file.group(group);
    file.attribute(group, "site", target.site);
    file.attribute(group, "layer", target.layer);
    write_column(file, group + "/band", {target.band.top.base(), target.band.bottom.base()}, "mm");
    write_scalar(file, group + "/area", target.outline.area(), "mm2");
    write_scalar(file, group + "/interior_margin", target.interior_margin.base(), "mm");
    const auto& rings = target.outline.rings();
    for (std::size_t r = 0; r < rings.size(); ++r) {
        std::vector<double> corners;
        for (const Point& point : rings[r]) {
            corners.push_back(point.x);
            corners.push_back(point.y);
        }
        const std::string path = fmt::format("{}/rings/{}", group, r);
        file.numbers(path, {rings[r].size(), 2}, corners);
        write_unit(file, path, "mm");
    }
}

void write_prescription(Writer& file, const std::string& protocol, const Prescription& p) {
    const std::string group = protocol + "/prescription";
    file.group(group);
    file.attribute(group, "solute", p.solute);
    file.attribute(group, "quantity", to_text(p.quantity));
    file.attribute(group, "layer", p.layer);
    file.attribute(group, "reduce", to_text(p.reduction));
    file.attribute(group, "basis", to_text(p.basis));
    file.attribute(group, "footing", p.footing);
    file.attribute(group, "label", p.label.text);
    file.attribute(group, "threshold_unit", p.threshold_unit);
    file.number(group + "/threshold", p.threshold);
    write_unit(file,
               group + "/threshold",
               layout::unit_of(dimension_of(p.quantity, p.reduction), p.label));
    write_scalar(file, group + "/at", p.at.base(), "s");
}

void write_map(Writer& file, std::size_t index, const RunResult& result) {
    const Prescription& p = result.prescription;
    const Raster& raster = result.dose.raster;
    const Point origin = raster.origin;
    const std::string group = layout::exposure(index, p);
    const std::string path = group + "/" + std::string(to_text(p.quantity));
    const auto nx = static_cast<std::size_t>(raster.nx);
    const auto ny = static_cast<std::size_t>(raster.ny);
    file.group(group);
    file.attribute(group, "solute", p.solute);
    file.attribute(group, "session", std::int64_t{1});
    file.attribute(group, "spacing", raster.spacing);
    file.attribute(group, "origin_x", origin.x);
    file.attribute(group, "origin_y", origin.y);
    write_axis(file, group, "x", cell_centres(origin.x, raster.spacing, raster.nx), "mm");
    write_axis(file, group, "y", cell_centres(origin.y, raster.spacing, raster.ny), "mm");
    const DepthBand& band = result.target.band;
    write_axis(file, group, "band", {0.5 * (band.top + band.bottom).base()}, "mm");
    write_axis(file, group, "x_faces", cell_faces(origin.x, raster.spacing, raster.nx), "mm");
    write_axis(file, group, "y_faces", cell_faces(origin.y, raster.spacing, raster.ny), "mm");
    write_axis(file, group, "band_faces", {band.top.base(), band.bottom.base()}, "mm");
    file.numbers(path, {1, ny, nx}, result.dose.values);
    write_unit(file, path, layout::unit_of(dimension_of(p.quantity, p.reduction), p.label));
    file.attribute(path, "reduce", to_text(p.reduction));
    file.attach(path, 0, group + "/band");
    file.attach(path, 1, group + "/y");
    file.attach(path, 2, group + "/x");
}

}  // namespace

void write_protocol(Writer& file, std::size_t index, const RunResult& result) {
    const std::string protocol = layout::protocol(index);
    write_scenario(file, protocol, result);
    write_target(file, protocol, result.target);
    write_prescription(file, protocol, result.prescription);
    write_map(file, index, result);
    write_tables(file, protocol, result);
    write_responses(file, protocol, result);
}

}  // namespace mesogrid
