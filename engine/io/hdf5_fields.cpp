#include "engine/io/hdf5_fields.hpp"

#include "engine/io/hdf5_columns.hpp"
#include "engine/io/result_layout.hpp"

namespace mesogrid {

Hdf5Fields::Hdf5Fields(hdf5::Writer& file, std::string group, Prescription prescription)
    : file_(file), group_(std::move(group)), prescription_(std::move(prescription)) {}

void Hdf5Fields::begin(const FieldGrid& grid) {
    grid_ = grid;
    const Raster& raster = grid.raster;
    std::vector<double> times;
    times.reserve(grid.times.size());
    for (const Duration time : grid.times) times.push_back(time.base());
    std::vector<double> faces;
    faces.reserve(grid.faces.size());
    for (const Length face : grid.faces) faces.push_back(face.base());
    std::vector<double> depths;
    depths.reserve(grid.planes());
    for (std::size_t p = 0; p < grid.planes(); ++p)
        depths.push_back(0.5 * (faces[p] + faces[p + 1]));
    const auto [x, y] = raster.origin;
    file_.group(group_);
    file_.attribute(group_, "solute", prescription_.solute);
    file_.attribute(group_, "session", std::int64_t{1});
    write_axis(file_, group_, "time", times, "s");
    write_axis(file_, group_, "z", depths, "mm");
    write_axis(file_, group_, "y", cell_centres(y, raster.spacing, raster.ny), "mm");
    write_axis(file_, group_, "x", cell_centres(x, raster.spacing, raster.nx), "mm");
    write_axis(file_, group_, "z_faces", faces, "mm");
    write_axis(file_, group_, "y_faces", cell_faces(y, raster.spacing, raster.ny), "mm");
    write_axis(file_, group_, "x_faces", cell_faces(x, raster.spacing, raster.nx), "mm");
    const std::string path = group_ + "/concentration";
    file_.planes(path,
                 {times.size(),
                  depths.size(),
                  static_cast<std::size_t>(raster.ny),
                  static_cast<std::size_t>(raster.nx)});
    write_unit(file_, path, prescription_.label.text + "/mm3");
    file_.attribute(path, "solute", prescription_.solute);
    unsigned axis = 0;
    for (const char* name : {"/time", "/z", "/y", "/x"}) file_.attach(path, axis++, group_ + name);
    for (std::size_t t = 0; t < times.size(); ++t) {
        const std::string step = group_ + "/" + layout::step(t);
        file_.step_of(path, t, step);
        file_.attribute(step, "time", times[t]);
    }
}

void Hdf5Fields::accept(const SnapshotPlane& plane) {
    const hdf5::PackedBlock block = hdf5::pack(plane.values);
    const std::lock_guard lock(one_at_a_time_);
    file_.put_plane(group_ + "/concentration", plane.snapshot, plane.plane, block);
}

}  // namespace mesogrid
