#include "engine/numerics/sweeps/sweeps.hpp"

#include <vector>

#include "engine/numerics/sweeps/sweep_sets.hpp"

namespace mesogrid {
namespace {

/// The instruction sets whose sweeps this program holds.
enum class InstructionSet { baseline, avx2, avx512 };

[[maybe_unused]] bool has(InstructionSet set) {
#if defined(MESOGRID_SWEEPS_X86)
    switch (set) {
        case InstructionSet::avx2:
            return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        case InstructionSet::avx512:
            return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
        case InstructionSet::baseline:
            break;
    }
#endif
    return set == InstructionSet::baseline;
}

}  // namespace

template <>
std::span<const Sweeps<float>> runnable_sweeps<float>() {
    static const std::vector<Sweeps<float>> sets = [] {
        std::vector<Sweeps<float>> found = {sweeps::kBaselineSingle};
#if defined(MESOGRID_SWEEPS_X86)
        if (has(InstructionSet::avx2)) found.push_back(sweeps::kAvx2Single);
        if (has(InstructionSet::avx512)) found.push_back(sweeps::kAvx512Single);
#endif
        return found;
    }();
    return sets;
}

template <>
std::span<const Sweeps<double>> runnable_sweeps<double>() {
    static const std::vector<Sweeps<double>> sets = [] {
        std::vector<Sweeps<double>> found = {sweeps::kBaselineDouble};
#if defined(MESOGRID_SWEEPS_X86)
        if (has(InstructionSet::avx2)) found.push_back(sweeps::kAvx2Double);
        if (has(InstructionSet::avx512)) found.push_back(sweeps::kAvx512Double);
#endif
        return found;
    }();
    return sets;
}

}  // namespace mesogrid
