#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "engine/base/error.hpp"
#include "engine/format/svg.hpp"
#include "engine/geometry/outline.hpp"

/// Any bytes are a drawing whose rings are finite and make an outline of positive area, or refused
/// as bad input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mesogrid;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        for (const SvgShape& shape : read_svg(text, "cheek.svg", "")) {
            std::vector<Ring> rings;
            for (const SvgRing& drawn : shape.rings) {
                rings.emplace_back();
                for (const SvgPoint p : drawn) {
                    if (!std::isfinite(p.x) || !std::isfinite(p.y)) std::abort();
                    rings.back().push_back({p.x, p.y});
                }
            }
            const FillRule rule =
                shape.fill_rule == SvgFillRule::evenodd ? FillRule::evenodd : FillRule::nonzero;
            if (!(Outline::filled(rings, rule).area() > 0.0)) std::abort();
        }
    } catch (const InputError&) {
        return 0;
    } catch (const std::invalid_argument&) {
        return 0;
    }
    return 0;
}
