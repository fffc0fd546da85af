#include "engine/run/dose_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <utility>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr unsigned kDigits = 6;  ///< 6 x 11 bits hold the 64 of a double
constexpr std::size_t kDigitValues = std::size_t{1} << kDigitBits;

struct Keyed {
    std::uint64_t key;
    std::uint32_t index;
};

using Histogram = std::array<std::size_t, kDigitValues>;

/// Bits that order as unsigned numbers like the doubles they come from: the sign bit is turned for
/// positive numbers, every bit for negative ones.
std::uint64_t ordered_bits(double value) {
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
    // Adding zero makes one zero of the two.
    const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

std::size_t digit(std::uint64_t key, unsigned place) {
    return static_cast<std::size_t>(key >> (place * kDigitBits)) & (kDigitValues - 1);
}

std::array<Histogram, kDigits> histograms(const std::vector<Keyed>& list) {
    std::array<Histogram, kDigits> counts{};
    for (const Keyed& entry : list) {
        for (unsigned place = 0; place < kDigits; ++place) ++counts[place][digit(entry.key, place)];
    }
    return counts;
}

}  // namespace

std::vector<std::uint32_t> dose_order(const std::vector<double>& doses) {
    std::vector<Keyed> list(doses.size());
    for (std::size_t k = 0; k < doses.size(); ++k) {
        MESOGRID_EXPECTS(std::isfinite(doses[k]));
        list[k] = {ordered_bits(doses[k]), static_cast<std::uint32_t>(k)};
    }
    // Radix sort from the lowest digit up; each pass keeps the order of equal digits.
    std::vector<Keyed> sorted(list.size());
    const std::array<Histogram, kDigits> counts = histograms(list);
    for (unsigned place = 0; place < kDigits; ++place) {
        Histogram next{};
        for (std::size_t v = 1; v < kDigitValues; ++v) next[v] = next[v - 1] + counts[place][v - 1];
        for (const Keyed& entry : list) sorted[next[digit(entry.key, place)]++] = entry;
        std::swap(list, sorted);
    }
    std::vector<std::uint32_t> order(list.size());
    std::transform(list.begin(), list.end(), order.begin(), [](const Keyed& e) { return e.index; });
    return order;
}

}  // namespace mesogrid
