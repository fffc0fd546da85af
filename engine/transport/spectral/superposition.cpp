#include "engine/transport/spectral/superposition.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid::spectral {
namespace {

/// Cells [first, first + count) of one axis whose centres lie within `reach` of x.
std::pair<int, int> cells_within(double x, double reach, double origin, double h, int cells) {
    const double first = std::clamp(std::floor((x - reach - origin) / h), 0.0, double(cells));
    const double last = std::clamp(std::ceil((x + reach - origin) / h), first, double(cells));
    return {static_cast<int>(first), static_cast<int>(last - first)};
}

}  // namespace

Superposition::Superposition(const TransportProblem& problem,
                             DepotClasses classes,
                             const LateralModes& modes,
                             std::shared_ptr<const ModalAnswers> answers,
                             std::vector<MapRecipe> recipes)
    : raster_(problem.raster),
      walls_(problem.walls),
      classes_(std::move(classes)),
      modes_(modes),
      answers_(std::move(answers)),
      recipes_(std::move(recipes)),
      of_puncture_(problem.puncture_count) {
    const bool by_modes =
        std::any_of(recipes_.begin(), recipes_.end(), [](const MapRecipe& recipe) {
            return recipe.reading.has_value();
        });
    if (by_modes) {
        cells_x_ = modes_.x.cell_synthesis(raster_.origin.x, raster_.spacing, raster_.nx);
        cells_y_ = modes_.y.cell_synthesis(raster_.origin.y, raster_.spacing, raster_.ny);
    }
    for (std::size_t i = 0; i < classes_.depots.size(); ++i) {
        const PlacedDepot& depot = classes_.depots[i];
        MESOGRID_EXPECTS(depot.puncture < problem.puncture_count);
        of_puncture_[depot.puncture].push_back(i);
        cosines_x_.push_back(modes_.x.cosines(depot.axis.x));
        cosines_y_.push_back(modes_.y.cosines(depot.axis.y));
    }
}

Eigen::MatrixXd Superposition::coefficients(std::size_t reading) const {
    const Eigen::Index mx = modes_.x.count();
    const Eigen::Index my = modes_.y.count();
    Eigen::MatrixXd total = Eigen::MatrixXd::Zero(mx, my);
    for (std::size_t c = 0; c < classes_.shapes.size(); ++c) {
        // Structure factor of the class: sum_i amount_i cos(k_x x_i) cos(k_y y_i)
        std::vector<std::size_t> members;
        for (std::size_t i = 0; i < classes_.depots.size(); ++i) {
            if (classes_.depots[i].depot_class == c) members.push_back(i);
        }
        Eigen::MatrixXd x(mx, members.size());
        Eigen::MatrixXd y(my, members.size());
        for (std::size_t i = 0; i < members.size(); ++i) {
            const auto column = static_cast<Eigen::Index>(i);
            x.col(column) = classes_.depots[members[i]].amount * cosines_x_[members[i]];
            y.col(column) = cosines_y_[members[i]];
        }
        total += (x * y.transpose()).cwiseProduct(answers_->answer(c, reading));
    }
    return total;
}

Map Superposition::map(std::size_t request) const {
    const MapRecipe& recipe = recipes_[request];
    Map map{raster_, std::vector<double>(raster_.size(), 0.0)};
    if (recipe.reading) {
        Eigen::Map<Eigen::MatrixXd> cells(map.values.data(), raster_.nx, raster_.ny);
        cells = cells_x_.transpose() * coefficients(*recipe.reading) * cells_y_;
        return map;
    }
    std::vector<Patch> patches(classes_.depots.size());
    parallel_for(patches.size(),
                 [&](std::size_t i) { patches[i] = drawn(classes_.depots[i], recipe); });
    for (const Patch& patch : patches) {
        std::size_t from = 0;
        for (int j = 0; j < patch.ny; ++j) {
            std::size_t to = raster_.index(patch.i0, patch.j0 + j);
            for (int i = 0; i < patch.nx; ++i) map.values[to++] += patch.values[from++];
        }
    }
    return map;
}

Superposition::PointValue Superposition::at(Point position, std::size_t reading) const {
    const Eigen::MatrixXd series = coefficients(reading);
    const Eigen::VectorXd x = modes_.x.synthesis(position.x);
    const Eigen::VectorXd y = modes_.y.synthesis(position.y);
    const double scale =
        std::abs(modes_.x.synthesis(raster_.origin.x)[0] * modes_.y.synthesis(raster_.origin.y)[0]);
    return {.value = x.dot(series * y), .bound = 4.0 * scale * series.cwiseAbs().sum()};
}

std::vector<Point> Superposition::visible_axes(const PlacedDepot& depot) const {
    if (walls_ == Walls::open) return {depot.axis};
    return mirror_images(
        depot.axis, raster_.box(), classes_.shapes[depot.depot_class]->support_radius());
}

Patch Superposition::drawn(const PlacedDepot& depot, const MapRecipe& recipe) const {
    Patch total;
    for (const Point axis : visible_axes(depot)) {
        total = sum(
            total,
            draw_depot(
                *classes_.shapes[depot.depot_class], recipe.slabs, depot.amount, axis, raster_));
    }
    return total;
}

Patch Superposition::summed_modes(const PlacedDepot& depot, const MapRecipe& recipe) const {
    const auto [i0, nx] =
        cells_within(depot.axis.x, recipe.reach, raster_.origin.x, raster_.spacing, raster_.nx);
    const auto [j0, ny] =
        cells_within(depot.axis.y, recipe.reach, raster_.origin.y, raster_.spacing, raster_.ny);
    Patch patch{.i0 = i0, .j0 = j0, .nx = nx, .ny = ny};
    patch.values.resize(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
    if (patch.values.empty()) return patch;
    const Eigen::VectorXd x = depot.amount * modes_.x.cosines(depot.axis.x);
    const Eigen::VectorXd y = modes_.y.cosines(depot.axis.y);
    const Eigen::MatrixXd response = answers_->answer(depot.depot_class, *recipe.reading);
    const Eigen::MatrixXd left = x.asDiagonal() * cells_x_.middleCols(i0, nx);
    const Eigen::MatrixXd right = y.asDiagonal() * cells_y_.middleCols(j0, ny);
    Eigen::Map<Eigen::MatrixXd>(patch.values.data(), nx, ny) = left.transpose() * response * right;
    return patch;
}

Patch Superposition::patch(std::size_t puncture, std::size_t request) const {
    MESOGRID_EXPECTS(puncture < size() && request < recipes_.size());
    const MapRecipe& recipe = recipes_[request];
    Patch total;
    for (const std::size_t i : of_puncture_[puncture]) {
        const PlacedDepot& depot = classes_.depots[i];
        total = sum(total, recipe.reading ? summed_modes(depot, recipe) : drawn(depot, recipe));
    }
    return total;
}

}  // namespace mesogrid::spectral
