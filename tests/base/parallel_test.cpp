#include "engine/base/parallel.hpp"

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

constexpr int kThreadCounts[] = {1, 2, 3, 4, 8};

/// Leaves the thread count of the process as it was.
class Parallel : public ::testing::Test {
protected:
    void TearDown() override { set_thread_count(before_); }

private:
    int before_ = thread_count();
};

/// Values of many magnitudes and both signs, so that another order of adding shows in the bits.
double uneven(std::size_t i) {
    const double phase = std::fmod(0.6180339887498949 * static_cast<double>(i + 1), 1.0);
    return (i % 3 == 0 ? -1.0 : 1.0) * std::ldexp(phase, static_cast<int>(i % 41) - 20);
}

/// The naive twin: blocks of 4,096 summed in order, then halved recursively.
double tree(const std::vector<double>& blocks) {
    if (blocks.size() == 1) return blocks.front();
    const auto middle = blocks.begin() + static_cast<std::ptrdiff_t>(blocks.size() / 2);
    return tree({blocks.begin(), middle}) + tree({middle, blocks.end()});
}

double naive_sum(std::size_t count) {
    std::vector<double> blocks;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 4096 == 0) blocks.push_back(0.0);
        blocks.back() += uneven(i);
    }
    return tree(blocks);
}

TEST_F(Parallel, SumHasTheSameBitsForAnyThreadCount) {
    for (const std::size_t count : {1U, 4095U, 4096U, 4097U, 12289U, 100001U}) {
        const double expected = naive_sum(count);
        for (const int threads : kThreadCounts) {
            set_thread_count(threads);
            EXPECT_EQ(parallel_sum(count, uneven), expected)
                << count << " terms, " << threads << " threads";
        }
    }
    EXPECT_EQ(parallel_sum(0, uneven), 0.0);
}

TEST_F(Parallel, SumDependsOnTheOrderItPromises) {
    // The test of the test: the plain order of adding gives other bits.
    double in_order = 0.0;
    for (std::size_t i = 0; i < 100001; ++i) in_order += uneven(i);
    EXPECT_NE(in_order, naive_sum(100001));
}

TEST_F(Parallel, ForCallsEveryIndexOnce) {
    for (const int threads : kThreadCounts) {
        set_thread_count(threads);
        std::vector<std::atomic<int>> calls(1000);
        parallel_for(calls.size(), [&](std::size_t i) { ++calls[i]; });
        for (const auto& count : calls) ASSERT_EQ(count.load(), 1);
    }
}

TEST_F(Parallel, BlocksDependOnCountAndBlockAlone) {
    const std::set<std::pair<std::size_t, std::size_t>> expected = {{0, 4}, {4, 8}, {8, 10}};
    for (const int threads : kThreadCounts) {
        set_thread_count(threads);
        std::vector<std::size_t> ends(10, 0);
        parallel_for_blocks(
            10, 4, [&](std::size_t first, std::size_t last) { ends[first] = last; });
        std::set<std::pair<std::size_t, std::size_t>> seen;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i] != 0) seen.insert({i, ends[i]});
        }
        EXPECT_EQ(seen, expected);
    }
    parallel_for_blocks(0, 4, [](std::size_t, std::size_t) { FAIL() << "there is no block"; });
}

TEST_F(Parallel, ForReallyWorksOnTwoThreadsAtOnce) {
    set_thread_count(2);
    std::atomic<int> arrived = 0;
    std::atomic<int> met = 0;
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    parallel_for(2, [&](std::size_t) {
        ++arrived;
        while (arrived < 2 && std::chrono::steady_clock::now() < give_up) {
            std::this_thread::yield();
        }
        if (arrived == 2 && std::chrono::steady_clock::now() < give_up) ++met;
    });
    EXPECT_EQ(met, 2) << "each body waits for the other to begin";
}

TEST_F(Parallel, NestedLoopsRunInsideTheOutermostOne) {
    set_thread_count(4);
    std::atomic<int> strangers = 0;
    std::vector<double> sums(8);
    parallel_for(sums.size(), [&](std::size_t i) {
        const auto here = std::this_thread::get_id();
        parallel_for(16, [&](std::size_t) {
            if (std::this_thread::get_id() != here) ++strangers;
        });
        sums[i] = parallel_sum(10000, uneven);
    });
    EXPECT_EQ(strangers, 0);
    for (const double sum : sums) EXPECT_EQ(sum, naive_sum(10000));
}

TEST_F(Parallel, RethrowsTheExceptionOfTheLowestIndex) {
    for (const int threads : kThreadCounts) {
        set_thread_count(threads);
        for (int repeat = 0; repeat < 20; ++repeat) {
            try {
                parallel_for(64, [](std::size_t i) {
                    if (i % 10 == 7) throw std::runtime_error(std::to_string(i));
                });
                FAIL() << "no exception came through";
            } catch (const std::runtime_error& error) {
                ASSERT_STREQ(error.what(), "7") << threads << " threads";
            }
        }
    }
}

TEST_F(Parallel, PassesExceptionsOutOfNestedLoops) {
    set_thread_count(2);
    const auto nested = [] {
        parallel_for(4, [](std::size_t i) {
            parallel_for(4, [i](std::size_t j) {
                if (i == 2 && j == 3) throw std::runtime_error("2,3");
            });
        });
    };
    EXPECT_THROW(nested(), std::runtime_error);
}

TEST_F(Parallel, ThreadCountIsWhatWasSet) {
    for (const int threads : kThreadCounts) {
        set_thread_count(threads);
        EXPECT_EQ(thread_count(), threads);
    }
}

}  // namespace
}  // namespace mesogrid
