#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include <gtest/gtest.h>

#include "engine/transport/grid/kinetics.hpp"
#include "engine/transport/grid/voxel_tissue.hpp"

#include "tests/support/grid_media.hpp"
#include "tests/support/plain_grid.hpp"

/// Every instruction set's sweeps of tissue that varies from voxel to voxel against the plain twin,
/// line by line.
namespace mesogrid {
namespace {

using grid::VoxelField;
using grid::VoxelMedium;
using grid::VoxelTissue;

template <class T>
class VaryingSweepsTwin : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(VaryingSweepsTwin, Precisions);

template <class T>
T* scratch() {
    static const std::unique_ptr<T, void (*)(void*)> memory(
        static_cast<T*>(grid::allocate_aligned(sweep_work_size(256) * sizeof(T))),
        grid::release_aligned);
    return memory.get();
}

double random(std::uint64_t seed, std::size_t index) {
    return uniform_random({.seed = seed, .puncture = static_cast<std::uint32_t>(index)});
}

/// Diffusivities over three decades, some voxels closed, capacities between 0.1 and 1.
VoxelMedium random_medium(std::size_t nx, std::size_t ny) {
    VoxelMedium medium{
        .nx = nx, .ny = ny, .spacing = 0.2, .height = support::graded_column().height};
    for (std::size_t v = 0; v < medium.size(); ++v) {
        const double d = 1e-5 * std::pow(10.0, 3.0 * random(1, v));
        medium.capacity.push_back(0.1 + 0.9 * random(2, v));
        medium.resistivity.push_back(random(3, v) < 0.02 ? INFINITY
                                                         : 1.0 / (medium.capacity.back() * d));
        medium.clearance.push_back(0.0);
    }
    return medium;
}

/// Steps all lines along one axis of plain values, x fastest.
class PlainVoxels {
public:
    PlainVoxels(const VoxelMedium& medium, std::vector<double> values)
        : medium_(medium),
          values_(std::move(values)),
          sizes_{medium.nx, medium.ny, medium.height.size()} {}

