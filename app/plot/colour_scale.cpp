#include "app/plot/colour_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace mesogrid::plot {
namespace {

constexpr Colour kNothing{225, 225, 225};

/// Cividis (Nunez, Anderton and Renslow 2018, doi 10.1371/journal.pone.0199239) at every 15th of
/// its 256 colours; linear between them it is off by at most 11 of 255, at the dark end.
constexpr std::array<Colour, 18> kCividis = {{{0, 34, 78},
                                              {0, 45, 104},
                                              {22, 55, 112},
                                              {46, 65, 109},
                                              {63, 76, 108},
                                              {78, 86, 108},
                                              {92, 97, 110},
                                              {105, 107, 113},
                                              {118, 118, 118},
                                              {131, 129, 121},
                                              {146, 140, 120},
                                              {160, 152, 117},
                                              {175, 164, 113},
                                              {191, 176, 107},
                                              {207, 189, 98},
                                              {223, 202, 87},
                                              {240, 216, 70},
                                              {254, 232, 56}}};

/// Ours: equally dark at both ends.
constexpr std::array<Colour, 7> kDifference = {{{8, 54, 108},
                                                {62, 128, 190},
                                                {178, 208, 232},
                                                {248, 248, 248},
                                                {240, 204, 152},
                                                {196, 124, 36},
                                                {104, 52, 0}}};

std::uint8_t between(std::uint8_t a, std::uint8_t b, double share) {
    return static_cast<std::uint8_t>(std::lround(a + share * (b - a)));
}

Colour along(std::span<const Colour> colours, double share) {
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(colours.size() - 1);
    const std::size_t first = std::min(static_cast<std::size_t>(place), colours.size() - 2);
    const double rest = place - static_cast<double>(first);
    const Colour a = colours[first];
    const Colour b = colours[first + 1];
    return {between(a.red, b.red, rest),
            between(a.green, b.green, rest),
            between(a.blue, b.blue, rest)};
}

}  // namespace

Colour ColourScale::at(double value) const {
    if (!std::isfinite(value)) return kNothing;
    const double share = high > low ? (value - low) / (high - low) : 0.5;
    if (kind == Kind::difference) return along(kDifference, share);
    return along(kCividis, share);
}

Colour series_colour(std::size_t index) {
    constexpr std::array<Colour, 7> kSeries = {{{0, 114, 178},
                                                {213, 94, 0},
                                                {0, 158, 115},
                                                {204, 121, 167},
                                                {33, 33, 33},
                                                {86, 180, 233},
                                                {230, 159, 0}}};
    return kSeries[index % kSeries.size()];
}

}  // namespace mesogrid::plot
