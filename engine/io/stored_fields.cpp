#include "engine/io/stored_fields.hpp"

#include "engine/base/contracts.hpp"
#include "engine/io/result_layout.hpp"
#include "engine/io/table_reader.hpp"

namespace mesogrid {

std::optional<FieldGrid> StoredFields::grid(std::size_t protocol, const RunResult& result) const {
    const std::string group = layout::fields(protocol, result.prescription);
    const std::string values = group + "/concentration";
    if (!file_.has(values)) return std::nullopt;
    const hdf5::Shape shape = file_.shape(values);
    if (shape.size() != 4) refuse_part(values, "is no field [time, z, y, x]");
    FieldGrid grid;
    for (const double time : file_.numbers(group + "/time")) {
        grid.times.push_back(Duration::from_base(time));
    }
    for (const double face : file_.numbers(group + "/z_faces")) {
        grid.faces.push_back(Length::from_base(face));
    }
    const std::vector<double> x = file_.numbers(group + "/x_faces");
    const std::vector<double> y = file_.numbers(group + "/y_faces");
    const bool fits = grid.times.size() == shape[0] && grid.faces.size() == shape[1] + 1 &&
                      y.size() == shape[2] + 1 && x.size() == shape[3] + 1 && shape[3] > 0;
    if (!fits) refuse_part(values, "does not fit its axes");
    grid.raster = {.origin = {x.front(), y.front()},
                   .spacing = x[1] - x[0],
                   .nx = static_cast<int>(shape[3]),
                   .ny = static_cast<int>(shape[2])};
    return grid;
}

Map StoredFields::plane(std::size_t protocol,
                        const RunResult& result,
                        const FieldGrid& grid,
                        std::size_t time,
                        std::size_t plane) const {
    MESOGRID_EXPECTS(time < grid.times.size() && plane < grid.planes());
    const std::string path = layout::fields(protocol, result.prescription) + "/concentration";
    const std::vector<float> values = file_.plane(path, time, plane);
    return {grid.raster, {values.begin(), values.end()}};
}

}  // namespace mesogrid
