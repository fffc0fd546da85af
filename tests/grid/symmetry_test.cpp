/// V20, V23 on the grid: mirrors, turns, shifts and scales move the map alike.

#include <functional>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/grid_media.hpp"

namespace mesogrid {
namespace {

using grid::GridOptions;
using support::TransportCase;
using Move = std::function<Point(Point)>;
using CellMove = std::function<std::pair<int, int>(int, int)>;

constexpr int kCells = 14;

struct Mirrored {
    const char* name;
    Move move;
    CellMove cell;
};

const std::vector<Mirrored> kMirrors = {
    {"mirror in x",
     [](Point p) {
         return Point{-p.x, p.y};
     },
     [](int i, int j) { return std::pair(kCells - 1 - i, j); }},
    {"mirror in y",
     [](Point p) {
         return Point{p.x, -p.y};
     },
     [](int i, int j) { return std::pair(i, kCells - 1 - j); }}};
const std::vector<Mirrored> kTurns = {{"swap of x and y",
                                       [](Point p) {
                                           return Point{p.y, p.x};
                                       },
                                       [](int i, int j) { return std::pair(j, i); }},
                                      {"quarter turn",
                                       [](Point p) {
                                           return Point{-p.y, p.x};
                                       },
                                       [](int i, int j) { return std::pair(kCells - 1 - j, i); }}};

/// Depots: sharp balls or Gaussians so wide that they reach every cell.
enum class Edges { smooth, sharp };

struct Asked {
    Edges edges = Edges::smooth;
    bool scar = false;
    GridOptions options;
};

/// Diffusivity falls to a fifth about the place where (0.6, -1.1) has moved.
Map scar_factor(const Raster& raster, const Move& move, Point shift) {
    Map factor{raster, {}};
    const Point middle = move({0.6, -1.1}) + shift;
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            const Point p = raster.centre(i, j);
            const double square = std::pow(p.x - middle.x, 2) + std::pow(p.y - middle.y, 2);
            factor.values.push_back(1.0 - 0.8 * std::exp(-square));
        }
    }
    return factor;
}

std::vector<Map> solve(const Asked& asked, const Move& move, Point shift = {}) {
    TransportCase c({{0.5, 2e-4, 0.0, 0.4}, {2.0, 5e-4, 1e-3, 0.2}},
                    support::raster_at(-3.5 + shift.x, -3.5 + shift.y, 0.5, kCells, kCells),
                    Walls::mirrored);
    c.uniform_cells(0.125);
    const std::shared_ptr<const DepotShape> shape =
        asked.edges == Edges::smooth
            ? support::gaussian(1.0, 0.8, c.depth())
            : std::make_shared<const models::BallShape>(0.7, 0.8, c.depth());
    const std::vector<std::pair<Point, double>> doses = {
        {{-2.1, 0.4}, 10.0}, {{1.3, 2.6}, 7.0}, {{0.9, -1.7}, 15.0}};
    for (const auto& [position, amount] : doses) c.add(shape, move(position) + shift, amount);
    if (asked.scar) {
        c.problem.medium.maps = {
            {1, TissueMap::What::diffusivity, scar_factor(c.problem.raster, move, shift)}};
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, 1.0, 3600.0);
    c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, 1.0, 600.0);
    c.ask(ExposureQuantity::areal_dose, Reduction::depth_integral, 0.0, 1.0);
    return support::solve_on_grid(c, asked.options).maps;
}

Point stay(Point p) {
    return p;
}

/// Largest difference of any map, of its peak, after every cell of `still` has moved.
double away(const std::vector<Map>& moved, const std::vector<Map>& still, const CellMove& to) {
    double worst = 0.0;
    for (std::size_t r = 0; r < still.size(); ++r) {
        const Raster& raster = still[r].raster;
        const double peak = support::peak(still[r].values);
        for (int j = 0; j < kCells; ++j) {
            for (int i = 0; i < kCells; ++i) {
                const auto [x, y] = to(i, j);
                worst = std::max(worst,
                                 std::abs(moved[r].values[raster.index(x, y)] -
                                          still[r].values[raster.index(i, j)]) /
                                     peak);
            }
        }
    }
    return worst;
}

double away(const Asked& asked, const Mirrored& mirrored) {
    return away(solve(asked, mirrored.move), solve(asked, stay), mirrored.cell);
}

TEST(V20Symmetry, FollowsMirrorsOnTheGridInLayersAndInAScar) {
    for (const Edges edges : {Edges::smooth, Edges::sharp}) {
        for (const bool scar : {false, true}) {
            for (const Mirrored& mirror : kMirrors) {
                const Asked fixed{.edges = edges, .scar = scar, .options = {.step = 30.0}};
                EXPECT_LE(away(fixed, mirror), 1e-13) << mirror.name << scar;
                EXPECT_LE(away({.edges = edges, .scar = scar, .options = {}}, mirror), 1e-13)
                    << mirror.name << scar;
            }
        }
    }
}

