#include "engine/domain/dose_surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

/// Boxes are kept in single precision, rounded outward; what is computed from them may be wrong by
/// some roundings more, for which the search leaves this relative room.
constexpr float kRoom = 1.0F + 4e-6F;

float below(double value) {
    return std::nextafter(static_cast<float>(value), -std::numeric_limits<float>::infinity());
}
float above(double value) {
    return std::nextafter(static_cast<float>(value), std::numeric_limits<float>::infinity());
}

struct Vector {
    double x, y, q;
};
double product(const Vector& a, const Vector& b) {
    return a.x * b.x + a.y * b.y + a.q * b.q;
}

/// Least squared length of p + s e, 0 <= s <= 1.
double to_edge(const Vector& p, const Vector& e) {
    const double s = std::clamp(-product(p, e) / product(e, e), 0.0, 1.0);
    const Vector nearest{p.x + s * e.x, p.y + s * e.y, p.q + s * e.q};
    return product(nearest, nearest);
}

/// A right-angled triangle p, p + (x leg, 0, rise_x), p + (0, y leg, rise_y) with x and y 1 or -1.
struct Triangle {
    Vector p;
    double x;
    double rise_x;
    double y;
    double rise_y;
};

/// Least squared distance from the origin to the triangle where it is below `best`, else something
/// not below it.
double to_triangle(const Triangle& triangle, double leg, double inverse_leg, double best) {
    const auto& [p, x, rise_x, y, rise_y] = triangle;
    // The plane is q = over + slope_x x + slope_y y; however steep, nothing here cancels.
    const double slope_x = rise_x * inverse_leg * x;
    const double slope_y = rise_y * inverse_leg * y;
    const double over = p.q - slope_x * p.x - slope_y * p.y;
    const double steep = 1.0 + slope_x * slope_x + slope_y * slope_y;
    if (over * over >= best * steep) return best;
    const double foot = over / steep;
    const double s = (-slope_x * foot - p.x) * x;  // times the leg
    const double t = (-slope_y * foot - p.y) * y;
    if (s >= 0.0 && t >= 0.0 && s + t <= leg) return over * foot;
    double found = best;
    if (t < 0.0) found = std::min(found, to_edge(p, {x * leg, 0.0, rise_x}));
    if (s < 0.0) found = std::min(found, to_edge(p, {0.0, y * leg, rise_y}));
    if (s + t > leg) {
        const Vector corner{p.x + x * leg, p.y, p.q + rise_x};
        found = std::min(found, to_edge(corner, {-x * leg, y * leg, rise_y - rise_x}));
    }
    return found;
}

}  // namespace

struct DoseSurface::Query {
    int i;
    int j;
    double dose;
    double cell;
    double unit;
    double inverse_cell;
    float dose_below;  ///< and above: where single precision cannot tell
    float dose_above;
    float unit_below;
    float cell_below;
    double best;
};

DoseSurface::DoseSurface(const Map& map)
    : map_(map),
      columns_(static_cast<std::size_t>(map.raster.nx)),
      squares_x_(map.raster.nx - 1),
      squares_y_(map.raster.ny - 1),
      stride_(static_cast<std::size_t>(squares_x_)),
      blocks_x_((squares_x_ + kBlock - 1) / kBlock),
      blocks_y_((squares_y_ + kBlock - 1) / kBlock) {
    MESOGRID_EXPECTS(squares_x_ >= 1 && squares_y_ >= 1);
    constexpr float kFar = std::numeric_limits<float>::max();
    // Rows are read eight squares at a time, beyond their end too.
    const std::size_t squares = stride_ * static_cast<std::size_t>(squares_y_) + kBlock;
    low_.assign(squares, 0.0F);
    high_.assign(squares, 0.0F);
    const auto blocks = static_cast<std::size_t>(blocks_x_) * static_cast<std::size_t>(blocks_y_);
    block_low_.assign(blocks, kFar);
    block_high_.assign(blocks, -kFar);
    for (int j = 0; j < squares_y_; ++j) {
        for (int i = 0; i < squares_x_; ++i) {
            const auto [low, high] =
                std::minmax({node(i, j), node(i + 1, j), node(i, j + 1), node(i + 1, j + 1)});
            const std::size_t square =
                static_cast<std::size_t>(j) * stride_ + static_cast<std::size_t>(i);
            low_[square] = below(low);
            high_[square] = above(high);
            const std::size_t block = block_index(i / kBlock, j / kBlock);
            block_low_[block] = std::min(block_low_[block], low_[square]);
            block_high_[block] = std::max(block_high_[block], high_[square]);
        }
    }
}

