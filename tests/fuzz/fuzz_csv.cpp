#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/base/error.hpp"
#include "engine/format/quantity_table.hpp"

/// Any bytes are a table of points with finite coordinates in range, or refused as bad input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mesogrid;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const QuantityTable table = read_quantity_table(
            text,
            "points.csv",
            {{"x", Length::dimension, "mm", -1000.0, 1000.0},
             {"volume", Volume::dimension, "uL", 0.001, 5000.0, QuantityColumn::Need::optional}});
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const double x = table.at(row, 0).value();
            if (!(std::abs(x) <= 1000.0)) std::abort();
        }
    } catch (const InputError&) {
        return 0;
    }
    return 0;
}
