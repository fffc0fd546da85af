#include "engine/transport/spectral/readings.hpp"

#include <algorithm>
#include <string>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid::spectral {
namespace {

[[noreturn]] void refuse(std::string what) {
    throw InputError(Diagnostic{.code = 320,
                                .key = "prescription",
                                .problem = std::move(what) + " is not available yet",
                                .allowed = "areal_dose, areal_amount, concentration, auc or "
                                           "areal_exposure; depth_integral or depth_mean"});
}

/// Weight of one cell's A in the activity at the face between cells i and i + 1 that makes both
/// half-cell fluxes equal: a = (s_i A_i/g_i + s_j A_j/g_j)/(s_i + s_j), s = 2 g D/h.
double face_share(const CellColumn& column, std::size_t i) {
    const auto slope = [&](std::size_t j) {
        return column.capacity[j] * column.diffusivity[j] / column.height[j];
    };
    return slope(i) / (slope(i) + slope(i + 1));
}

}  // namespace

void require_available(const ExposureRequest& request) {
    using enum ExposureQuantity;
    if (request.reduction == Reduction::depth_min) refuse(std::string(to_text(request.reduction)));
    switch (request.quantity) {
        case areal_dose:
        case areal_amount:
        case concentration:
        case auc:
        case areal_exposure:
            return;
        case nominal_areal_dose:
        case bound_dose:
        case peak:
        case time_above:
            break;
    }
    refuse(std::string(to_text(request.quantity)));
}

TimeFunction time_function(const ExposureRequest& request) {
    const bool integrated = request.quantity == ExposureQuantity::auc ||
                            request.quantity == ExposureQuantity::areal_exposure;
    return integrated ? TimeFunction::integral : TimeFunction::value;
}

bool is_initial(const ExposureRequest& request) {
    if (request.quantity == ExposureQuantity::areal_dose) return true;
    return time_function(request) == TimeFunction::value && request.at.base() == 0.0;
}

double band_weight(const ExposureRequest& request) {
    const bool mean = request.reduction == Reduction::depth_mean && !is_areal(request.quantity);
    return mean ? 1.0 / (request.band.bottom - request.band.top).base() : 1.0;
}

Reading read_band(const LayeredGrid& grid, const ExposureRequest& request) {
    Reading reading{
        .weights = overlaps(grid, request.band.top.base(), request.band.bottom.base()),
        .function = time_function(request),
        .time = request.quantity == ExposureQuantity::areal_dose ? 0.0 : request.at.base()};
    for (double& weight : reading.weights) weight *= band_weight(request);
    return reading;
}

Reading read_point(const LayeredGrid& grid,
                   const LayerOperator& layers,
                   double depth,
                   double time) {
    MESOGRID_EXPECTS(depth >= 0.0 && depth <= grid.depth());
    const CellColumn& column = layers.column();
    const auto above = std::upper_bound(grid.faces.begin() + 1, grid.faces.end() - 1, depth);
    const auto j = static_cast<std::size_t>(above - grid.faces.begin()) - 1;
    Reading reading{.weights = std::vector<double>(grid.size(), 0.0), .time = time};
    // Share of the way from the cell's centre to the face on this side.
    const double way = 2.0 * (depth - grid.centre(j)) / grid.height(j);
    const bool downward = way > 0.0;
    const bool has_neighbour = downward ? j + 1 < grid.size() : j > 0;
    const std::size_t upper = downward ? j : j - 1;
    if (!has_neighbour || layers.conductance()[upper] == 0.0) {
        reading.weights[j] = 1.0;
        return reading;
    }
    // A = g_j [(1 - |way|) A_j/g_j + |way| a_face]
    const std::size_t i = downward ? j + 1 : j - 1;
    const double share = face_share(column, upper);
    const double own = downward ? share : 1.0 - share;
    reading.weights[j] = 1.0 - std::abs(way) + std::abs(way) * own;
    reading.weights[i] = std::abs(way) * (1.0 - own) * column.capacity[j] / column.capacity[i];
    return reading;
}

std::vector<double> thicknesses(const Medium& medium) {
    std::vector<double> lengths;
    for (const MediumLayer& layer : medium.layers) lengths.push_back(layer.thickness.base());
    return lengths;
}

CellColumn column_of(const Medium& medium, const LayeredGrid& grid) {
    CellColumn column;
    for (std::size_t j = 0; j < grid.size(); ++j) {
        const MediumLayer& layer = medium.layers[grid.layer[j]];
        column.height.push_back(grid.height(j));
        column.diffusivity.push_back(layer.diffusivity.base());
        column.clearance.push_back(layer.clearance.base());
        column.capacity.push_back(layer.capacity);
    }
    return column;
}

}  // namespace mesogrid::spectral
