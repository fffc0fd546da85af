#include "engine/numerics/box_grid.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

std::size_t cell_at(const std::vector<double>& faces, double at) {
    const auto above = std::upper_bound(faces.begin() + 1, faces.end() - 1, at);
    return static_cast<std::size_t>(above - faces.begin()) - 1;
}

}  // namespace

BoxGrid::BoxGrid(std::vector<double> x, std::vector<double> y, std::vector<double> depths)
    : x_(std::move(x)), y_(std::move(y)), depths_(std::move(depths)) {
    for (const std::vector<double>* faces : {&x_, &y_, &depths_}) {
        MESOGRID_EXPECTS(faces->size() > 1 && std::is_sorted(faces->begin(), faces->end()));
    }
}

std::size_t BoxGrid::column_at(double x, double y) const {
    return cell_at(y_, y) * columns_x() + cell_at(x_, x);
}

}  // namespace mesogrid
