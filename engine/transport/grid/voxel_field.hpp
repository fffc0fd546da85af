#pragma once

#include <cstddef>
#include <memory>

namespace mesogrid::grid {

/// Memory of a field: aligned to whole vectors and, where the system has them, to huge pages, which
/// sweeps along z need (every step of theirs is another page).
void* allocate_aligned(std::size_t bytes);
void release_aligned(void* memory);

/// Cells of a box, x fastest, rows padded with zeros to whole vectors: amount per reference tissue
/// volume of each, in place from the first step to the last.
template <class T>
class VoxelField {
public:
    /// `padding`: rows are padded to a multiple of it.
    VoxelField(std::size_t nx, std::size_t ny, std::size_t nz, std::size_t padding)
        : nx_(nx),
          ny_(ny),
          nz_(nz),
          pitch_((nx + padding - 1) / padding * padding),
          values_(static_cast<T*>(allocate_aligned(size() * sizeof(T))), release_aligned) {}

    std::size_t nx() const { return nx_; }
    std::size_t ny() const { return ny_; }
    std::size_t nz() const { return nz_; }
    std::size_t pitch() const { return pitch_; }         ///< from row to row
    std::size_t stride() const { return pitch_ * ny_; }  ///< from plane to plane
    std::size_t size() const { return stride() * nz_; }  ///< padding included
    T* data() { return values_.get(); }
    const T* data() const { return values_.get(); }
    T* row(std::size_t j, std::size_t k) { return data() + k * stride() + j * pitch_; }
    const T* row(std::size_t j, std::size_t k) const { return data() + k * stride() + j * pitch_; }
    T& at(std::size_t i, std::size_t j, std::size_t k) { return row(j, k)[i]; }
    T at(std::size_t i, std::size_t j, std::size_t k) const { return row(j, k)[i]; }

private:
    std::size_t nx_;
    std::size_t ny_;
    std::size_t nz_;
    std::size_t pitch_;
    std::unique_ptr<T, void (*)(void*)> values_;
};

}  // namespace mesogrid::grid
