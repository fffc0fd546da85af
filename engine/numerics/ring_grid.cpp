#include "engine/numerics/ring_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/base/contracts.hpp"

namespace mesogrid {

RingGrid::RingGrid(std::vector<double> radii, std::vector<double> depths)
    : radii_(std::move(radii)), depths_(std::move(depths)) {
    MESOGRID_EXPECTS(radii_.size() > 1 && depths_.size() > 1 && radii_.front() == 0.0);
    MESOGRID_EXPECTS(std::is_sorted(radii_.begin(), radii_.end()) &&
                     std::is_sorted(depths_.begin(), depths_.end()));
    for (std::size_t i = 0; i < columns(); ++i) {
        // (r1^2 - r0^2) as a product: no cancellation in thin rings
        plan_.push_back(std::numbers::pi * (radii_[i + 1] - radii_[i]) *
                        (radii_[i + 1] + radii_[i]));
    }
}

double RingGrid::side_area(std::size_t i, std::size_t j) const {
    return 2.0 * std::numbers::pi * radii_[i + 1] * height(j);
}

std::vector<double> graded_faces(double from,
                                 double to,
                                 std::size_t fewest,
                                 const std::function<double(double)>& size) {
    MESOGRID_EXPECTS(to > from && fewest > 0);
    // cells(x) = integral of dx/size(x), tabulated by the midpoint rule
    constexpr std::size_t kPoints = 4000;
    const double step = (to - from) / kPoints;
    std::vector<double> cells(kPoints + 1, 0.0);
    for (std::size_t q = 0; q < kPoints; ++q) {
        cells[q + 1] = cells[q] + step / size(from + (static_cast<double>(q) + 0.5) * step);
    }
    const std::size_t count =
        std::max(fewest, static_cast<std::size_t>(std::ceil(cells.back() - 1e-9)));
    std::vector<double> faces = {from};
    std::size_t q = 0;
    for (std::size_t f = 1; f < count; ++f) {
        const double wanted = cells.back() * static_cast<double>(f) / static_cast<double>(count);
        while (cells[q + 1] < wanted) ++q;
        const double within = (wanted - cells[q]) / (cells[q + 1] - cells[q]);
        faces.push_back(from + (static_cast<double>(q) + within) * step);
    }
    faces.push_back(to);
    return faces;
}

}  // namespace mesogrid
