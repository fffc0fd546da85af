#include "engine/io/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>

#include <nlohmann/json.hpp>

#include "engine/geometry/target_sampling.hpp"
#include "engine/io/json_result.hpp"
#include "engine/io/result_layout.hpp"

namespace mesogrid {
namespace {

using Json = nlohmann::ordered_json;

/// Sub-cells beyond which a page would not answer at once.
constexpr std::size_t kMostSamples = 4'000'000;
/// Cells of a map that a page draws; larger maps are thinned out.
constexpr std::size_t kMostCells = 150'000;
constexpr double kWhole = 65535.0;

/// The arrays behind the text.
class Arrays {
public:
    Json floats(std::span<const double> values) {
        std::vector<float> narrow(values.begin(), values.end());
        return append(narrow, "f4");
    }
    Json shares(std::span<const double> values) {
        std::vector<std::uint16_t> narrow;
        narrow.reserve(values.size());
        for (const double value : values) narrow.push_back(rounded(value));
        return append(narrow, "u2");
    }
    /// Values that are not negative, with one scale per `row` of them.
    Json roots(std::span<const double> values, std::size_t row) {
        std::vector<std::uint16_t> narrow;
        std::vector<double> scales;
        narrow.reserve(values.size());
        for (std::size_t first = 0; first < values.size(); first += row) {
            const auto part = values.subspan(first, std::min(row, values.size() - first));
            const double scale = std::max(0.0, *std::max_element(part.begin(), part.end()));
            scales.push_back(scale);
            for (const double value : part) {
                narrow.push_back(
                    rounded(scale > 0.0 ? std::sqrt(std::max(0.0, value) / scale) : 0.0));
            }
        }
        Json entry = append(narrow, "q2");
        entry["row"] = row;
        entry["scales"] = floats(scales);
        return entry;
    }
    const std::string& bytes() const { return bytes_; }

private:
    static std::uint16_t rounded(double share) {
        return static_cast<std::uint16_t>(std::lround(kWhole * std::clamp(share, 0.0, 1.0)));
    }
    template <class Value>
    Json append(const std::vector<Value>& values, const char* type) {
        Json entry = {{"at", bytes_.size()}, {"count", values.size()}, {"type", type}};
        const std::size_t at = bytes_.size();
        bytes_.resize(at + (values.size() * sizeof(Value) + 7) / 8 * 8);
        std::memcpy(bytes_.data() + at, values.data(), values.size() * sizeof(Value));
        return entry;
    }

