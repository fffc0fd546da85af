#pragma once

#include <cstddef>
#include <functional>

namespace mesogrid {

/// How many threads parallel loops use from now on; the app sets it once from --threads.
/// Results never depend on it.
void set_thread_count(int threads);
int thread_count();

/// Calls body(i) for every i in [0, count), on several threads. Indices must be independent: each
/// writes only its own results, so the bits never depend on the number of threads or the schedule.
/// Nested calls run serially inside the outermost one. The exception of the lowest throwing index
/// that ran is rethrown.
void parallel_for(std::size_t count, const std::function<void(std::size_t)>& body);

/// The same over blocks [first, last) of at most `block` indices, for bodies too small to be
/// called one by one. The block layout depends only on count and block.
void parallel_for_blocks(std::size_t count,
                         std::size_t block,
                         const std::function<void(std::size_t, std::size_t)>& body);

/// Sum of term(i) for i in [0, count): fixed blocks of 4,096 summed in order, then a fixed pairwise
/// tree over the blocks, so the bits never depend on the number of threads.
double parallel_sum(std::size_t count, const std::function<double(std::size_t)>& term);

}  // namespace mesogrid
