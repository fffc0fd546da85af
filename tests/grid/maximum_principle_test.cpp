/// V30 on the grid: no new maxima, more clearance is less exposure, more punctures cover no less.

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"
#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/voxel_field.hpp"

#include "tests/support/grid_case.hpp"
#include "tests/support/grid_media.hpp"

namespace mesogrid {
namespace {

using grid::GridOptions;
using support::TransportCase;

constexpr std::uint32_t kCases = 100;  ///< a thousand give the same
constexpr int kCells = 12;
constexpr double kDepthCell = 0.1;

/// Random numbers of one case, in the order they are asked for.
class Draws {
public:
    explicit Draws(std::uint32_t which) : which_(which) {}
    double between(double low, double high) {
        return low + (high - low) * uniform_random({.seed = 30, .draw = which_, .index = next_++});
    }

private:
    std::uint32_t which_;
    std::uint32_t next_ = 0;
};

/// What is drawn of one case; balls of whose depots the last may be left out.
struct RandomCase {
    std::vector<support::RawLayer> layers;
    std::vector<std::pair<Point, double>> doses;
    double radius = 0.5;
    double centre = 0.5;
    double more_clearance = 1.0;
    double scar = 1.0;  ///< least factor of the first layer's diffusivity; 1: even tissue
};

RandomCase random_case(std::uint32_t which) {
    Draws draws(which);
    RandomCase c;
    const int layers = 1 + static_cast<int>(draws.between(0.0, 3.0));
    for (int l = 0; l < layers; ++l) {
        c.layers.push_back({.thickness = kDepthCell * std::round(draws.between(3.0, 9.0)),
                            .diffusivity = std::pow(10.0, draws.between(-4.0, -3.0)),
                            .clearance = draws.between(1e-4, 2e-3),
                            .capacity = draws.between(0.15, 1.0)});
    }
    const int depots = 2 + static_cast<int>(draws.between(0.0, 3.0));
    for (int d = 0; d < depots; ++d) {
        const double x = draws.between(-1.5, 1.5);
        const double y = draws.between(-1.5, 1.5);
        c.doses.push_back({{x, y}, draws.between(1.0, 9.0)});
    }
    c.radius = draws.between(0.15, 0.6);
    c.centre = draws.between(0.0, 0.3);
    c.more_clearance = draws.between(1.05, 3.0);
    c.scar = std::min(1.0, draws.between(0.1, 1.9));
    return c;
}

TransportCase problem_of(const RandomCase& drawn) {
    TransportCase c(
        drawn.layers, support::raster_at(-1.5, -1.5, 0.25, kCells, kCells), Walls::mirrored);
    c.uniform_cells(kDepthCell);
    const auto shape = std::make_shared<models::BallShape>(drawn.radius, drawn.centre, c.depth());
    for (const auto& [position, amount] : drawn.doses) c.add(shape, position, amount);
    if (drawn.scar < 1.0) {
        Map factor{c.problem.raster, {}};
        for (std::size_t i = 0; i < c.problem.raster.size(); ++i) {
            factor.values.push_back(i % kCells < 5 ? drawn.scar : 1.0);
        }
        c.problem.medium.maps = {{0, TissueMap::What::diffusivity, factor}};
    }
    for (const double time : {300.0, 1800.0}) {
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, kDepthCell, time);
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, c.depth(), time);
    }
    return c;
}

/// Largest activity A/g after each step, and the least value.
struct Course {
    std::vector<double> largest;
    double least = 0.0;
    std::string note;
};

Course course_of(const TransportCase& c) {
    std::vector<double> capacity;
    for (const MediumLayer& layer : c.problem.medium.layers) {
        capacity.resize(capacity.size() + static_cast<std::size_t>(
                                              std::lround(layer.thickness.base() / kDepthCell)),
                        layer.capacity);
    }
    const grid::VoxelField<double> layout(kCells, kCells, capacity.size(), kRowPadding);
    Course course;
    GridOptions options;
    options.after_step = [&](const double* field, const float*, std::size_t) {
        double largest = 0.0;
        for (std::size_t v = 0; v < layout.size(); ++v) {
            largest = std::max(largest, field[v] / capacity[v / layout.stride()]);
            course.least = std::min(course.least, field[v]);
        }
        course.largest.push_back(largest);
    };
    course.note = support::solve_on_grid(c, options).result.notes.front();
    return course;
}