    std::string bytes_;
};

Json raster_of(const Raster& raster) {
    return {{"x", raster.origin.x},
            {"y", raster.origin.y},
            {"step", raster.spacing},
            {"nx", raster.nx},
            {"ny", raster.ny}};
}

/// Means over blocks of cells, so that pages stay small.
Map thinned(const Map& map) {
    const double excess = static_cast<double>(map.raster.size()) / static_cast<double>(kMostCells);
    const int factor = std::max(1, static_cast<int>(std::ceil(std::sqrt(excess))));
    if (factor == 1) return map;
    Map thin;
    thin.raster = {.origin = map.raster.origin,
                   .spacing = factor * map.raster.spacing,
                   .nx = (map.raster.nx + factor - 1) / factor,
                   .ny = (map.raster.ny + factor - 1) / factor};
    thin.values.resize(thin.raster.size(), 0.0);
    std::vector<double> cells(thin.raster.size(), 0.0);
    for (int j = 0; j < map.raster.ny; ++j) {
        for (int i = 0; i < map.raster.nx; ++i) {
            const std::size_t into = thin.raster.index(i / factor, j / factor);
            thin.values[into] += map.values[map.raster.index(i, j)];
            cells[into] += 1.0;
        }
    }
    for (std::size_t c = 0; c < cells.size(); ++c) thin.values[c] /= cells[c];
    return thin;
}

/// Shares of every sub-cell that the target, and its interior, take.
Json sampling_of(const RunResult& result, Arrays& arrays) {
    constexpr int kRefinement = 4;
    const Raster& raster = result.dose.raster;
    if (raster.size() * kRefinement * kRefinement > kMostSamples) return nullptr;
    const TargetSampling sampling(
        result.target.outline, result.target.interior_margin, raster, kRefinement);
    const Raster& fine = sampling.sub_raster();
    std::vector<double> whole(fine.size(), 0.0);
    std::vector<double> interior(fine.size(), 0.0);
    for (const TargetSampling::Sample& sample : sampling.samples()) {
        const std::size_t cell =
            fine.index(static_cast<int>(sample.cell_x), static_cast<int>(sample.cell_y));
        whole[cell] = sample.area / fine.cell_area();
        interior[cell] = sample.interior_area / fine.cell_area();
    }
    return {{"refinement", kRefinement},
            {"whole", arrays.shares(whole)},
            {"interior", arrays.shares(interior)}};
}

template <class Value>
Json base_values(const std::vector<Value>& values) {
    Json numbers = Json::array();
    for (const Value& value : values) numbers.push_back(value.base());
    return numbers;
}

Json variants_of(const DepotResponses& made, Arrays& arrays) {
    if (!made.no_kernels.empty()) return nullptr;
    Json parts = Json::array();
    for (const DepotResponses::Part& part : made.parts) {
        parts.push_back({part.depth,
                         part.volume,
                         part.offset.x,
                         part.offset.y,
                         part.fluid.base(),
                         part.kernel});
    }
    return {{"depths", base_values(made.depths)},
            {"volumes", base_values(made.volumes)},
            {"depth_of", made.depth_of},
            {"volume_of", made.volume_of},
            {"parts", std::move(parts)},
            {"step", made.kernel_step},
            {"radii", made.kernel_radii},
            {"kernels", arrays.floats(made.kernels)}};
}

Json fields_of(const DepotResponses& made, Arrays& arrays) {
    if (!made.no_fields.empty()) return nullptr;
    const std::size_t planes = made.faces.size() - 1;
    const std::size_t radii = made.radii.size();
    return {{"radii", made.radii},
            {"times", base_values(made.times)},
            {"faces", base_values(made.faces)},
            {"concentration", arrays.roots(made.concentration, planes * radii)},
            {"exposure", arrays.roots(made.exposure, radii)}};
}

Json responses_of(const RunResult& result, Arrays& arrays) {
    if (!result.responses) return nullptr;
    const DepotResponses& made = *result.responses;
    Json depots = Json::array();
    for (const DepotResponses::Placed& depot : made.depots) {
        depots.push_back({depot.puncture,
                          depot.axis.x,
                          depot.axis.y,
                          depot.fluid.base(),
                          depot.depot_class,
                          depot.session});
    }
    return {{"mirrored", made.walls == Walls::mirrored},
            {"sessions", made.sessions},
            {"session_ends", base_values(made.session_ends)},
            {"layers", made.layers},
            {"layer_faces", base_values(made.layer_faces)},
            {"classes", made.classes},
            {"depots", std::move(depots)},
            {"fields", fields_of(made, arrays)},
            {"no_fields", made.no_fields},
            {"variants", variants_of(made, arrays)},
            {"no_variants", made.no_kernels}};
}

Json page_of(const RunResult& result, Arrays& arrays) {
    const Prescription& p = result.prescription;
    const Map map = thinned(result.dose);
    return {{"unit", layout::unit_of(dimension_of(p.quantity, p.reduction), p.label)},
            {"threshold", p.threshold},
            {"label", p.label.text},
            {"band", {result.target.band.top.base(), result.target.band.bottom.base()}},
            {"raster", raster_of(result.dose.raster)},
            {"map_raster", raster_of(map.raster)},
            {"map", arrays.floats(map.values)},
            {"sampling", sampling_of(result, arrays)},
            {"responses", responses_of(result, arrays)}};
}

}  // namespace

std::string page_data(const Comparison& comparison,
                      const ProgramFacts& program,
                      const std::string& file) {
    Arrays arrays;
    Json pages = Json::array();
    for (const RunResult& result : comparison.protocols) pages.push_back(page_of(result, arrays));
    const Json head = {{"file", file},
                       {"program",
                        {{"version", program.version},
                         {"commit", program.commit},
                         {"compiler", program.compiler},
                         {"threads", program.threads},
                         {"began", program.began},
                         {"seconds", program.seconds}}},
                       {"pages", std::move(pages)}};
    std::string text = head.dump(-1, ' ', true);
    text.insert(1, "\"result\":" + to_json(comparison) + ",");
    text.resize((text.size() + 4 + 7) / 8 * 8 - 4, ' ');
    const auto length = static_cast<std::uint32_t>(text.size());
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + text + arrays.bytes();
}

}  // namespace mesogrid
