#include "engine/transport/spectral/superposition.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/real_space.hpp"

namespace mesogrid::spectral {
namespace {

/// Depots drawn at a time: their patches are held together.
constexpr std::size_t kDrawnTogether = 64;
/// Bytes of direct answers that are kept for all depots that may share them.
constexpr double kStampMemory = 128e6;

/// Cells [first, first + count) of one axis whose centres lie within `reach` of x.
std::pair<int, int> cells_within(double x, double reach, double origin, double h, int cells) {
    const double first = std::clamp(std::floor((x - reach - origin) / h), 0.0, double(cells));
    const double last = std::clamp(std::ceil((x + reach - origin) / h), first, double(cells));
    return {static_cast<int>(first), static_cast<int>(last - first)};
}

/// left^T right, column blocks in parallel.
Eigen::MatrixXd product(const Eigen::MatrixXd& left, const Eigen::MatrixXd& right) {
    Eigen::MatrixXd result(left.cols(), right.cols());
    constexpr std::size_t kColumns = 32;
    parallel_for_blocks(
        static_cast<std::size_t>(right.cols()), kColumns, [&](std::size_t first, std::size_t last) {
            const auto from = static_cast<Eigen::Index>(first);
            const auto count = static_cast<Eigen::Index>(last - first);
            result.middleCols(from, count).noalias() =
                left.transpose() * right.middleCols(from, count);
        });
    return result;
}

/// The smallest patch, of zeros, that holds both.
Patch hull(const Patch& a, const Patch& b) {
    Patch both = sum(a, b);
    std::fill(both.values.begin(), both.values.end(), 0.0);
    return both;
}

void add(const Patch& patch, Map& map) {
    std::size_t from = 0;
    for (int j = 0; j < patch.ny; ++j) {
        std::size_t to = map.raster.index(patch.i0, patch.j0 + j);
        for (int i = 0; i < patch.nx; ++i) map.values[to++] += patch.values[from++];
    }
}

/// values = the lesser of values and others, others' negatives counted as 0.
void take_least(std::vector<double>& values, const std::vector<double>& others) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = std::min(values[i], std::max(others[i], 0.0));
    }
}

void drop_negatives(std::vector<double>& values) {
    for (double& value : values) value = std::max(value, 0.0);
}

}  // namespace

Superposition::Superposition(SuperpositionParts parts)
    : parts_(std::move(parts)), of_puncture_(parts_.puncture_count) {
    if (parts_.answers) {
        const Raster& raster = parts_.raster;
        cells_x_ = parts_.modes->x.cell_synthesis(raster.origin.x, raster.spacing, raster.nx);
        cells_y_ = parts_.modes->y.cell_synthesis(raster.origin.y, raster.spacing, raster.ny);
    }
    const std::vector<PlacedDepot>& depots = parts_.classes.depots;
    for (std::size_t i = 0; i < depots.size(); ++i) {
        MESOGRID_EXPECTS(depots[i].puncture < size());
        of_puncture_[depots[i].puncture].push_back(i);
    }
    stamps_ = make_stamps();
    if (!parts_.answers) return;
    cosines_x_.resize(depots.size());
    cosines_y_.resize(depots.size());
    parallel_for(depots.size(), [&](std::size_t i) {
        cosines_x_[i] = parts_.modes->x.cosines(depots[i].axis.x);
        cosines_y_[i] = parts_.modes->y.cosines(depots[i].axis.y);
    });
}

std::shared_ptr<const Stamps> Superposition::make_stamps() const {
    std::vector<StampRequest> requests;
    for (const std::vector<Term>& terms : parts_.terms.of_map) {
        for (const PlacedDepot& depot : parts_.classes.depots) {
            const Term& term = terms[depot.cohort];
            if (term.path != Path::direct) continue;
            const double reach = parts_.carried[term.question]->support_radius();
            for (const Point axis : visible_axes(depot, reach)) {
                requests.push_back({term.question, axis});
            }
        }
    }
    return std::make_shared<const Stamps>(parts_.raster, parts_.carried, requests, kStampMemory);
}

bool Superposition::adds_up(std::size_t request) const {
    const Course& course = parts_.components.courses[request];
    return course.fold == TimeFold::value && course.slices == 1;
}