    void sweep(int axis, double dt, bool damped) {
        const std::array<std::size_t, 3> strides = {1, sizes_[0], sizes_[0] * sizes_[1]};
        const auto a = static_cast<std::size_t>(axis);
        for (std::size_t first = 0; first < values_.size(); ++first) {
            if (first / strides[a] % sizes_[a] != 0) continue;
            support::PlainLine line;
            std::vector<double> u;
            for (std::size_t i = 0; i < sizes_[a]; ++i) {
                const std::size_t v = first + i * strides[a];
                line.height.push_back(axis == 2 ? medium_.height[i] : medium_.spacing);
                line.capacity.push_back(medium_.capacity[v]);
                u.push_back(values_[v]);
                if (i == 0) continue;
                const double both = line.height[i - 1] * medium_.resistivity[v - strides[a]] +
                                    line.height[i] * medium_.resistivity[v];
                line.conductance.push_back(2.0 / both);
            }
            support::plain_line_step(line, u, dt, damped, fallen_);
            for (std::size_t i = 0; i < u.size(); ++i) values_[first + i * strides[a]] = u[i];
        }
    }
    const std::vector<double>& values() const { return values_; }
    std::size_t fallen() const { return fallen_; }

private:
    const VoxelMedium& medium_;
    std::vector<double> values_;
    std::array<std::size_t, 3> sizes_;
    std::size_t fallen_ = 0;
};

/// Of values up to 1: what faces exchange in a step, dt G/(h g), times the rounding of what they
/// exchange.
template <class T>
double tolerance(const VoxelMedium& medium, double dt) {
    double largest = 0.0;
    for (std::size_t v = 0; v < medium.size(); ++v) {
        const double h = medium.height[v / (medium.nx * medium.ny)];
        largest = std::max(largest, dt / (h * h * medium.resistivity[v] * medium.capacity[v]));
    }
    return std::numeric_limits<T>::epsilon() * (20.0 + largest);
}

template <class T>
std::size_t sweep_planes(const Sweeps<T>& sweeps,
                         const VoxelTissue<T>& tissue,
                         VoxelField<T>& field,
                         double dt,
                         SweepMode mode,
                         bool x_first) {
    std::size_t fallen = 0;
    for (std::size_t k = 0; k < field.nz(); ++k) {
        VaryingPlane<T> plane{.plane = field.row(0, k),
                              .capacity = tissue.capacity.row(0, k),
                              .along_x = tissue.along_x.row(0, k),
                              .along_y = tissue.along_y.row(0, k),
                              .pitch = field.pitch(),
                              .x = tissue.x_axis(),
                              .y = tissue.y_axis(),
                              .dt = dt,
                              .mode = mode,
                              .x_first = x_first};
        sweeps.varying_plane(plane, scratch<T>());
        fallen += plane.fell_back;
    }
    return fallen;
}

template <class T>
std::size_t sweep_columns(const Sweeps<T>& sweeps,
                          const VoxelTissue<T>& tissue,
                          VoxelField<T>& field,
                          double dt,
                          SweepMode mode) {
    std::size_t fallen = 0;
    for (std::size_t y = 0; y < field.ny(); ++y) {
        VaryingColumns<T> columns{.row = field.row(y, 0),
                                  .capacity = tissue.capacity.row(y, 0),
                                  .along_z = tissue.along_z.row(y, 0),
                                  .width = field.pitch(),
                                  .stride = field.stride(),
                                  .z = tissue.z_axis(),
                                  .dt = dt,
                                  .mode = mode};
        sweeps.varying_columns(columns, scratch<T>());
        fallen += columns.fell_back;
    }
    return fallen;
}

template <class T>
void expect_values(const VoxelField<T>& field,
                   const std::vector<double>& wanted,
                   double allowed,
                   std::string_view of) {
    const std::vector<double> found = support::values_of(field);
    for (std::size_t v = 0; v < found.size(); ++v) {
        ASSERT_NEAR(found[v], wanted[v], allowed) << of << ", voxel " << v;
        ASSERT_GE(found[v], 0.0);
    }
    for (std::size_t row = 0; row < field.ny() * field.nz(); ++row) {
        for (std::size_t i = field.nx(); i < field.pitch(); ++i) {
            ASSERT_EQ(field.row(row % field.ny(), row / field.ny())[i], T{0}) << of << ", padding";
        }
    }
}

template <class T>
void expect_twin(std::size_t nx, std::size_t ny, double dt, SweepMode mode, bool sharp) {
    const VoxelMedium medium = random_medium(nx, ny);
    const VoxelTissue<T> tissue(medium);
    const double allowed = tolerance<T>(medium, dt);
    for (const Sweeps<T>& sweeps : runnable_sweeps<T>()) {
        for (const bool x_first : {true, false}) {
            SCOPED_TRACE(testing::Message() << sweeps.name << " " << nx << " x " << ny);
            VoxelField<T> field(nx, ny, medium.height.size(), kRowPadding);
            support::fill(field, 5, sharp);
            PlainVoxels twin(medium, support::values_of(field));
            std::size_t fallen = sweep_planes(sweeps, tissue, field, dt, mode, x_first);
            fallen += sweep_columns(sweeps, tissue, field, dt, mode);
            for (const int axis : {x_first ? 0 : 1, x_first ? 1 : 0, 2}) {
                twin.sweep(axis, dt, mode == SweepMode::damped);
            }
            EXPECT_EQ(fallen, twin.fallen());
            EXPECT_EQ(twin.fallen() > 0, sharp && mode == SweepMode::second_order);
            expect_values(field, twin.values(), allowed, sweeps.name);
        }
    }
}

TYPED_TEST(VaryingSweepsTwin, AgreeOnEverySizeOfPlane) {
    for (const std::size_t nx : {1U, 2U, 15U, 16U, 17U, 33U, 64U, 70U}) {
        for (const std::size_t ny : {1U, 3U, 16U, 19U, 35U}) {
            expect_twin<TypeParam>(nx, ny, 0.2, SweepMode::second_order, false);
        }
    }
}

TYPED_TEST(VaryingSweepsTwin, AgreeOnDampedSteps) {
    expect_twin<TypeParam>(37, 18, 200.0, SweepMode::damped, true);
}

TYPED_TEST(VaryingSweepsTwin, AgreeOnWhichLinesFallBackAndStayAboveZero) {
    expect_twin<TypeParam>(70, 19, 400.0, SweepMode::second_order, true);
    expect_twin<TypeParam>(33, 40, 3e3, SweepMode::second_order, true);
}

TYPED_TEST(VaryingSweepsTwin, ClearAsTheLogarithmSays) {
    // ln w + w falls by kappa dt: put back into the equation, to rounding of both its sides
    constexpr std::size_t n = 37;
    const double rounding = std::numeric_limits<TypeParam>::epsilon();
    for (const Sweeps<TypeParam>& sweeps : runnable_sweeps<TypeParam>()) {
        for (const double dt : {0.02, 0.25}) {
            std::vector<TypeParam> values;
            std::vector<double> kappa;
            std::vector<double> saturation;
            for (std::size_t i = 0; i < n; ++i) {
                values.push_back(static_cast<TypeParam>(std::pow(10.0, 4.0 * random(7, i) - 2.0)));
                kappa.push_back(random(8, i));
                saturation.push_back(i % 5 == 0 ? 0.0 : 10.0 * random(9, i));
            }
            const std::vector<TypeParam> start = values;
            ClearedRow<TypeParam> row{.values = values.data(),
                                      .clearance = kappa.data(),
                                      .saturation = saturation.data(),
                                      .cells = n,
                                      .dt = dt};
            ASSERT_TRUE(sweeps.clear(row));
            double before = 0.0;
            double after = 0.0;
            for (std::size_t i = 0; i < n; ++i) {
                const auto c0 = static_cast<double>(start[i]);
                const auto c1 = static_cast<double>(values[i]);
                before += c0;
                after += c1;
                const double fall = std::log(c0 / c1) + saturation[i] * (c0 - c1);
                EXPECT_NEAR(fall, kappa[i] * dt, 2.0 * rounding * (1.0 + saturation[i] * c0))
                    << sweeps.name << ", dt " << dt << ", voxel " << i;
            }
            EXPECT_NEAR(row.before, before, 1e-14 * before);
            EXPECT_NEAR(row.after, after, 1e-14 * before);
        }
    }
}

}  // namespace
}  // namespace mesogrid
