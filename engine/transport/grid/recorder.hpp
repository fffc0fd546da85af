#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/stepper.hpp"
#include "engine/transport/time_fold.hpp"

/// What is read off the field while it is stepped. Private to the grid solver.
namespace mesogrid::grid {

/// How one map comes from the planes: each slice a weighted sum over depth (one slice per cell of
/// the band for depth_min, whose least counts).
struct Reading {
    enum class Kind { initial, value, integral, course };
    Kind kind = Kind::value;
    bool least = false;
    std::vector<std::size_t> first_plane;      ///< of each slice
    std::vector<std::vector<double>> weights;  ///< of each slice, from its first plane on
    double at = 0.0;                           ///< s
};

/// Takes requests apart. Throws InputError (E0320, E0610) for what a course of steps cannot give:
/// a quantity that is no map of transport, an end that is infinite.
std::vector<Reading> readings_of(const TransportProblem& problem, const GridBox& box);

/// Where on the clock the field is observed.
struct Observation {
    double time = 0.0;
    double behind = 0.0;  ///< s before and after it that it stands for in integrals
    double ahead = 0.0;
    /// Of courses; none: the moment has been seen already.
    std::optional<Instant> instant;
};

/// Maps under construction, one per request, over the problem's raster. Rows are observed by
/// several threads at once, each row by one.
template <class T>
class Recorder {
public:
    Recorder(const TransportProblem& problem, const GridBox& box);

    /// True when some map wants this moment.
    bool wants(const Observation& observation) const;
    /// What a pass over the columns shows rows to; end it with commit().
    RowObserver<T> observer(const VoxelField<T>& field, const Observation& observation);
    void commit(const Observation& observation);
    /// The field beside the formation of depots: `sign` -1 before, 1 after.
    RowObserver<T> formation_observer(const VoxelField<T>& field, double sign);
    bool wants_formation() const;
    /// The field at a stop, after depots formed: readings of a value at this time.
    RowObserver<T> value_observer(const VoxelField<T>& field, double time);
    bool wants_value(double time) const;

    std::vector<Map> finish();

private:
    struct Slot {
        Reading reading;
        std::vector<std::vector<double>> slices;  ///< values or integrals, per cell of the raster
        std::vector<double> current;              ///< of a course
        std::optional<CourseFold> fold;
    };
    static double weight(const Slot& slot, const Observation& observation);
    static bool open(const Slot& slot, const Observation& observation);
    /// The row's values now, of a course; and what they add to integrals over `share` s.
    void follow(Slot& slot, const T* row, std::size_t stride, std::size_t first) const;
    void add(Slot& slot, const T* row, std::size_t stride, std::size_t first, double share) const;
    template <class Use>
    void reduce(
        const Slot& slot, const T* row, std::size_t stride, std::size_t slice, Use use) const;

    Raster raster_;
    std::size_t column_;
    std::size_t row_;
    std::vector<Slot> slots_;
};

extern template class Recorder<float>;
extern template class Recorder<double>;

}  // namespace mesogrid::grid
