#include "engine/base/parallel.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <mutex>
#include <vector>

#include <omp.h>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kSumBlock = 4096;

/// Keeps the exception of the lowest index, so that which one is reported is as fixed as it can be.
class FirstFailure {
public:
    void note(std::size_t index) {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (index >= index_) return;
        index_ = index;
        exception_ = std::current_exception();
    }
    void rethrow() const {
        if (exception_) std::rethrow_exception(exception_);
    }

private:
    std::mutex mutex_;
    std::size_t index_ = std::numeric_limits<std::size_t>::max();
    std::exception_ptr exception_;
};

/// Sum of [first, last) by halving: a tree that depends on the indices alone.
double pairwise_sum(const std::vector<double>& values, std::size_t first, std::size_t last) {
    if (last - first == 1) return values[first];
    const std::size_t middle = first + (last - first) / 2;
    return pairwise_sum(values, first, middle) + pairwise_sum(values, middle, last);
}

}  // namespace

void set_thread_count(int threads) {
    MESOGRID_EXPECTS(threads >= 1);
    omp_set_num_threads(threads);
}

int thread_count() {
    return omp_get_max_threads();
}

void parallel_for(std::size_t count, const std::function<void(std::size_t)>& body) {
    if (omp_in_parallel() != 0 || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) body(i);
        return;
    }
    FirstFailure failure;
    const auto last = static_cast<std::ptrdiff_t>(count);
#pragma omp parallel for schedule(dynamic, 1)
    for (std::ptrdiff_t i = 0; i < last; ++i) {
        try {
            body(static_cast<std::size_t>(i));
        } catch (...) {
            failure.note(static_cast<std::size_t>(i));
        }
    }
    failure.rethrow();
}

void parallel_for_blocks(std::size_t count,
                         std::size_t block,
                         const std::function<void(std::size_t, std::size_t)>& body) {
    MESOGRID_EXPECTS(block > 0);
    parallel_for((count + block - 1) / block,
                 [&](std::size_t b) { body(b * block, std::min(count, (b + 1) * block)); });
}

double parallel_sum(std::size_t count, const std::function<double(std::size_t)>& term) {
    if (count == 0) return 0.0;
    std::vector<double> blocks((count + kSumBlock - 1) / kSumBlock, 0.0);
    parallel_for_blocks(count, kSumBlock, [&](std::size_t first, std::size_t last) {
        double sum = 0.0;
        for (std::size_t i = first; i < last; ++i) sum += term(i);
        blocks[first / kSumBlock] = sum;
    });
    return pairwise_sum(blocks, 0, blocks.size());
}

}  // namespace mesogrid
