#include "engine/transport/grid/voxel_field.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "engine/base/parallel.hpp"

namespace mesogrid::grid {
namespace {

constexpr std::size_t kVector = 64;
constexpr std::size_t kHugePage = std::size_t{1} << 21U;

}  // namespace

void* allocate_aligned(std::size_t bytes) {
    const std::size_t alignment = bytes >= kHugePage ? kHugePage : kVector;
    // exact, so that a huge page is not filled beyond the field
    const std::size_t whole = (bytes + kVector - 1) / kVector * kVector;
    void* memory = nullptr;
    if (posix_memalign(&memory, alignment, whole) != 0) throw std::bad_alloc();
#if defined(__linux__)
    if (alignment == kHugePage) madvise(memory, whole, MADV_HUGEPAGE);
#endif
    constexpr std::size_t kAtOnce = std::size_t{1} << 20U;
    parallel_for_blocks(whole, kAtOnce, [&](std::size_t first, std::size_t last) {
        std::memset(static_cast<char*>(memory) + first, 0, last - first);
    });
    return memory;
}

void release_aligned(void* memory) {
    std::free(memory);
}

}  // namespace mesogrid::grid
