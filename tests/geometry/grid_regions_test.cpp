#include <algorithm>
#include <limits>
#include <queue>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"
#include "engine/geometry/components.hpp"
#include "engine/geometry/distance_transform.hpp"

/// Connected components and distances on grids of marked cells.
namespace mesogrid {
namespace {

constexpr int kColumns = 37;
constexpr int kRows = 23;

std::vector<char> random_marks(double share, unsigned seed) {
    std::vector<char> marked;
    for (unsigned c = 0; c < kColumns * kRows; ++c) {
        marked.push_back(uniform_random({.seed = seed, .puncture = c}) < share ? 1 : 0);
    }
    return marked;
}

TEST(Components, AreWhatFloodingFinds) {
    for (const double share : {0.05, 0.4, 0.6, 0.9, 1.0}) {
        const std::vector<char> marked = random_marks(share, 11);
        std::vector<std::uint32_t> expected(marked.size(), 0);
        std::uint32_t next = 0;
        for (std::size_t start = 0; start < marked.size(); ++start) {
            if (marked[start] == 0 || expected[start] != 0) continue;
            std::queue<int> open({static_cast<int>(start)});
            expected[start] = ++next;
            while (!open.empty()) {
                const int cell = open.front();
                open.pop();
                const int i = cell % kColumns;
                const int j = cell / kColumns;
                for (const auto& [di, dj] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                    if (i + di < 0 || i + di >= kColumns || j + dj < 0 || j + dj >= kRows) continue;
                    const auto other = static_cast<std::size_t>((j + dj) * kColumns + i + di);
                    if (marked[other] == 0 || expected[other] != 0) continue;
                    expected[other] = next;
                    open.push(static_cast<int>(other));
                }
            }
        }
        EXPECT_EQ(connected_components(marked, kColumns, kRows), expected) << share;
    }
}

TEST(SquaredDistances, AreWhatEveryPairSays) {
    for (const double share : {0.0, 0.002, 0.05, 0.5}) {
        const std::vector<char> marked = random_marks(share, 5);
        const std::vector<float> squares = squared_distances(marked, kColumns, kRows);
        for (int j = 0; j < kRows; ++j) {
            for (int i = 0; i < kColumns; ++i) {
                const int beyond = std::min({i + 1, kColumns - i, j + 1, kRows - j});
                int expected = beyond * beyond;
                for (int y = 0; y < kRows; ++y) {
                    for (int x = 0; x < kColumns; ++x) {
                        if (marked[static_cast<std::size_t>(y * kColumns + x)] == 0) continue;
                        expected = std::min(expected, (x - i) * (x - i) + (y - j) * (y - j));
                    }
                }
                // Whole numbers below 2^24: exact.
                ASSERT_EQ(squares[static_cast<std::size_t>(j * kColumns + i)],
                          static_cast<float>(expected))
                    << share << ' ' << i << ' ' << j;
            }
        }
    }
}

}  // namespace
}  // namespace mesogrid
