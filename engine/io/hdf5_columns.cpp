#include "engine/io/hdf5_columns.hpp"

namespace mesogrid {

void write_unit(hdf5::Writer& file, const std::string& path, const std::string& unit) {
    file.attribute(path, "unit", unit);
    file.attribute(path, "units", unit);
}

void write_index(hdf5::Writer& file, const std::string& path, std::size_t index) {
    file.attribute(path, "index", static_cast<std::int64_t>(index));
}

void write_scalar(hdf5::Writer& file,
                  const std::string& path,
                  double value,
                  const std::string& unit) {
    file.number(path, value);
    write_unit(file, path, unit);
}

void write_column(hdf5::Writer& file,
                  const std::string& path,
                  const std::vector<double>& values,
                  const std::string& unit) {
    file.numbers(path, {values.size()}, values);
    write_unit(file, path, unit);
}

void write_axis(hdf5::Writer& file,
                const std::string& group,
                const std::string& name,
                const std::vector<double>& values,
                const std::string& unit) {
    const std::string path = group + "/" + name;
    write_column(file, path, values, unit);
    file.scale(path, name);
}

std::vector<double> cell_centres(double origin, double width, int count) {
    std::vector<double> centres;
    centres.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) centres.push_back(origin + (i + 0.5) * width);
    return centres;
}

std::vector<double> cell_faces(double origin, double width, int count) {
    std::vector<double> faces;
    faces.reserve(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i <= count; ++i) faces.push_back(origin + i * width);
    return faces;
}

}  // namespace mesogrid
