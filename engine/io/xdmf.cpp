#include "engine/io/xdmf.hpp"

#include <string_view>

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/io/result_layout.hpp"

namespace mesogrid {
namespace {

/// Text inside an attribute or element of XML.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

/// Reads data items of one result file.
class Items {
public:
    explicit Items(const std::string& file) : file_(escaped(file)) {}

    std::string item(const std::string& path, const std::string& shape, int bytes) const {
        return fmt::format(
            "<DataItem Format=\"HDF\" NumberType=\"Float\" Precision=\"{}\" "
            "Dimensions=\"{}\">{}:{}</DataItem>\n",
            bytes,
            shape,
            file_,
            escaped(path));
    }

    /// Boxes between faces; sizes in cells.
    std::string boxes(const std::string& group,
                      const char* z_faces,
                      std::size_t nz,
                      const Raster& raster) const {
        std::string text =
            fmt::format("<Topology TopologyType=\"3DRectMesh\" Dimensions=\"{} {} {}\"/>\n",
                        nz + 1,
                        raster.ny + 1,
                        raster.nx + 1);
        text += "<Geometry GeometryType=\"VXVYVZ\">\n";
        text += item(group + "/x_faces", std::to_string(raster.nx + 1), 8);
        text += item(group + "/y_faces", std::to_string(raster.ny + 1), 8);
        text += item(group + "/" + z_faces, std::to_string(nz + 1), 8);
        return text + "</Geometry>\n";
    }

    std::string values(const std::string& name,
                       const std::string& path,
                       std::size_t nz,
                       const Raster& raster,
                       int bytes) const {
        return fmt::format("<Attribute Name=\"{}\" AttributeType=\"Scalar\" Center=\"Cell\">\n",
                           escaped(name)) +
               item(path, fmt::format("{} {} {}", nz, raster.ny, raster.nx), bytes) +
               "</Attribute>\n";
    }

private:
    std::string file_;
};

std::string map_grid(const Items& items, std::size_t index, const RunResult& result) {
    const Prescription& p = result.prescription;
    const Raster& raster = result.dose.raster;
    const std::string group = layout::exposure(index, p);
    const std::string quantity(to_text(p.quantity));
    const std::string unit = layout::unit_of(dimension_of(p.quantity, p.reduction), p.label);
    return fmt::format("<Grid Name=\"{} map\" GridType=\"Uniform\">\n", escaped(result.name)) +
           items.boxes(group, "band_faces", 1, raster) +
           items.values(fmt::format("{} of {} [{}]", quantity, p.solute, unit),
                        group + "/" + quantity,
                        1,
                        raster,
                        8) +
           "</Grid>\n";
}

std::string field_grids(const Items& items,
                        std::size_t index,
                        const RunResult& result,
                        const FieldGrid& grid) {
    const Prescription& p = result.prescription;
    const std::string group = layout::fields(index, p);
    std::string text = fmt::format(
        "<Grid Name=\"{} fields\" GridType=\"Collection\" CollectionType=\"Temporal\">\n",
        escaped(result.name));
    for (std::size_t t = 0; t < grid.times.size(); ++t) {
        const std::string time = write_number(grid.times[t].base());
        text +=
            fmt::format("<Grid Name=\"{} at {} s\" GridType=\"Uniform\">\n<Time Value=\"{}\"/>\n",
                        escaped(result.name),
                        time,
                        time);
        text += items.boxes(group, "z_faces", grid.planes(), grid.raster);
        text += items.values(fmt::format("{} [{}/mm3]", p.solute, p.label.text),
                             group + "/" + layout::step(t),
                             grid.planes(),
                             grid.raster,
                             4);
        text += "</Grid>\n";
    }
    return text + "</Grid>\n";
}

}  // namespace

std::string to_xdmf(const std::string& file,
                    const std::vector<const RunResult*>& protocols,
                    const std::vector<const FieldGrid*>& fields) {
    const Items items(file);
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Xdmf Version=\"2.0\">\n<Domain>\n";
    for (std::size_t i = 0; i < protocols.size(); ++i) {
        if (fields[i]) text += field_grids(items, i, *protocols[i], *fields[i]);
    }
    for (std::size_t i = 0; i < protocols.size(); ++i) {
        text += map_grid(items, i, *protocols[i]);
    }
    return text + "</Domain>\n</Xdmf>\n";
}

}  // namespace mesogrid
