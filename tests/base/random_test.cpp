#include "engine/base/random.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"

namespace mesogrid {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Philox, GivesThePublishedAnswers) {
    // Known answers of Philox4x32-10 (Salmon et al. 2011).
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

/// Pearson's statistic of `count` numbers of one stream against equal shares in `cells` cells.
double chi_square(std::size_t count,
                  std::size_t cells,
                  const std::function<double(std::uint32_t)>& share) {
    std::vector<double> found(cells, 0.0);
    for (std::uint32_t i = 0; i < count; ++i) {
        found[static_cast<std::size_t>(share(i) * static_cast<double>(cells))] += 1.0;
    }
    const double expected = static_cast<double>(count) / static_cast<double>(cells);
    double statistic = 0.0;
    for (const double number : found) {
        statistic += (number - expected) * (number - expected) / expected;
    }
    return statistic;
}

/// chi^2 of n cells has mean n - 1 and variance 2 (n - 1); five standard deviations either way.
void expect_even(double statistic, double cells) {
    const double freedom = cells - 1.0;
    EXPECT_NEAR(statistic, freedom, 5.0 * std::sqrt(2.0 * freedom));
}

TEST(UniformRandom, SpreadsAMillionDrawsEvenly) {
    const auto by_puncture = [](std::uint32_t i) {
        return uniform_random({.seed = 1, .puncture = i});
    };
    expect_even(chi_square(1000000, 256, by_puncture), 256.0);
    // Bits 9 to 16 as well: the part of the number behind the first 256 cells.
    const auto lower_bits = [&](std::uint32_t i) {
        const double number = 256.0 * by_puncture(i);
        return number - std::floor(number);
    };
    expect_even(chi_square(1000000, 256, lower_bits), 256.0);
}

TEST(UniformRandom, StaysInsideTheOpenInterval) {
    double least = 1.0;
    double most = 0.0;
    for (std::uint32_t i = 0; i < 1000000; ++i) {
        const double number = uniform_random({.seed = 2, .draw = i});
        least = std::fmin(least, number);
        most = std::fmax(most, number);
    }
    EXPECT_GT(least, 0.0);
    EXPECT_LT(most, 1.0);
    // The extremes of n draws lie about 1/n from the ends; 20/n is missed with probability e^-20.
    EXPECT_LT(least, 20e-6);
    EXPECT_GT(most, 1.0 - 20e-6);
}

/// Correlation of a number with that of the neighbouring key.
double correlation(std::size_t count, const std::function<RandomKey(std::uint32_t)>& key) {
    double product = 0.0;
    for (std::uint32_t i = 0; i < count; ++i) {
        product += (uniform_random(key(i)) - 0.5) * (uniform_random(key(i + 1)) - 0.5);
    }
    return 12.0 * product / static_cast<double>(count);  // the variance of a uniform number is 1/12
}

TEST(UniformRandom, DoesNotCorrelateNeighbouringKeys) {
    constexpr std::size_t count = 200000;
    const double bound = 4.0 / std::sqrt(static_cast<double>(count));
    using Key = RandomKey;
    EXPECT_LT(std::fabs(correlation(count, [](auto i) { return Key{.seed = i}; })), bound);
    EXPECT_LT(std::fabs(correlation(count, [](auto i) { return Key{.draw = i}; })), bound);
    EXPECT_LT(std::fabs(correlation(count, [](auto i) { return Key{.puncture = i}; })), bound);
    EXPECT_LT(std::fabs(correlation(count, [](auto i) { return Key{.index = i}; })), bound);
    const auto purposes = [](std::uint32_t i) {
        return Key{.puncture = i / 7, .purpose = static_cast<RandomPurpose>(i % 7)};
    };
    EXPECT_LT(std::fabs(correlation(count, purposes)), bound);
}

TEST(RandomKey, CountsInEveryPart) {
    const RandomKey key{.seed = 5, .draw = 6, .puncture = 7, .index = 8};
    const double number = uniform_random(key);
    const auto changed = [&](auto change) {
        RandomKey other = key;
        change(other);
        return uniform_random(other);
    };
    EXPECT_NE(number, changed([](RandomKey& k) { k.seed = 4; }));
    EXPECT_NE(number, changed([](RandomKey& k) { k.seed += std::uint64_t{1} << 32U; }));
    EXPECT_NE(number, changed([](RandomKey& k) { k.draw = 7; }));
    EXPECT_NE(number, changed([](RandomKey& k) { k.puncture = 6; }));
    EXPECT_NE(number, changed([](RandomKey& k) { k.purpose = RandomPurpose::depth; }));
    EXPECT_NE(number, changed([](RandomKey& k) { k.index = 9; }));
    EXPECT_EQ(number, changed([](RandomKey&) {}));
}

TEST(UniformRandom, DoesNotDependOnWhoAsksWhen) {
    std::vector<double> in_order(2000);
    for (std::uint32_t i = 0; i < 2000; ++i)
        in_order[i] = uniform_random({.seed = 3, .puncture = i});
    std::vector<double> in_parallel(2000);
    parallel_for(2000, [&](std::size_t i) {
        const auto last_first = static_cast<std::uint32_t>(1999 - i);
        in_parallel[last_first] = uniform_random({.seed = 3, .puncture = last_first});
    });
    EXPECT_EQ(in_order, in_parallel);
}

TEST(NormalRandom, HasTheMomentsAndTheTailsOfTheNormalLaw) {
    constexpr std::uint32_t pairs = 250000;
    constexpr double n = 2.0 * pairs;
    std::array<double, 5> moment{};
    double product = 0.0;
    double beyond = 0.0;
    for (std::uint32_t i = 0; i < pairs; ++i) {
        const auto pair = normal_random({.seed = 4, .puncture = i});
        product += pair[0] * pair[1];
        for (const double number : pair) {
            for (int p = 1; p <= 4; ++p)
                moment[static_cast<std::size_t>(p)] += std::pow(number, p) / n;
            if (std::fabs(number) > 3.0) beyond += 1.0 / n;
        }
    }
    // Standard errors over n draws: E z^(2p) - (E z^p)^2 is 1, 2, 15, 96 for p = 1..4.
    EXPECT_NEAR(moment[1], 0.0, 4.0 * std::sqrt(1.0 / n));
    EXPECT_NEAR(moment[2], 1.0, 4.0 * std::sqrt(2.0 / n));
    EXPECT_NEAR(moment[3], 0.0, 4.0 * std::sqrt(15.0 / n));
    EXPECT_NEAR(moment[4], 3.0, 4.0 * std::sqrt(96.0 / n));
    EXPECT_NEAR(product / pairs, 0.0, 4.0 / std::sqrt(static_cast<double>(pairs)));
    const double tail = std::erfc(3.0 / std::sqrt(2.0));
    EXPECT_NEAR(beyond, tail, 4.0 * std::sqrt(tail / n));
}

}  // namespace
}  // namespace mesogrid