void DoseSurface::improve_by_square(Query& query, int i, int j) const {
    const double u = query.cell;
    const auto lifted = [&](int di, int dj) {
        return (node(i + di, j + dj) - query.dose) * query.unit;
    };
    const double a = lifted(0, 0);
    const double b = lifted(1, 0);
    const double c = lifted(0, 1);
    const double d = lifted(1, 1);
    const double x = (i - query.i) * u;
    const double y = (j - query.j) * u;
    const auto improve = [&](const Triangle& triangle) {
        query.best = std::min(query.best, to_triangle(triangle, u, query.inverse_cell, query.best));
    };
    // Cut along the diagonal whose ends differ less; the other two corners are right angles.
    if (std::abs(a - d) <= std::abs(b - c)) {
        improve({{x + u, y, b}, -1.0, a - b, 1.0, d - b});
        improve({{x, y + u, c}, 1.0, d - c, -1.0, a - c});
    } else {
        improve({{x, y, a}, 1.0, b - a, 1.0, c - a});
        improve({{x + u, y + u, d}, -1.0, c - d, -1.0, b - d});
    }
}

/// The square of the point nearest on the tangent plane: most often the answer lies in it.
void DoseSurface::start_along_the_slope(Query& query) const {
    const int i = std::clamp(query.i, 1, squares_x_ - 1);
    const int j = std::clamp(query.j, 1, squares_y_ - 1);
    const double here = (node(query.i, query.j) - query.dose) * query.unit;
    query.best = here * here;
    if (here == 0.0 || squares_x_ < 2 || squares_y_ < 2) return;
    const double half = 0.5 * query.unit / query.cell;
    const double slope_x = half * (node(i + 1, query.j) - node(i - 1, query.j));
    const double slope_y = half * (node(query.i, j + 1) - node(query.i, j - 1));
    const double step = -here / (1.0 + slope_x * slope_x + slope_y * slope_y) / query.cell;
    const double x = std::clamp(query.i + step * slope_x, 0.0, squares_x_ - 1.0);
    const double y = std::clamp(query.j + step * slope_y, 0.0, squares_y_ - 1.0);
    improve_by_square(query, static_cast<int>(x), static_cast<int>(y));
}

/// The squares [first, first + count) of one row whose box may be nearer than what was found;
/// `across` holds the squares of their distances along x.
void DoseSurface::improve_by_row(
    Query& query, int j, int first, int count, const float* across) const {
    const int up = j - query.j;
    const float away = static_cast<float>(std::max(std::max(up, -up - 1), 0)) * query.cell_below;
    const float limit = static_cast<float>(query.best) * kRoom - away * away;
    if (limit <= 0.0F) return;
    const std::size_t start =
        static_cast<std::size_t>(j) * stride_ + static_cast<std::size_t>(first);
    const float* low = low_.data() + start;
    const float* high = high_.data() + start;
    std::array<std::uint32_t, kBlock> near{};
    std::uint32_t any = 0;
    for (std::size_t k = 0; k < kBlock; ++k) {
        const float over = low[k] - query.dose_above;
        const float under = query.dose_below - high[k];
        const float gap = std::max(std::max(over, under), 0.0F) * query.unit_below;
        near[k] = across[k] + gap * gap < limit ? 1U : 0U;
        any |= near[k];
    }
    if (any == 0) return;
    for (int k = 0; k < count; ++k) {
        if (near[static_cast<std::size_t>(k)] != 0) improve_by_square(query, first + k, j);
    }
}