TEST(V20Symmetry, FollowsTurnsOnTheGridInLayersWhereXAndYCommute) {
    for (const Edges edges : {Edges::smooth, Edges::sharp}) {
        for (const Mirrored& turn : kTurns) {
            EXPECT_LE(away({.edges = edges, .options = {.step = 30.0}}, turn), 1e-13) << turn.name;
            EXPECT_LE(away({.edges = edges}, turn), 1e-13) << turn.name;
        }
    }
}

TEST(V20Symmetry, FollowsTurnsOnTheGridInAScarToTheErrorOfItsSteps) {
    // x is solved before y, and in a scar the two do not commute
    for (const Mirrored& turn : kTurns) {
        EXPECT_LE(away({.edges = Edges::sharp, .scar = true}, turn), GridOptions{}.tolerance)
            << turn.name;
        std::vector<double> differences;
        for (const double step : {60.0, 30.0, 15.0, 7.5}) {
            differences.push_back(away({.scar = true, .options = {.step = step}}, turn));
        }
        support::expect_order_in_time(differences, 2.0);
    }
}

TEST(V20Symmetry, FollowsAShiftByWholeCellsOnTheGrid) {
    for (const bool scar : {false, true}) {
        const Asked asked{.edges = Edges::sharp, .scar = scar, .options = {.step = 30.0}};
        EXPECT_LE(away(solve(asked, stay, {64.5, -31.0}),
                       solve(asked, stay),
                       [](int i, int j) { return std::pair(i, j); }),
                  1e-13);
    }
}

TEST(V20Symmetry, FollowsMirrorsWhereLinesFallBack) {
    // sharp data without damped steps, so that Crank-Nicolson goes below zero in many lines
    constexpr std::size_t kSide = 12;
    const grid::LayeredMedium medium{
        .nx = kSide, .ny = kSide, .spacing = 0.2, .column = support::graded_column()};
    grid::LayeredStepper<double> still(medium);
    grid::LayeredStepper<double> mirrored(medium);
    support::fill(still.field(), 5, true);
    const auto for_each_pair = [&](const auto& use) {
        for (std::size_t line = 0; line < kSide * medium.column.size(); ++line) {
            const double* from = still.field().row(line % kSide, line / kSide);
            double* to = mirrored.field().row(line % kSide, line / kSide);
            for (std::size_t i = 0; i < kSide; ++i) use(from[i], to[kSide - 1 - i]);
        }
    };
    for_each_pair([](double from, double& to) { to = from; });
    for (auto* stepper : {&still, &mirrored}) {
        for (int s = 0; s < 6; ++s) stepper->step(60.0, SweepMode::second_order);
        stepper->settle();
    }
    EXPECT_GT(still.tally().lines_fallen, 0U);
    EXPECT_EQ(still.tally().lines_fallen, mirrored.tally().lines_fallen);
    double worst = 0.0;
    for_each_pair([&](double a, double b) { worst = std::max(worst, std::abs(a - b)); });
    EXPECT_LE(worst, 1e-13);  // values start at 0.9 to 1
}

/// Concentrations times s^3 of a problem whose lengths grow with s and times with s^2.
std::vector<double> scaled_concentrations(double s, GridOptions options) {
    const double rate = 1e-3 / (s * s);
    TransportCase c({{0.5 * s, 2e-4, 0.0, 0.4}, {2.0 * s, 5e-4, rate, 0.2}},
                    support::raster_at(-3.0 * s, -2.0 * s, 0.5 * s, 12, 8),
                    Walls::mirrored);
    c.options.resolution = DepthResolution{
        .finest = 0.1 * s, .fine_depth = 1.0 * s, .growth = 0.2, .coarsest = 0.25 * s};
    const auto shape = support::gaussian(0.7 * s, 0.8 * s, c.depth());
    c.add(shape, {-1.2 * s, 0.3 * s}, 10.0);
    c.add(shape, {1.5 * s, -0.6 * s}, 6.0);
    c.ask(ExposureQuantity::concentration, Reduction::depth_mean, 0.2 * s, 1.3 * s, 700.0 * s * s);
    if (options.step) *options.step *= s * s;
    std::vector<double> values = support::solve_on_grid(c, options).maps[0].values;
    for (double& value : values) value *= s * s * s;
    return values;
}

TEST(V23Scaling, KeepsTheFieldOnTheGridWhenLengthsAndTimesGrowTogether) {
    // chosen steps follow the field, so that they scale as well
    for (const GridOptions& options : {GridOptions{.step = 10.0}, GridOptions{}}) {
        const std::vector<double> unit = scaled_concentrations(1.0, options);
        const double peak = support::peak(unit);
        for (const double s : {2.0, 3.0, 10.0, 1e3}) {
            const double most =
                support::largest_difference(scaled_concentrations(s, options), unit);
            EXPECT_LE(most, 1e-13 * peak) << s;
        }
    }
}

}  // namespace
}  // namespace mesogrid
