#pragma once

#include <functional>

#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/voxel_field.hpp"

namespace mesogrid::grid {

/// Sees one row of y at every depth: the value of cell (i, y, k) is row[k * stride + i]. Called for
/// every y, from several threads at once.
template <class T>
using RowObserver = std::function<void(std::size_t y, const T* row)>;

/// What the sweeps have done so far.
struct StepTally {
    std::size_t steps = 0;
    std::size_t damped = 0;        ///< steps of backward Euler at the start of sharp data
    std::size_t lines = 0;         ///< sweeps of one line
    std::size_t lines_fallen = 0;  ///< of those, how many took backward Euler to stay above zero
};

/// Carries a field through tissue, one step after another: second order in time, never negative,
/// mass exact to rounding, the same bits for any number of threads.
template <class T>
class Stepper {
public:
    virtual ~Stepper() = default;

    virtual VoxelField<T>& field() = 0;
    virtual const VoxelField<T>& field() const = 0;
    virtual const StepTally& tally() const = 0;

    /// One step of dt s. The half step along z that ends it is left open until the next step or
    /// settle(); an observer sees the field in between, at the end of the step before.
    virtual void step(double dt, SweepMode mode, const RowObserver<T>& observer) = 0;
    void step(double dt, SweepMode mode) { step(dt, mode, RowObserver<T>{}); }
    /// Makes the half step that is open, so that field() is the field at the end of the last step;
    /// an observer sees that field.
    virtual void settle(const RowObserver<T>& observer) = 0;
    void settle() { settle(RowObserver<T>{}); }

    /// Amount in the middle of the last step, when the solves along x and y were done and clearance
    /// was not; and what clearance then took. Their sums over steps close the balance.
    virtual double amount_before_clearance() const = 0;
    virtual double cleared_in_step() const = 0;
    /// Amount of the field as it is, bound amount included, summed in double precision.
    virtual double amount() const = 0;
    /// What readers see: free and bound amount.
    virtual const VoxelField<T>& total() { return field(); }
    /// Takes over the settled state of another stepper of the same medium.
    virtual void copy_from(const Stepper<T>& other) = 0;
};

}  // namespace mesogrid::grid