void DoseSurface::improve_by_part(Query& query, int i0, int i1, int j0, int j1) const {
    const int last_column = std::min(i1, squares_x_ - 1);
    for (int first = std::max(i0, 0); first <= last_column; first += kBlock) {
        const int count = std::min(kBlock, last_column - first + 1);
        std::array<float, kBlock> across{};
        for (int k = 0; k < kBlock; ++k) {
            const int right = first + k - query.i;  // of the square's lower left corner
            const auto squares = static_cast<float>(std::max(std::max(right, -right - 1), 0));
            const float away = squares * query.cell_below;
            across[static_cast<std::size_t>(k)] = away * away;
        }
        for (int j = std::max(j0, 0); j <= std::min(j1, squares_y_ - 1); ++j) {
            improve_by_row(query, j, first, count, across.data());
        }
    }
}

/// The squares of one block, unless its box is no nearer than what was found.
void DoseSurface::improve_by_block(Query& query, int block_i, int block_j) const {
    const std::size_t block = block_index(block_i, block_j);
    const double dx =
        std::max({block_i * kBlock - query.i, query.i - (block_i + 1) * kBlock, 0}) * query.cell;
    const double dy =
        std::max({block_j * kBlock - query.j, query.j - (block_j + 1) * kBlock, 0}) * query.cell;
    const double gap = std::max({static_cast<double>(block_low_[block]) - query.dose,
                                 query.dose - static_cast<double>(block_high_[block]),
                                 0.0}) *
                       query.unit;
    if (dx * dx + dy * dy + gap * gap >= query.best) return;
    improve_by_part(query,
                    block_i * kBlock,
                    (block_i + 1) * kBlock - 1,
                    block_j * kBlock,
                    (block_j + 1) * kBlock - 1);
}

/// All blocks, from the point's own outward.
void DoseSurface::improve_by_blocks(Query& query) const {
    const int own_x = std::min(query.i, squares_x_ - 1) / kBlock;
    const int own_y = std::min(query.j, squares_y_ - 1) / kBlock;
    const int rings = std::max({own_x, own_y, blocks_x_ - 1 - own_x, blocks_y_ - 1 - own_y});
    for (int ring = 0; ring <= rings && query.best > 0.0; ++ring) {
        // Blocks of this ring begin at least (ring - 1) blocks away.
        const double away = (ring - 1) * kBlock * query.cell;
        if (away > 0.0 && away * away >= query.best) break;
        for (int y = std::max(own_y - ring, 0); y <= std::min(own_y + ring, blocks_y_ - 1); ++y) {
            const bool whole_row = std::abs(y - own_y) == ring;
            const int step = whole_row || ring == 0 ? 1 : 2 * ring;
            for (int x = own_x - ring; x <= own_x + ring; x += step) {
                if (x >= 0 && x < blocks_x_) improve_by_block(query, x, y);
            }
        }
    }
}

double DoseSurface::nearest_squared(int i, int j, double dose, double cell, double unit) const {
    const auto rounded = static_cast<float>(dose);
    const float doubt = std::abs(rounded) * std::numeric_limits<float>::epsilon();
    Query query{.i = i,
                .j = j,
                .dose = dose,
                .cell = cell,
                .unit = unit,
                .inverse_cell = 1.0 / cell,
                .dose_below = rounded - doubt,
                .dose_above = rounded + doubt,
                .unit_below = static_cast<float>(unit) / kRoom,
                .cell_below = static_cast<float>(cell) / kRoom,
                .best = 0.0};
    start_along_the_slope(query);
    // Whatever is nearer lies within this many squares.
    const double reach = std::sqrt(query.best) / cell;
    if (reach <= kBlock) {
        const int squares = static_cast<int>(reach) + 1;
        improve_by_part(query, i - squares, i + squares - 1, j - squares, j + squares - 1);
        return query.best;
    }
    improve_by_blocks(query);
    return query.best;
}

}  // namespace mesogrid