TEST(V30MaximumPrinciple, TheLargestActivityFallsFromStepToStepAndNothingFallsBelowZero) {
    int fallen = 0;
    for (std::uint32_t which = 0; which < kCases; ++which) {
        const Course course = course_of(problem_of(random_case(which)));
        EXPECT_EQ(course.least, 0.0) << which;
        ASSERT_GT(course.largest.size(), 10U);
        for (std::size_t s = 1; s < course.largest.size(); ++s) {
            EXPECT_LE(course.largest[s], course.largest[s - 1] * (1.0 + 1e-13))
                << "case " << which << ", step " << s << "; " << course.note;
        }
        ASSERT_NE(course.note.find("line sweeps fell back"), std::string::npos);
        if (course.note.find("; 0 of") == std::string::npos) ++fallen;
    }
    RecordProperty("cases_with_lines_that_fell_back", fallen);
}

TEST(V30MaximumPrinciple, WouldFailOnSharpDataWithoutDampedSteps) {
    // fall-backs watch zero only: beside a hole in an even field Crank-Nicolson overshoots
    grid::LayeredStepper<double> stepper(
        {.nx = 17, .ny = 1, .spacing = 0.1, .column = support::equal_column(1, 0.1, 1e-3, 0.0)});
    for (std::size_t i = 0; i < 17; ++i) stepper.field().at(i, 0, 0) = i == 8 ? 0.5 : 1.0;
    stepper.step(200.0, SweepMode::second_order);
    stepper.settle();
    EXPECT_GT(support::peak(support::values_of(stepper.field())), 1.01);
    EXPECT_EQ(stepper.tally().lines_fallen, 0U);
}

std::vector<Map> solve(const RandomCase& drawn, const GridOptions& options) {
    return support::solve_on_grid(problem_of(drawn), options).maps;
}

/// The same steps whatever is asked: what remains is the scheme.
const GridOptions kEqualSteps{.step = 60.0};

/// Largest rise of any cell from one solve to the other, of the map's peak.
double largest_rise(const std::vector<Map>& from, const std::vector<Map>& to) {
    double most = -INFINITY;
    for (std::size_t r = 0; r < from.size(); ++r) {
        const double peak = support::peak(from[r].values);
        for (std::size_t i = 0; i < from[r].values.size(); ++i) {
            most = std::max(most, (to[r].values[i] - from[r].values[i]) / peak);
        }
    }
    return most;
}

TEST(V30MonotoneClearance, MoreClearanceIsLessExposureInEveryCell) {
    for (std::uint32_t which = 0; which < kCases; ++which) {
        const RandomCase drawn = random_case(which);
        RandomCase more = drawn;
        for (support::RawLayer& layer : more.layers) layer.clearance *= drawn.more_clearance;
        EXPECT_LT(largest_rise(solve(drawn, kEqualSteps), solve(more, kEqualSteps)), 0.0) << which;
        // chosen steps differ between the two, by their tolerance
        EXPECT_LE(largest_rise(solve(drawn, {}), solve(more, {})), GridOptions{}.tolerance)
            << which;
    }
}

/// Cells with at least `enough`.
std::ptrdiff_t covered(const Map& map, double enough) {
    return std::count_if(
        map.values.begin(), map.values.end(), [&](double v) { return v >= enough; });
}

TEST(V30MonotoneCoverage, AnotherPunctureNeverCoversLess) {
    for (std::uint32_t which = 0; which < kCases; ++which) {
        const RandomCase drawn = random_case(which);
        RandomCase fewer = drawn;
        fewer.doses.pop_back();
        EXPECT_LE(largest_rise(solve(drawn, kEqualSteps), solve(fewer, kEqualSteps)), 0.0) << which;
        const std::vector<Map> all = solve(drawn, {});
        const std::vector<Map> some = solve(fewer, {});
        for (std::size_t r = 0; r < all.size(); ++r) {
            for (const double share : {0.05, 0.2, 0.5, 0.8}) {
                const double enough = share * support::peak(some[r].values);
                EXPECT_GE(covered(all[r], enough), covered(some[r], enough)) << which;
            }
        }
    }
}

}  // namespace
}  // namespace mesogrid
