#pragma once

#include <span>
#include <vector>

#include "engine/transport/grid/stepper.hpp"

namespace mesogrid::grid {

/// A step of all columns along z.
struct ColumnStep {
    double dt = 0.0;
    SweepMode mode = SweepMode::second_order;
};

/// What a plane reports of its step; amounts as plain sums of its values.
struct PlaneStep {
    double before_clearance = 0.0;
    double cleared = 0.0;
    std::size_t lines = 0;
    std::size_t lines_fallen = 0;
};

/// What steppers of every medium share: columns are swept along z in half steps, planes take the
/// whole step in between, and the half step along z that ends a step is made together with the one
/// that begins the next, so that a step passes over the field twice. Same bits for any number of
/// threads.
template <class T>
class SplitStepper : public Stepper<T> {
public:
    VoxelField<T>& field() override { return field_; }
    const VoxelField<T>& field() const override { return field_; }
    const StepTally& tally() const override { return tally_; }
    void step(double dt, SweepMode mode, const RowObserver<T>& observer) override;
    void settle(const RowObserver<T>& observer) override;
    double amount_before_clearance() const override { return before_clearance_; }
    double cleared_in_step() const override { return cleared_in_step_; }
    double amount() const override;
    void copy_from(const Stepper<T>& other) override;
    using Stepper<T>::step;
    using Stepper<T>::settle;

protected:
    SplitStepper(std::size_t nx, std::size_t ny, double spacing, std::vector<double> height);

    /// Called before columns are swept with these steps, and before planes with this one.
    virtual void prepare_columns(std::span<const ColumnStep>) {}
    virtual void prepare_planes(double /*dt*/) {}
    /// Sweeps row y along z in the `part`-th of the prepared steps; returns the lines that fell
    /// back. `work` is scratch of sweep_work_size() values.
    virtual std::size_t sweep_columns(std::size_t y,
                                      std::size_t part,
                                      const ColumnStep& column,
                                      T* work) = 0;
    virtual PlaneStep sweep_plane(std::size_t k, double dt, SweepMode mode, T* work) = 0;
    /// Shows row y to an observer.
    virtual void show(const RowObserver<T>& observer, std::size_t y) {
        observer(y, field_.row(y, 0));
    }
    /// Amount beside the field's own, of the same layout.
    virtual const VoxelField<T>* beside() const { return nullptr; }

    VoxelField<T> field_;

private:
    void pass_columns(const RowObserver<T>& observer);
    void pass_planes(double dt, SweepMode mode);
    double area() const { return spacing_ * spacing_; }
    std::size_t longest() const;

    double spacing_;
    std::vector<double> height_;
    StepTally tally_;
    double before_clearance_ = 0.0;
    double cleared_in_step_ = 0.0;
    /// Steps along z that are due: the one that ends the last step, the one that begins this.
    std::vector<ColumnStep> due_;
};

extern template class SplitStepper<float>;
extern template class SplitStepper<double>;

}  // namespace mesogrid::grid
