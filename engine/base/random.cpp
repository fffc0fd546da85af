#include "engine/base/random.hpp"

#include <cmath>
#include <numbers>

#include <Random123/philox.h>

namespace mesogrid {
namespace {

/// Seed in the key, everything else in the counter. Purpose and index share one word: 8 bits of
/// purpose leave 16 million numbers of each.
std::array<std::uint32_t, 4> words(const RandomKey& key) {
    const std::uint32_t which =
        (static_cast<std::uint32_t>(key.purpose) << 24U) | (key.index & 0x00FFFFFFU);
    return philox(
        {key.draw, key.puncture, which, 0},
        {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U)});
}

/// 53 random bits, centred in their cell: in (0, 1).
double to_unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 21U) | (low >> 11U);
    return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

}  // namespace

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key) {
    const r123::Philox4x32 generator;
    const r123::Philox4x32::ctr_type input = {{counter[0], counter[1], counter[2], counter[3]}};
    const r123::Philox4x32::key_type secret = {{key[0], key[1]}};
    const auto output = generator(input, secret);
    return {output[0], output[1], output[2], output[3]};
}

double uniform_random(const RandomKey& key) {
    const auto word = words(key);
    // The largest cell centre would round up to 1.
    return std::fmin(to_unit(word[0], word[1]), 1.0 - 0x1p-53);
}

std::array<double, 2> normal_random(const RandomKey& key) {
    const auto word = words(key);
    const double radius = std::sqrt(-2.0 * std::log(to_unit(word[0], word[1])));
    const double angle = 2.0 * std::numbers::pi * to_unit(word[2], word[3]);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace mesogrid
