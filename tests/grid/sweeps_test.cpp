#include "engine/numerics/sweeps/sweeps.hpp"

#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "tests/support/grid_media.hpp"
#include "tests/support/plain_grid.hpp"

/// Every instruction set's sweeps against the plain twin.
namespace mesogrid {
namespace {

template <class T>
class SweepsTwin : public testing::Test {
public:
    /// Of a value, after a sweep: rounding times the terms a value is made of.
    static constexpr double kTolerance = sizeof(T) == 8 ? 1e-14 : 1e-5;
};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(SweepsTwin, Precisions);

template <class T>
T* scratch() {
    static std::unique_ptr<T, void (*)(void*)> memory(
        static_cast<T*>(grid::allocate_aligned(sweep_work_size(256) * sizeof(T))),
        grid::release_aligned);
    return memory.get();
}

template <class T>
void sweep(const Sweeps<T>& sweeps,
           grid::VoxelField<T>& field,
           const grid::LayeredMedium& medium,
           double dt,
           SweepMode mode,
           std::size_t& fallen) {
    const auto lateral = [&](std::size_t n, double diffusivity) {
        return LineFactors(
            {.height = std::vector<double>(n, medium.spacing),
             .capacity = std::vector<double>(n, 1.0),
             .conductance = std::vector<double>(n - 1, diffusivity / medium.spacing)},
            dt);
    };
    for (std::size_t k = 0; k < field.nz(); ++k) {
        const LineFactors x = lateral(field.nx(), medium.column.diffusivity[k]);
        const LineFactors y = lateral(field.ny(), medium.column.diffusivity[k]);
        PlaneSweep<T> plane{.plane = field.row(0, k),
                            .pitch = field.pitch(),
                            .x = sweep_line<T>(x),
                            .y = sweep_line<T>(y),
                            .mode = mode,
                            .keep = static_cast<T>(std::exp(-medium.column.clearance[k] * dt))};
        sweeps.plane(plane, scratch<T>());
        fallen += plane.fell_back;
    }
    const LineFactors z({.height = medium.column.height,
                         .capacity = medium.column.capacity,
                         .conductance = LayerOperator(medium.column).conductance()},
                        dt);
    for (std::size_t y = 0; y < field.ny(); ++y) {
        ColumnSweep<T> columns{.row = field.row(y, 0),
                               .width = field.pitch(),
                               .stride = field.stride(),
                               .z = sweep_line<T>(z),
                               .mode = mode};
        sweeps.columns(columns, scratch<T>());
        fallen += columns.fell_back;
    }
}

/// Planes first, then columns, as sweep() does.
std::size_t plain(support::PlainStepper& twin, double dt, SweepMode mode) {
    const std::size_t before = twin.fallen();
    twin.planes_then_columns(dt, mode == SweepMode::damped);
    return twin.fallen() - before;
}

template <class T>
void expect_twin(std::size_t nx, std::size_t ny, double dt, SweepMode mode, bool sharp) {
    const grid::LayeredMedium medium{
        .nx = nx, .ny = ny, .spacing = 0.2, .column = support::graded_column()};
    for (const Sweeps<T>& sweeps : runnable_sweeps<T>()) {
        grid::VoxelField<T> field(nx, ny, medium.column.size(), kRowPadding);
        support::fill(field, 5, sharp);
        support::PlainStepper twin(medium);
        twin.values() = support::values_of(field);
        std::size_t fallen = 0;
        sweep(sweeps, field, medium, dt, mode, fallen);
        const std::size_t expected = plain(twin, dt, mode);
        EXPECT_EQ(fallen, expected) << sweeps.name;
        EXPECT_EQ(expected > 0, sharp && mode == SweepMode::second_order);
        const std::vector<double> found = support::values_of(field);
        for (std::size_t v = 0; v < found.size(); ++v) {
            ASSERT_NEAR(found[v], twin.values()[v], SweepsTwin<T>::kTolerance)
                << sweeps.name << " " << nx << " x " << ny << ", voxel " << v;
            ASSERT_GE(found[v], 0.0);
        }
    }
}

TYPED_TEST(SweepsTwin, AgreeOnEverySizeOfPlane) {
    for (const std::size_t nx : {1U, 2U, 15U, 16U, 17U, 33U, 64U, 70U}) {
        for (const std::size_t ny : {1U, 3U, 16U, 19U}) {
            expect_twin<TypeParam>(nx, ny, 10.0, SweepMode::second_order, false);
        }
    }
}

TYPED_TEST(SweepsTwin, AgreeOnDampedSteps) {
    expect_twin<TypeParam>(37, 18, 200.0, SweepMode::damped, true);
}

TYPED_TEST(SweepsTwin, AgreeOnWhichLinesFallBackAndStayAboveZero) {
    expect_twin<TypeParam>(70, 19, 400.0, SweepMode::second_order, true);
    expect_twin<TypeParam>(33, 40, 3e4, SweepMode::second_order, true);
}

TYPED_TEST(SweepsTwin, LeaveThePaddingZero) {
    const grid::LayeredMedium medium{
        .nx = 19, .ny = 5, .spacing = 0.2, .column = support::graded_column()};
    for (const Sweeps<TypeParam>& sweeps : runnable_sweeps<TypeParam>()) {
        grid::VoxelField<TypeParam> field(19, 5, medium.column.size(), kRowPadding);
        support::fill(field, 5, true);
        std::size_t fallen = 0;
        for (int i = 0; i < 3; ++i) {
            sweep(sweeps, field, medium, 300.0, SweepMode::second_order, fallen);
        }
        for (std::size_t k = 0; k < field.nz(); ++k) {
            for (std::size_t j = 0; j < field.ny(); ++j) {
                for (std::size_t i = field.nx(); i < field.pitch(); ++i) {
                    ASSERT_EQ(field.row(j, k)[i], TypeParam{0});
                }
            }
        }
    }
}

}  // namespace
}  // namespace mesogrid
