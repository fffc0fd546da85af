/// Faults put into the field while it is stepped: every path and both precisions end with exit
/// code 5 within ten steps, naming what went wrong where.

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

using grid::GridOptions;
using grid::Precision;

/// Cells of the box: 32 in a row, a whole number of vectors, so rows have no padding.
constexpr std::size_t kRow = 32;
constexpr std::size_t kRows = 24;
/// Steps of 60 s up to the end.
constexpr std::size_t kLast = 60;

enum class Path { layered, voxels, binding };

support::TransportCase faulty_case(Path path) {
    support::TransportCase c({{0.2, 1e-4, 0.0, 0.4}, {1.3, 4e-4, 1e-3, 0.4}},
                             support::raster_at(-4.0, -3.0, 0.25, kRow, kRows),
                             Walls::mirrored);
    c.options.resolution = support::uniform_depth(0.1);
    c.problem.solute = "ascorbate";
    c.add(support::gaussian(0.6, 0.8, c.depth()), {-1.0, 0.3}, 3.0);
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.2, 1.5, 1800.0);
    c.problem.balance_at = Duration::from_base(3600.0);
    if (path != Path::layered) {
        Map factor{c.problem.raster, std::vector<double>(c.problem.raster.size(), 1.0)};
        factor.values[300] = 0.1;
        c.problem.medium.maps = {{1, TissueMap::What::diffusivity, factor}};
    }
    if (path == Path::binding) {
        c.problem.medium.layers[1].binding = Rate::from_base(1e-3);
        c.problem.medium.layers[1].release = Rate::from_base(2e-3);
    }
    return c;
}

/// What a run says that `spoil` changed the field of after each step; "" where it went through.
template <class Spoil>
Diagnostic told(Path path, Precision precision, std::size_t& last, Spoil spoil) {
    GridOptions options{.step = 60.0, .precision = precision};
    options.after_step = [&](double* field, float* single, std::size_t step) {
        last = step;
        if (field) spoil(field, step);
        if (single) spoil(single, step);
    };
    try {
        support::solve_on_grid(faulty_case(path), options);
    } catch (const SimulationError& error) {
        EXPECT_EQ(error.exit_code(), ExitCode::numerical_failure);
        return error.diagnostics().front();
    }
    return {};
}

class Faults : public ::testing::TestWithParam<std::tuple<Path, Precision>> {
protected:
    template <class Spoil>
    static Diagnostic told_of(std::size_t& last, Spoil spoil) {
        return told(std::get<0>(GetParam()), std::get<1>(GetParam()), last, spoil);
    }
};

TEST_P(Faults, ANumberThatIsNoneIsNamedWithinTenSteps) {
    for (const std::size_t injected :
         {std::size_t{1}, std::size_t{2}, std::size_t{7}, kLast - 1, kLast}) {
        for (const double value : {std::nan(""), std::numeric_limits<double>::infinity()}) {
            std::size_t last = 0;
            const Diagnostic fault = told_of(last, [&](auto* field, std::size_t step) {
                if (step == injected)
                    field[1234] = static_cast<std::decay_t<decltype(*field)>>(value);
            });
            EXPECT_EQ(fault.code, 601) << injected;
            for (const char* part : {"ascorbate", "voxel (", "s after the start", "step"}) {
                EXPECT_THAT(fault.problem, ::testing::HasSubstr(part));
            }
            EXPECT_LE(last - injected, 10U);
        }
    }
}

TEST_P(Faults, AmountThatGoesMissingIsToldOfWithinTenSteps) {
    std::size_t last = 0;
    const Diagnostic fault = told_of(last, [&](auto* field, std::size_t step) {
        using Value = std::decay_t<decltype(*field)>;
        if (step != 9) return;
        const auto kept =
            static_cast<Value>(sizeof(Value) == sizeof(double) ? 1.0 - 1e-9 : 1.0 - 4e-6);
        for (std::size_t v = 0; v < std::size_t{8} * kRows * kRow; ++v) field[v] *= kept;
    });
    EXPECT_EQ(fault.code, 603);
    EXPECT_LE(last - 9, 10U);
}

TEST_P(Faults, NothingIsToldOfWithoutOne) {
    std::size_t last = 0;
    EXPECT_EQ(told_of(last, [](auto*, std::size_t) {}).code, Diagnostic{}.code);
    EXPECT_EQ(last, kLast);
}

std::string name_of(const ::testing::TestParamInfo<std::tuple<Path, Precision>>& info) {
    const char* const paths[] = {"Layered", "Voxels", "Binding"};
    const auto [path, precision] = info.param;
    return std::string(paths[static_cast<int>(path)]) +
           (precision == Precision::full ? "Double" : "Single");
}

INSTANTIATE_TEST_SUITE_P(
    EveryPath,
    Faults,
    ::testing::Combine(::testing::Values(Path::layered, Path::voxels, Path::binding),
                       ::testing::Values(Precision::single, Precision::full)),
    name_of);

}  // namespace
}  // namespace mesogrid
