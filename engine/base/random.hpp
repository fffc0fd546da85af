#pragma once

#include <array>
#include <cstdint>

namespace mesogrid {

/// Philox4x32-10 (Salmon et al. 2011, SC11): counter and key to four independent 32-bit words.
std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key);

/// What a random number is for. Values are part of the stored meaning of a seed: append only.
enum class RandomPurpose : std::uint32_t {
    position = 0,
    depth = 1,
    volume = 2,
    leak = 3,
    miss = 4,
    systematic = 5,
    pattern = 6,
};

/// Names one random number. The same key gives the same bits whatever thread, order or protocol
/// asks for it.
struct RandomKey {
    std::uint64_t seed = 0;
    std::uint32_t draw = 0;      ///< replicate of an ensemble
    std::uint32_t puncture = 0;  ///< puncture key
    RandomPurpose purpose = RandomPurpose::position;
    std::uint32_t index = 0;  ///< which number of that purpose
};

/// Uniform on the open interval (0, 1), 53 random bits; never 0 or 1.
double uniform_random(const RandomKey& key);

/// Two independent standard normal numbers (Box-Muller on the two uniforms of the key).
std::array<double, 2> normal_random(const RandomKey& key);

}  // namespace mesogrid
