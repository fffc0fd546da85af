#pragma once

#include <cstddef>
#include <vector>

namespace mesogrid {

/// Positions beyond the last cell, up to which factors are filled with zeros: rows are padded to
/// whole vectors, and what lies there stays 0.
inline constexpr std::size_t kRowPadding = 16;

/// One position along a line of cells, as the sweeps read it (a struct per position, so that a
/// sweep loads one piece of memory per position). See LineFactors.
template <class T>
struct SweepPoint {
    T inverse = 0;     ///< 1/pivot
    T lower = 0;       ///< coupling to the cell before, over the pivot
    T upper = 0;       ///< coupling to the cell after, over the pivot
    T exchange = 0;    ///< dt G_f/g_i of the face after this cell; 0 at the end
    T ratio = 0;       ///< g_i/g_(i+1) of that face
    T per_height = 0;  ///< 1/h_i
    T unused[2] = {};
};

/// A line of finite volumes: cells of height h_i and capacity g_i, faces of conductance G_f, no
/// flux at the ends unless `surface` opens the first one (verification cases only).
struct CellLine {
    std::vector<double> height;       ///< mm
    std::vector<double> capacity;     ///< A/g and the flux are continuous
    std::vector<double> conductance;  ///< mm/s, one per inner face
    /// Conductance of the first cell's outer face, mm/s, towards `ambient` (amount per volume over
    /// its capacity).
    double surface = 0.0;
    double ambient = 0.0;

    std::size_t size() const { return height.size(); }
};

/// (1 + dt/2 L) factored for one line and step, L the line's operator:
///
///     h_i (L A)_i = F_(i-1) - F_i,   F_i = G_i (A_(i+1)/g_(i+1) - A_i/g_i)
///
/// The sweeps use one solve v = (1 + dt/2 L)^-1 A in two ways. Crank-Nicolson: v is the mean of
/// old and new, so A += (dt/h_i) (F_i(v) - F_(i-1)(v)), exact in mass whatever the rounding of v.
/// Two backward-Euler half steps: v twice over; never negative, because every term is a sum of
/// products of what is not negative.
class LineFactors {
public:
    /// Throws nothing; dt > 0 (contract).
    LineFactors(const CellLine& line, double step);

    /// The first cell's point; the one before it is zero, and so are kRowPadding behind the last.
    template <class T>
    const SweepPoint<T>* points() const;
    std::size_t size() const { return exact_.size() - 1 - kRowPadding; }
    /// dt G/g_0 of the first cell's outer face, and dt G times the ambient.
    double surface_exchange() const { return surface_exchange_; }
    double surface_source() const { return surface_source_; }

private:
    std::vector<SweepPoint<double>> exact_;
    std::vector<SweepPoint<float>> single_;
    double surface_exchange_ = 0.0;
    double surface_source_ = 0.0;
};

template <>
inline const SweepPoint<double>* LineFactors::points<double>() const {
    return exact_.data() + 1;
}
template <>
inline const SweepPoint<float>* LineFactors::points<float>() const {
    return single_.data() + 1;
}

}  // namespace mesogrid
