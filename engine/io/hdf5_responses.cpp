#include "engine/io/hdf5_responses.hpp"

#include "engine/io/hdf5_columns.hpp"
#include "engine/io/result_layout.hpp"
#include "engine/io/table_reader.hpp"

namespace mesogrid {
namespace {

using hdf5::Reader;
using hdf5::Writer;

template <class Value>
std::vector<double> base_values(const std::vector<Value>& values) {
    std::vector<double> numbers;
    numbers.reserve(values.size());
    for (const Value& value : values) numbers.push_back(value.base());
    return numbers;
}

template <class Value>
std::vector<Value> from_base(const std::vector<double>& numbers) {
    std::vector<Value> values;
    values.reserve(numbers.size());
    for (const double number : numbers) values.push_back(Value::from_base(number));
    return values;
}

void write_matrix(Writer& file,
                  const std::string& path,
                  const hdf5::Shape& shape,
                  const std::vector<double>& values,
                  const std::string& unit) {
    file.numbers(path, shape, values);
    write_unit(file, path, unit);
}

/// A column of one member of a list of things, as numbers.
template <class Thing, class Read>
void write_member(Writer& file,
                  const std::string& path,
                  const std::vector<Thing>& things,
                  const std::string& unit,
                  Read read) {
    std::vector<double> values;
    values.reserve(things.size());
    for (const Thing& thing : things) values.push_back(static_cast<double>(read(thing)));
    write_column(file, path, values, unit);
}

void write_depots(Writer& file, const std::string& group, const DepotResponses& made) {
    using Placed = DepotResponses::Placed;
    write_member(file, group + "/puncture", made.depots, "1", [](const Placed& depot) {
        return depot.puncture;
    });
    write_member(
        file, group + "/x", made.depots, "mm", [](const Placed& depot) { return depot.axis.x; });
    write_member(
        file, group + "/y", made.depots, "mm", [](const Placed& depot) { return depot.axis.y; });
    write_member(file, group + "/fluid", made.depots, "uL", [](const Placed& depot) {
        return depot.fluid.base();
    });
    write_member(file, group + "/class", made.depots, "1", [](const Placed& depot) {
        return depot.depot_class;
    });
    write_member(file, group + "/session", made.depots, "1", [](const Placed& depot) {
        return depot.session;
    });
}

void write_variants(Writer& file,
                    const std::string& group,
                    const DepotResponses& made,
                    const std::string& unit) {
    using Part = DepotResponses::Part;
    write_column(file, group + "/depths", base_values(made.depths), "mm");
    write_column(file, group + "/volumes", base_values(made.volumes), "uL");
    const auto index = [](std::size_t value) { return value; };
    write_member(file, group + "/depth_of", made.depth_of, "1", index);
    write_member(file, group + "/volume_of", made.volume_of, "1", index);
    const std::string parts = group + "/parts";
    write_member(
        file, parts + "/depth", made.parts, "1", [](const Part& part) { return part.depth; });
    write_member(
        file, parts + "/volume", made.parts, "1", [](const Part& part) { return part.volume; });
    write_member(
        file, parts + "/x", made.parts, "mm", [](const Part& part) { return part.offset.x; });
    write_member(
        file, parts + "/y", made.parts, "mm", [](const Part& part) { return part.offset.y; });
    write_member(file, parts + "/fluid", made.parts, "uL", [](const Part& part) {
        return part.fluid.base();
    });
    write_member(
        file, parts + "/kernel", made.parts, "1", [](const Part& part) { return part.kernel; });
    file.attribute(group, "radius_step", made.kernel_step);
    write_matrix(file,
                 group + "/kernels",
                 {made.kernels.size() / made.kernel_radii, made.kernel_radii},
                 made.kernels,
                 unit);
}

/// Indices that were written as numbers and must be below `limit`.
std::vector<std::size_t> indices(const Reader& file, const std::string& path, std::size_t limit) {
    std::vector<std::size_t> values;
    for (const double number : file.numbers(path)) {
        if (!(number >= 0.0 && number < static_cast<double>(limit))) {
            refuse_part(path, "names a row that does not exist");
        }
        values.push_back(static_cast<std::size_t>(number));
    }
    return values;
}

std::vector<double> of_length(const Reader& file, const std::string& path, std::size_t length) {
    std::vector<double> values = file.numbers(path);
    if (values.size() != length) refuse_part(path, "has another length than its neighbours");
    return values;
}

void read_depots(const Reader& file, const std::string& group, DepotResponses& made) {
    const auto puncture = file.numbers(group + "/puncture");
    const std::size_t count = puncture.size();
    const auto x = of_length(file, group + "/x", count);
    const auto y = of_length(file, group + "/y", count);
    const auto fluid = of_length(file, group + "/fluid", count);
    const auto depot_class = indices(file, group + "/class", made.classes);
    if (depot_class.size() != count) refuse_part(group + "/class", "has another length");
    const auto session = indices(file, group + "/session", made.session_ends.size() + 1);
    if (session.size() != count) refuse_part(group + "/session", "has another length");
    for (std::size_t i = 0; i < count; ++i) {
        made.depots.push_back({static_cast<std::size_t>(puncture[i]),
                               {x[i], y[i]},
                               Volume::from_base(fluid[i]),
                               depot_class[i],
                               session[i]});
    }
}

void read_variants(const Reader& file, const std::string& group, DepotResponses& made) {
    made.depths = from_base<Length>(file.numbers(group + "/depths"));
    made.volumes = from_base<Volume>(file.numbers(group + "/volumes"));
    made.depth_of = indices(file, group + "/depth_of", made.depths.size());
    made.volume_of = indices(file, group + "/volume_of", made.volumes.size());
    const hdf5::Shape shape = file.shape(group + "/kernels");
    if (shape.size() != 2) refuse_part(group + "/kernels", "is no table [kernel, radius]");
    made.kernel_radii = shape[1];
    made.kernel_step = file.number_attribute(group, "radius_step");
    made.kernels = file.numbers(group + "/kernels");
    const std::string parts = group + "/parts";
    const auto depth = indices(file, parts + "/depth", made.depths.size());
    const auto volume = indices(file, parts + "/volume", made.volumes.size());
    const auto x = of_length(file, parts + "/x", depth.size());
    const auto y = of_length(file, parts + "/y", depth.size());
    const auto fluid = of_length(file, parts + "/fluid", depth.size());
    const auto kernel = indices(file, parts + "/kernel", shape[0]);
    if (volume.size() != depth.size() || kernel.size() != depth.size()) {
        refuse_part(parts, "has columns of different lengths");
    }
    for (std::size_t i = 0; i < depth.size(); ++i) {
        made.parts.push_back(
            {depth[i], volume[i], {x[i], y[i]}, Volume::from_base(fluid[i]), kernel[i]});
    }
}

}  // namespace

void write_responses(Writer& file, const std::string& protocol, const RunResult& result) {
    if (!result.responses) return;
    const DepotResponses& made = *result.responses;
    const Prescription& p = result.prescription;
    const std::string group = protocol + "/responses";
    file.group(group);
    file.attribute(group, "walls", made.walls == Walls::mirrored ? "mirrored" : "open");
    file.attribute(group, "sessions", static_cast<std::int64_t>(made.sessions));
    file.attribute(group, "classes", static_cast<std::int64_t>(made.classes));
    file.attribute(group, "no_fields", made.no_fields);
    file.attribute(group, "no_kernels", made.no_kernels);
    write_column(file, group + "/session_ends", base_values(made.session_ends), "s");
    write_column(file, group + "/layer_faces", base_values(made.layer_faces), "mm");
    file.texts(group + "/layers", made.layers);
    write_depots(file, group + "/depots", made);
    if (made.no_fields.empty()) {
        const std::size_t radii = made.radii.size();
        const std::size_t times = made.times.size();
        write_column(file, group + "/radius", made.radii, "mm");
        write_column(file, group + "/time", base_values(made.times), "s");
        write_column(file, group + "/z_faces", base_values(made.faces), "mm");
        write_matrix(file,
                     group + "/concentration",
                     {made.classes, times, made.faces.size() - 1, radii},
                     made.concentration,
                     p.label.text + "/(mm3 uL)");
        write_matrix(file,
                     group + "/exposure",
                     {made.classes, times, made.layers.size(), radii},
                     made.exposure,
                     p.label.text + " s/(mm3 uL)");
    }
    if (made.no_kernels.empty()) {
        const std::string unit = layout::unit_of(dimension_of(p.quantity, p.reduction), p.label);
        file.group(group + "/variants");
        write_variants(file, group + "/variants", made, unit + " per uL");
    }
}

std::optional<DepotResponses> read_responses(const Reader& file, const std::string& protocol) {
    const std::string group = protocol + "/responses";
    if (!file.has(group)) return std::nullopt;
    DepotResponses made;
    made.walls = file.text_attribute(group, "walls") == "mirrored" ? Walls::mirrored : Walls::open;
    made.sessions = static_cast<std::size_t>(file.integer_attribute(group, "sessions"));
    made.classes = static_cast<std::size_t>(file.integer_attribute(group, "classes"));
    made.no_fields = file.text_attribute(group, "no_fields");
    made.no_kernels = file.text_attribute(group, "no_kernels");
    made.session_ends = from_base<Duration>(file.numbers(group + "/session_ends"));
    made.layer_faces = from_base<Length>(file.numbers(group + "/layer_faces"));
    made.layers = file.texts(group + "/layers");
    read_depots(file, group + "/depots", made);
    if (made.no_fields.empty()) {
        made.radii = file.numbers(group + "/radius");
        made.times = from_base<Duration>(file.numbers(group + "/time"));
        made.faces = from_base<Length>(file.numbers(group + "/z_faces"));
        if (made.faces.empty()) refuse_part(group + "/z_faces", "is empty");
        const std::size_t profiles = made.classes * made.times.size() * made.radii.size();
        made.concentration =
            of_length(file, group + "/concentration", profiles * (made.faces.size() - 1));
        made.exposure = of_length(file, group + "/exposure", profiles * made.layers.size());
    }
    if (made.no_kernels.empty()) read_variants(file, group + "/variants", made);
    return made;
}

}  // namespace mesogrid