Eigen::MatrixXd Superposition::coefficients(const std::vector<Term>& terms) const {
    double highest = 0.0;
    for (const Term& term : terms) {
        if (term.path != Path::modes) continue;
        highest = std::max(highest, parts_.terms.questions[term.question].highest);
    }
    if (highest == 0.0) return {};
    const Eigen::Index rows = parts_.modes->x.count_within(highest);
    const Eigen::Index columns = parts_.modes->y.count_within(highest);
    Eigen::MatrixXd total = Eigen::MatrixXd::Zero(rows, columns);
    for (std::size_t c = 0; c < terms.size(); ++c) {
        if (terms[c].path != Path::modes) continue;
        // Structure factor of the cohort: sum_i amount_i cos(k_x x_i) cos(k_y y_i)
        const std::vector<std::size_t>& members = parts_.classes.cohorts[c].members;
        const auto count = static_cast<Eigen::Index>(members.size());
        Eigen::MatrixXd x(count, rows);
        Eigen::MatrixXd y(count, columns);
        for (Eigen::Index i = 0; i < count; ++i) {
            const std::size_t depot = members[static_cast<std::size_t>(i)];
            x.row(i) = parts_.classes.depots[depot].amount * cosines_x_[depot].head(rows);
            y.row(i) = cosines_y_[depot].head(columns);
        }
        total +=
            product(x, y).cwiseProduct(parts_.answers->answer(terms[c].question, rows, columns));
    }
    return total;
}

Map Superposition::component_map(std::size_t component) const {
    const std::vector<Term>& terms = parts_.terms.of_map[component];
    Map map{parts_.raster, std::vector<double>(parts_.raster.size(), 0.0)};
    const Eigen::MatrixXd series = coefficients(terms);
    if (series.size() > 0) {
        // columns x nx, then nx x ny
        const Eigen::MatrixXd along_x = product(series, cells_x_.topRows(series.rows()));
        Eigen::Map<Eigen::MatrixXd>(map.values.data(), map.raster.nx, map.raster.ny) =
            product(along_x, cells_y_.topRows(series.cols()));
    }
    std::vector<std::size_t> in_real_space;
    for (std::size_t i = 0; i < parts_.classes.depots.size(); ++i) {
        const Path path = terms[parts_.classes.depots[i].cohort].path;
        if (path == Path::drawn || path == Path::direct) in_real_space.push_back(i);
    }
    std::vector<Patch> patches(kDrawnTogether);
    for (std::size_t first = 0; first < in_real_space.size(); first += kDrawnTogether) {
        const std::size_t count = std::min(kDrawnTogether, in_real_space.size() - first);
        parallel_for(count, [&](std::size_t i) {
            const PlacedDepot& depot = parts_.classes.depots[in_real_space[first + i]];
            patches[i] = drawn(depot, terms[depot.cohort]);
        });
        for (std::size_t i = 0; i < count; ++i) add(patches[i], map);
    }
    return map;
}

Map Superposition::map(std::size_t request) const {
    const Course& course = parts_.components.courses[request];
    if (adds_up(request)) return component_map(course.first);
    CourseFold fold(course.fold, course.level, parts_.raster.size());
    for (std::size_t t = 0; t < course.instants.size(); ++t) {
        Map least = component_map(course.component(t, 0));
        drop_negatives(least.values);
        for (std::size_t s = 1; s < course.slices; ++s) {
            take_least(least.values, component_map(course.component(t, s)).values);
        }
        fold.accept(course.instants[t], least.values);
    }
    return {parts_.raster, fold.finish()};
}

Patch Superposition::patch(std::size_t puncture, std::size_t request) const {
    MESOGRID_EXPECTS(puncture < size() && request < parts_.components.courses.size());
    const Course& course = parts_.components.courses[request];
    if (adds_up(request)) return component_patch(puncture, course.first);
    // One patch that holds every instant's, so that a cell keeps its place.
    std::vector<Patch> parts;
    for (std::size_t t = 0; t < course.instants.size(); ++t) {
        for (std::size_t s = 0; s < course.slices; ++s) {
            parts.push_back(component_patch(puncture, course.component(t, s)));
        }
    }
    Patch frame;
    for (const Patch& part : parts) frame = hull(frame, part);
    CourseFold fold(course.fold, course.level, frame.values.size());
    for (std::size_t t = 0; t < course.instants.size(); ++t) {
        std::vector<double> least;
        for (std::size_t s = 0; s < course.slices; ++s) {
            std::vector<double> values = sum(frame, parts[t * course.slices + s]).values;
            drop_negatives(values);
            if (s == 0) {
                least = std::move(values);
            } else {
                take_least(least, values);
            }
        }
        fold.accept(course.instants[t], least);
    }
    frame.values = fold.finish();
    return frame;
}

