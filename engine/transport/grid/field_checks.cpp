#include "engine/transport/grid/field_checks.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace mesogrid::grid {

template <class T>
[[noreturn]] void report_not_finite(const VoxelField<T>& field,
                                    const GridBox& box,
                                    const std::string& solute,
                                    double time,
                                    std::size_t step) {
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t k = 0;
    for (std::size_t v = 0; v < field.nx() * field.ny() * field.nz(); ++v) {
        i = v % field.nx();
        j = v / field.nx() % field.ny();
        k = v / (field.nx() * field.ny());
        if (!std::isfinite(static_cast<double>(field.at(i, j, k)))) break;
    }
    const Point centre = box.raster.centre(static_cast<int>(i), static_cast<int>(j));
    throw SimulationError(Diagnostic{
        .code = 601,
        .problem =
            fmt::format("the concentration of {} in voxel ({}, {}, {}) at x = {:.6g} mm, y = "
                        "{:.6g} mm, depth {:.6g} mm is not a finite number {:.6g} s after "
                        "the start (step {})",
                        solute,
                        i,
                        j,
                        k,
                        centre.x,
                        centre.y,
                        box.z.centre(k),
                        time,
                        step)});
}

void require_amount(
    double found, double expected, double delivered, double limit, double time, std::size_t step) {
    if (std::abs(found - expected) <= limit * delivered) return;
    throw SimulationError(Diagnostic{
        .code = 603,
        .problem = fmt::format("the tissue holds {:.15g} {:.6g} s after the start (step {}), but "
                               "{:.15g} was delivered and not cleared",
                               found,
                               time,
                               step,
                               expected),
        .allowed = fmt::format("a difference of {:g} of what was delivered", limit)});
}

template void report_not_finite<float>(
    const VoxelField<float>&, const GridBox&, const std::string&, double, std::size_t);
template void report_not_finite<double>(
    const VoxelField<double>&, const GridBox&, const std::string&, double, std::size_t);

}  // namespace mesogrid::grid
