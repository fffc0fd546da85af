#include <algorithm>
#include <cmath>
#include <regex>

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/io/stored_fields.hpp"

#include "app/plot/plots.hpp"
#include "app/plot/section_picture.hpp"
#include "app/plot/selection.hpp"
#include "app/plot/words.hpp"

namespace mesogrid::plot {
namespace {

constexpr std::size_t kMostPanels = 12;

/// An upright plane through the skin.
struct Cut {
    enum class Along { x, y };
    Along along = Along::x;
    double through = 0.0;  ///< the other coordinate, mm

    double place(Point p) const { return along == Along::x ? p.x : p.y; }
    double distance(Point p) const { return std::abs((along == Along::x ? p.y : p.x) - through); }
};

double read_base(const std::string& option,
                 const std::string& text,
                 const Dimension& dimension,
                 const char* example) {
    const QuantityReading reading = read_quantity(text);
    if (reading.fault != QuantityFault::none || reading.quantity.unit.dimension != dimension) {
        refuse(422, option, text, "is no " + describe(dimension).substr(2), "", example);
    }
    return reading.quantity.base;
}

Cut cut_of(const PlotRequest& request, const RunResult& result) {
    Cut cut;
    if (!request.along.empty() && request.along != "x" && request.along != "y") {
        refuse(422, "--along", request.along, "a section runs along x or y", "x | y");
    }
    if (request.along == "y") cut.along = Cut::Along::y;
    if (!request.through.empty()) {
        cut.through = read_base("--through", request.through, Length::dimension, "0 mm");
        return cut;
    }
    const Point middle = result.target.outline.centroid();
    const std::vector<Point> points = positions_of(result);
    const auto nearest = std::min_element(points.begin(), points.end(), [&](Point a, Point b) {
        return distance(a, middle) < distance(b, middle);
    });
    const Point point = nearest == points.end() ? middle : *nearest;
    cut.through = cut.along == Cut::Along::x ? point.y : point.x;
    return cut;
}

/// Index of the row or column of cells that the cut runs through.
int cell_of(const Cut& cut, const Raster& raster) {
    const bool along_x = cut.along == Cut::Along::x;
    const double origin = along_x ? raster.origin.y : raster.origin.x;
    const int count = along_x ? raster.ny : raster.nx;
    const double cell = std::floor((cut.through - origin) / raster.spacing);
    if (cell < 0.0 || cell >= count) {
        refuse(422,
               "--through",
               fmt::format("{:.4g} mm", cut.through),
               "lies beside the field",
               fmt::format("{:.4g} mm to {:.4g} mm", origin, origin + count * raster.spacing));
    }
    return static_cast<int>(cell);
}

std::vector<std::size_t> steps_of(const PlotRequest& request, const FieldGrid& grid) {
    std::vector<std::size_t> steps;
    std::string stored;
    const double wanted =
        request.time.empty() ? 0.0 : read_base("--time", request.time, Duration::dimension, "1 h");
    for (std::size_t t = 0; t < grid.times.size(); ++t) {
        const double time = grid.times[t].base();
        stored += (t == 0 ? "" : " | ") + time_text(grid.times[t]);
        const bool same = std::abs(time - wanted) <= 1e-9 * std::max(time, wanted);
        if (request.time.empty() || same) steps.push_back(t);
    }
    if (steps.empty()) refuse(422, "--time", request.time, "no field is stored for it", stored);
    return steps;
}

/// The layers of the run, from the values it used ("tissue.dermis.thickness",
/// "tissue.layers[1].thickness").
std::vector<LayerTop> layers_of(const RunResult& result) {
    const std::regex thickness(R"(tissue\.(layers\[\d+\]|[^.\[\]]+)\.thickness)");
    std::vector<LayerTop> layers;
    double depth = 0.0;
    for (const ResolvedValue& value : result.resolved) {
        std::smatch match;
        if (!std::regex_match(value.path, match, thickness)) continue;
        std::string name = match[1];
        for (const ResolvedValue& other : result.resolved) {
            if (other.path != "tissue." + std::string(match[1]) + ".name") continue;
            name = other.value;
            std::erase(name, '"');
        }
        std::string written = value.value;
        std::erase(written, '"');
        const QuantityReading reading = read_quantity(written);
        if (reading.fault != QuantityFault::none) return {};
        layers.push_back({name, depth});
        depth += reading.quantity.base;
    }
    return layers;
}

/// Outlets of the punctures in the cells of the cut.
std::vector<Spot> outlets_of(const RunResult& result, const Cut& cut, double spacing) {
    const auto& columns = result.punctures.columns;
    const auto depth = std::find_if(
        columns.begin(), columns.end(), [](const auto& column) { return column.name == "depth"; });
    const auto column = static_cast<std::size_t>(depth - columns.begin());
    const std::vector<Point> points = positions_of(result);
    std::vector<Spot> outlets;
    for (std::size_t i = 0; i < points.size() && i < result.punctures.rows.size(); ++i) {
        const auto& row = result.punctures.rows[i];
        if (cut.distance(points[i]) > 0.5 * spacing + 1e-9 || column >= row.size()) continue;
        outlets.push_back({cut.place(points[i]), row[column].value_or(0.0)});
    }
    return outlets;
}

Section section_of(const StoredFields& fields,
                   std::size_t protocol,
                   const RunResult& result,
                   const FieldGrid& grid,
                   std::size_t step,
                   const Cut& cut) {
    const Raster& raster = grid.raster;
    const bool along_x = cut.along == Cut::Along::x;
    const int cell = cell_of(cut, raster);
    Section section{.start = along_x ? raster.origin.x : raster.origin.y,
                    .spacing = raster.spacing,
                    .faces = {},
                    .values = {}};
    for (const Length face : grid.faces) section.faces.push_back(face.base());
    for (std::size_t plane = 0; plane < grid.planes(); ++plane) {
        const Map map = fields.plane(protocol, result, grid, step, plane);
        for (int i = 0; i < (along_x ? raster.nx : raster.ny); ++i) {
            section.values.push_back(
                map.values[along_x ? raster.index(i, cell) : raster.index(cell, i)]);
        }
    }
    return section;
}

ColourScale scale_of(const std::vector<SectionPanel>& panels) {
    double high = 0.0;
    for (const SectionPanel& panel : panels) {
        for (const double value : panel.section.values) high = std::max(high, value);
    }
    return {.kind = ColourScale::Kind::magnitude, .low = 0.0, .high = high > 0.0 ? high : 1.0};
}

/// Panels of one picture, all cut alike.
struct Sections {
    Cut cut;
    std::vector<SectionPanel> panels;
};

void add_panels(const PlotRequest& request,
                const StoredResult& stored,
                const StoredFields& fields,
                std::size_t protocol,
                Sections& sections) {
    const RunResult& result = stored.comparison.protocols[protocol];
    const std::optional<FieldGrid> grid = fields.grid(protocol, result);
    if (!grid) return;
    require_known("--section", request.section.front(), {"concentration"});
    if (sections.panels.empty()) sections.cut = cut_of(request, result);
    for (const std::size_t step : steps_of(request, *grid)) {
        if (sections.panels.size() == kMostPanels) {
            refuse(424,
                   "--section",
                   "",
                   "too many panels for one picture",
                   fmt::format("up to {}", kMostPanels),
                   "choose with --time or --protocol");
        }
        sections.panels.push_back(
            {.title = fmt::format(
                 "{}, {}", protocol_title(stored, protocol), time_text(grid->times[step])),
             .section = section_of(fields, protocol, result, *grid, step, sections.cut),
             .layers = layers_of(result),
             .outlets = outlets_of(result, sections.cut, grid->raster.spacing)});
    }
}

}  // namespace

Picture plot_section(const PlotRequest& request, const StoredResult& stored) {
    const StoredFields fields(request.result);
    Sections sections;
    for (const std::size_t i : chosen_protocols(request, stored)) {
        add_panels(request, stored, fields, i, sections);
    }
    const auto& [cut, panels] = sections;
    if (panels.empty()) {
        refuse(421,
               "--section",
               request.section.front(),
               "the file holds no 3-D field",
               "",
               "[output] fields = true in the scenario");
    }
    const bool along_x = cut.along == Cut::Along::x;
    const Prescription& p = stored.comparison.protocols.front().prescription;
    const std::string title =
        fmt::format("concentration of {} [{}]", p.solute, shown_unit(p.label.text + "/mm3"));
    Frontispiece text = frontispiece(
        stored,
        title,
        fmt::format("Section at {} = {}{:.4g} mm; amount per reference tissue volume, voxel means.",
                    along_x ? "y" : "x",
                    cut.through < 0.0 ? "−" : "",
                    std::abs(cut.through)));
    text.lines.erase(text.lines.begin(), text.lines.begin() + 2);  // about the threshold's quantity
    return section_picture(std::move(text),
                           along_x ? "x [mm]" : "y [mm]",
                           panels,
                           {.scale = scale_of(panels), .title = title, .marks = {}});
}

}  // namespace mesogrid::plot
