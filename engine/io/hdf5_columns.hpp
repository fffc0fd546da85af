#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/format/hdf5/writer.hpp"

/// Datasets as every table of a result file writes them.
namespace mesogrid {

/// States a unit, under our name and under that of the CF conventions.
void write_unit(hdf5::Writer& file, const std::string& path, const std::string& unit);

/// The place of a dataset or group among its neighbours, which HDF5 lists by name.
void write_index(hdf5::Writer& file, const std::string& path, std::size_t index);

/// One number with a unit.
void write_scalar(hdf5::Writer& file,
                  const std::string& path,
                  double value,
                  const std::string& unit);

/// Numbers with a unit.
void write_column(hdf5::Writer& file,
                  const std::string& path,
                  const std::vector<double>& values,
                  const std::string& unit);

/// A 1-D coordinate with a unit that is its own dimension scale.
void write_axis(hdf5::Writer& file,
                const std::string& group,
                const std::string& name,
                const std::vector<double>& values,
                const std::string& unit);

/// `count` cells of a width from `origin` on: their centres, and the count + 1 borders.
std::vector<double> cell_centres(double origin, double width, int count);
std::vector<double> cell_faces(double origin, double width, int count);

}  // namespace mesogrid