Superposition::PointValue Superposition::modes_at(Point position,
                                                  const std::vector<Term>& terms) const {
    const Eigen::MatrixXd series = coefficients(terms);
    if (series.size() == 0) return {};
    const Eigen::VectorXd x = parts_.modes->x.synthesis(position.x).head(series.rows());
    const Eigen::VectorXd y = parts_.modes->y.synthesis(position.y).head(series.cols());
    const double largest = 4.0 * std::abs(parts_.modes->x.synthesis(parts_.raster.origin.x)[0] *
                                          parts_.modes->y.synthesis(parts_.raster.origin.y)[0]);
    return {.value = x.dot(series * y), .scale = largest * series.cwiseAbs().sum()};
}

std::vector<Point> Superposition::visible_axes(const PlacedDepot& depot, double reach) const {
    if (parts_.walls == Walls::open) return {depot.axis};
    return mirror_images(depot.axis, parts_.raster.box(), reach);
}

Patch Superposition::drawn(const PlacedDepot& depot, const Term& term) const {
    Patch total;
    if (term.path == Path::direct) {
        const double reach = parts_.carried[term.question]->support_radius();
        for (const Point axis : visible_axes(depot, reach)) {
            total = sum(total, stamps_->patch({term.question, axis}, depot.amount));
        }
        return total;
    }
    const DepotShape& shape = *parts_.classes.shapes[depot.depot_class];
    for (const Point axis : visible_axes(depot, shape.support_radius())) {
        total = sum(total, draw_depot(shape, term.slabs, depot.amount, axis, parts_.raster));
    }
    return total;
}

Patch Superposition::summed_modes(const std::vector<std::size_t>& depots, const Term& term) const {
    const Question& question = parts_.terms.questions[term.question];
    const Raster& raster = parts_.raster;
    const Box axes = parts_.classes.box_of(depots);
    const Point centre = axes.centre();
    const double reach = parts_.spread.reach(parts_.terms.readings[question.reading]);
    const double x_reach = reach + 0.5 * axes.width();
    const double y_reach = reach + 0.5 * axes.height();
    const auto [i0, nx] =
        cells_within(centre.x, x_reach, raster.origin.x, raster.spacing, raster.nx);
    const auto [j0, ny] =
        cells_within(centre.y, y_reach, raster.origin.y, raster.spacing, raster.ny);
    Patch patch{.i0 = i0, .j0 = j0, .nx = nx, .ny = ny, .values = {}};
    patch.values.resize(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
    if (patch.values.empty()) return patch;
    const Eigen::Index rows = parts_.modes->x.count_within(question.highest);
    const Eigen::Index columns = parts_.modes->y.count_within(question.highest);
    const auto count = static_cast<Eigen::Index>(depots.size());
    Eigen::MatrixXd x(rows, count);
    Eigen::MatrixXd y(columns, count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const std::size_t depot = depots[static_cast<std::size_t>(i)];
        x.col(i) = parts_.classes.depots[depot].amount * cosines_x_[depot].head(rows);
        y.col(i) = cosines_y_[depot].head(columns);
    }
    Eigen::MatrixXd series = x * y.transpose();
    series.array() *= parts_.answers->answer(term.question, rows, columns).array();
    const Eigen::MatrixXd along_x = cells_x_.block(0, i0, rows, nx).transpose() * series;
    Eigen::Map<Eigen::MatrixXd>(patch.values.data(), nx, ny).noalias() =
        along_x * cells_y_.block(0, j0, columns, ny);
    return patch;
}

Patch Superposition::component_patch(std::size_t puncture, std::size_t component) const {
    Patch total;
    std::map<std::size_t, std::vector<std::size_t>> by_modes;  // of each cohort
    for (const std::size_t i : of_puncture_[puncture]) {
        const PlacedDepot& depot = parts_.classes.depots[i];
        const Term& term = parts_.terms.of_map[component][depot.cohort];
        if (term.path == Path::none) continue;
        if (term.path == Path::modes) {
            by_modes[depot.cohort].push_back(i);
        } else {
            total = sum(total, drawn(depot, term));
        }
    }
    for (const auto& [cohort, depots] : by_modes) {
        total = sum(total, summed_modes(depots, parts_.terms.of_map[component][cohort]));
    }
    return total;
}

}  // namespace mesogrid::spectral
