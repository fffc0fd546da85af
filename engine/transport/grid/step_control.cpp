#include "engine/transport/grid/step_control.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid::grid {
namespace {

/// Steps of backward Euler after depots formed: two, each of two halves (Rannacher 1984).
constexpr int kDampedSteps = 2;
/// Errors of pairs are kept to this share of the tolerance. They add up, but early ones fade as the
/// field spreads: the error of a concentration is below a quarter of the tolerance (tests/grid).
constexpr double kShare = 0.5;
constexpr double kSafety = 0.9;
constexpr double kLeastChange = 0.2;
constexpr double kMostGrowth = 2.0;
/// Growth of the time since formation after which the field is looked at again.
constexpr double kLookAgain = 1.25;
/// Two damped steps of dt change the exposure to a mode that decays as e^(-rate t) by (rate dt)^2/2
/// of it. With this share that is half of the tolerance at the fastest rate along an axis, 4 D/h^2.
constexpr double kFirstShare = 0.25;

}  // namespace

double first_step(const TransportProblem& problem, const GridBox& box, double tolerance) {
    const double fastest = largest_diffusivity(problem.medium);
    double quickest = 0.0;
    for (const MediumLayer& layer : problem.medium.layers) {
        quickest = std::max(quickest, layer.clearance.base());
    }
    const double h = box.raster.spacing;
    const double spread = fastest > 0.0 ? h * h / fastest : INFINITY;
    const double clear = quickest > 0.0 ? 0.1 / quickest : INFINITY;
    const double first = kFirstShare * std::min(spread, clear) * std::sqrt(tolerance);
    return std::isfinite(first) ? first : 1.0;
}

template <class T>
StepControl<T>::StepControl(const GridOptions& options,
                            Factory factory,
                            std::vector<double> weights,
                            double first)
    : options_(options), factory_(std::move(factory)), weights_(std::move(weights)), first_(first) {
    restart();
}

template <class T>
StepControl<T>::StepControl(const std::vector<TakenStep>& taken) : taken_(&taken) {}

template <class T>
void StepControl<T>::restart() {
    damped_left_ = kDampedSteps;
    dt_ = options_.step ? *options_.step : first_;
    next_look_ = 0.0;
}

template <class T>
bool StepControl<T>::settles(double since) const {
    if (taken_ != nullptr) return position_ < taken_->size() && (*taken_)[position_].settled;
    return looks(since);
}

template <class T>
bool StepControl<T>::looks(double since) const {
    return taken_ == nullptr && !options_.step && damped_left_ == 0 && since >= next_look_;
}

template <class T>
TakenStep StepControl<T>::next(const Stepper<T>& stepper, double since, double remaining) {
    if (taken_ != nullptr) {
        MESOGRID_EXPECTS(position_ < taken_->size());
        return (*taken_)[position_++];
    }
    if (looks(since)) {
        adapt(stepper, remaining);
        next_look_ = std::max(since + 2.0 * dt_, kLookAgain * since);
    }
    return chosen(remaining);
}

template <class T>
TakenStep StepControl<T>::chosen(double remaining) {
    // Equal steps to the stop, none longer than dt; a remainder below rounding is no step.
    const double steps = std::max(1.0, std::ceil(remaining / dt_ * (1.0 - 1e-9)));
    const bool damped = damped_left_ > 0;
    if (damped) --damped_left_;
    return {steps == 1.0 ? remaining : remaining / steps, damped};
}

template <class T>
void StepControl<T>::adapt(const Stepper<T>& stepper, double remaining) {
    const double allowed = kShare * options_.tolerance;
    constexpr int kMostTries = 40;
    for (int attempt = 0; attempt < kMostTries; ++attempt) {
        const double dt = std::min(dt_, 0.5 * remaining);
        const double error = error_of_pair(stepper, dt);
        const double wanted = error > 0.0 ? kSafety * std::cbrt(allowed / error) : kMostGrowth;
        if (error <= allowed) {
            largest_error_ = std::max(largest_error_, error);
            // Not looked at beyond the stop: a step cut short by it says nothing against dt.
            if (dt == dt_ || wanted > kMostGrowth) {
                dt_ = std::max(dt_, dt * std::clamp(wanted, 1.0, kMostGrowth));
            }
            return;
        }
        dt_ = dt * std::max(kLeastChange, wanted);
    }
}

template <class T>
double StepControl<T>::error_of_pair(const Stepper<T>& stepper, double dt) {
    if (!fine_) {
        fine_ = factory_();
        coarse_ = factory_();
    }
    fine_->copy_from(stepper);
    coarse_->copy_from(stepper);
    const VoxelField<T>& field = stepper.field();
    fine_->step(dt, SweepMode::second_order);
    fine_->step(dt, SweepMode::second_order);
    fine_->settle();
    coarse_->step(2.0 * dt, SweepMode::second_order);
    coarse_->settle();
    std::vector<std::pair<double, double>> planes(field.nz());
    parallel_for(field.nz(), [&](std::size_t k) {
        const T* fine = fine_->field().row(0, k);
        const T* coarse = coarse_->field().row(0, k);
        for (std::size_t i = 0; i < field.stride(); ++i) {
            const auto value = static_cast<double>(fine[i]);
            const double away = value - static_cast<double>(coarse[i]);
            planes[k].first += away * away;
            planes[k].second += value * value;
        }
    });
    double away = 0.0;
    double norm = 0.0;
    for (std::size_t k = 0; k < planes.size(); ++k) {
        away += weights_[k] * planes[k].first;
        norm += weights_[k] * planes[k].second;
    }
    return norm > 0.0 ? std::sqrt(away / norm) / 3.0 : 0.0;
}

template class StepControl<float>;
template class StepControl<double>;

}  // namespace mesogrid::grid
