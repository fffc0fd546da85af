#include "engine/transport/grid/march.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/transport/grid/exposure_weights.hpp"
#include "engine/transport/grid/field_checks.hpp"
#include "engine/transport/grid/layered_stepper.hpp"
#include "engine/transport/grid/voxel_stepper.hpp"
#include "engine/transport/spectral/readings.hpp"

namespace mesogrid::grid {
namespace {

/// Amounts drift no further, of what was delivered (models.md 4.7).
template <class T>
constexpr double kDrift = sizeof(T) == sizeof(double) ? 1e-12 : 1e-6;
/// What a value is lost in, of the field's largest.
template <class T>
constexpr double kRounding = sizeof(T) == sizeof(double) ? 1e-15 : 1e-7;

template <class T>
class Marcher {
public:
    Marcher(const TransportProblem& problem,
            const GridBox& box,
            const GridOptions& options,
            StepControl<T> control,
            std::unique_ptr<Stepper<T>> stepper)
        : problem_(problem),
          box_(box),
          options_(options),
          classes_(spectral::group(problem)),
          depots_(problem, classes_, box),
          recorder_(problem, box),
          control_(std::move(control)),
          stepper_(std::move(stepper)) {
        result_.probes.resize(problem.probes.size());
    }

    MarchResult run(const std::vector<double>& stops, Sink* snapshots) {
        const std::vector<double> formed = classes_.formation_times();
        time_ = stops.front();
        for (const double stop : stops) {
            while (time_ < stop) advance(stop);
            if (std::binary_search(formed.begin(), formed.end(), stop)) form(stop);
            read(stop, snapshots);
        }
        // what went wrong in the last step has no next one to be noticed in
        require_finite(stepper_->amount());
        result_.maps = recorder_.finish();
        result_.tally = stepper_->tally();
        result_.largest_error = control_.largest_error();
        return std::move(result_);
    }

private:
    double since() const { return time_ - formed_; }

    void advance(double stop) {
        const bool settled = control_.settles(since());
        if (settled) stepper_->settle();  // for the control; maps see the field at the next step
        TakenStep step = control_.next(*stepper_, since(), stop - time_);
        const Observation observation{.time = time_,
                                      .behind = weights_.behind(),
                                      .ahead = weights_.ahead(step.dt),
                                      .instant = unseen_instant()};
        step.settled = settled || recorder_.wants(observation);
        result_.taken.push_back(step);
        stepper_->step(step.dt,
                       step.damped ? SweepMode::damped : SweepMode::second_order,
                       recorder_.observer(stepper_->field(), observation));
        recorder_.commit(observation);
        const bool last = step.dt >= (stop - time_) * (1.0 - 1e-12);
        time_ = last ? stop : time_ + step.dt;
        weights_.stepped(step.dt);
        seen_ = false;
        hook();
        check_step();
        if (last) settle_seen();
    }

    std::optional<Instant> unseen_instant() const {
        if (seen_) return std::nullopt;
        return Instant{time_, since(), true};
    }

    void settle_seen() {
        const Observation observation{.time = time_,
                                      .behind = weights_.behind(),
                                      .ahead = 0.0,
                                      .instant = Instant{time_, since(), false}};
        stepper_->settle(recorder_.observer(stepper_->field(), observation));
        recorder_.commit(observation);
        weights_.counted();
        seen_ = true;
    }

    void hook() {
        if (!options_.after_step) return;
        if constexpr (sizeof(T) == sizeof(double)) {
            options_.after_step(stepper_->field().data(), nullptr, stepper_->tally().steps);
        } else {
            options_.after_step(nullptr, stepper_->field().data(), stepper_->tally().steps);
        }
    }

    void check_step() {
        const double found = stepper_->amount_before_clearance();
        require_finite(found);
        require_amount(found,
                       result_.delivered - cleared_,
                       result_.delivered,
                       kDrift<T>,
                       time_,
                       stepper_->tally().steps);
        cleared_ += stepper_->cleared_in_step();
    }

    void require_finite(double amount) {
        if (std::isfinite(amount)) return;
        report_not_finite(stepper_->total(), box_, problem_.solute, time_, stepper_->tally().steps);
    }

    void form(double stop) {
        VoxelField<T>& field = stepper_->field();
        const bool initial = recorder_.wants_formation();
        if (initial) stepper_->settle(recorder_.formation_observer(field, -1.0));
        depots_.for_each(stop, [&](std::size_t k, const Patch& patch) {
            for (int j = 0; j < patch.ny; ++j) {
                T* to =
                    field.row(static_cast<std::size_t>(patch.j0) + static_cast<std::size_t>(j), k) +
                    patch.i0;
                const double* from =
                    patch.values.data() + static_cast<std::ptrdiff_t>(j) * patch.nx;
                for (int i = 0; i < patch.nx; ++i) {
                    to[i] = static_cast<T>(static_cast<double>(to[i]) + from[i]);
                }
            }
        });
        if (initial) stepper_->settle(recorder_.formation_observer(field, 1.0));
        for (const spectral::PlacedDepot& depot : classes_.depots) {
            if (classes_.cohorts[depot.cohort].formed_at == stop) {
                result_.delivered += depot.amount;
            }
        }
        formed_ = stop;
        weights_.restart();
        seen_ = false;
        control_.restart();
    }

    void read(double stop, Sink* snapshots) {
        if (recorder_.wants_value(stop)) {
            stepper_->settle(recorder_.value_observer(stepper_->field(), stop));
        }
        if (stop == problem_.balance_at.base()) {
            result_.present = stepper_->amount();
            result_.cleared = cleared_;
        }
        for (const Duration time : problem_.probe_times) {
            if (time.base() == stop) read_probes();
        }
        for (std::size_t s = 0; s < problem_.snapshots.size(); ++s) {
            if (snapshots && problem_.snapshots[s].at.base() == stop) stream(s, *snapshots);
        }
    }

    void read_probes() {
        const VoxelField<T>& field = stepper_->total();
        const LayerOperator layers(spectral::column_of(problem_.medium, box_.z));
        double largest = 0.0;
        for (std::size_t k = 0; k < field.nz(); ++k) {
            const T* plane = field.row(0, k);
            largest = std::max(
                largest, static_cast<double>(*std::max_element(plane, plane + field.stride())));
        }
        for (std::size_t p = 0; p < problem_.probes.size(); ++p) {
            const auto& probe = problem_.probes[p];
            const std::vector<double> weights =
                spectral::point_weights(box_.z, layers, probe.depth.base());
            double value = 0.0;
            for (std::size_t k = 0; k < weights.size(); ++k) {
                if (weights[k] != 0.0) value += weights[k] * bilinear(field, k, probe.position);
            }
            result_.probes[p].push_back({Concentration::from_base(std::max(value, 0.0)),
                                         Concentration::from_base(kRounding<T> * largest)});
        }
    }

    double bilinear(const VoxelField<T>& field, std::size_t k, Point at) const {
        const auto along = [](double cells, std::size_t n) {
            const double place = std::clamp(cells - 0.5, 0.0, static_cast<double>(n) - 1.0);
            const auto low = std::min(static_cast<std::size_t>(place), n > 1 ? n - 2 : 0);
            return std::pair(low, place - static_cast<double>(low));
        };
        const double h = box_.raster.spacing;
        const auto [i, u] = along((at.x - box_.raster.origin.x) / h, field.nx());
        const auto [j, v] = along((at.y - box_.raster.origin.y) / h, field.ny());
        const std::size_t right = std::min(i + 1, field.nx() - 1);
        const std::size_t up = std::min(j + 1, field.ny() - 1);
        const auto value = [&](std::size_t x, std::size_t y) {
            return static_cast<double>(field.at(x, y, k));
        };
        return (1.0 - v) * ((1.0 - u) * value(i, j) + u * value(right, j)) +
               v * ((1.0 - u) * value(i, up) + u * value(right, up));
    }

    void stream(std::size_t s, Sink& sink) {
        const VoxelField<T>& field = stepper_->total();
        const auto& faces = problem_.snapshots[s].faces;
        const auto nx = static_cast<std::size_t>(problem_.raster.nx);
        parallel_for(faces.size() - 1, [&](std::size_t p) {
            const double top = faces[p].base();
            const double bottom = faces[p + 1].base();
            const std::vector<double> lengths = overlaps(box_.z, top, bottom);
            std::vector<double> sum(problem_.raster.size(), 0.0);
            for (std::size_t k = 0; k < lengths.size(); ++k) {
                if (lengths[k] == 0.0) continue;
                const double weight = lengths[k] / (bottom - top);
                for (std::size_t j = 0; j < static_cast<std::size_t>(problem_.raster.ny); ++j) {
                    const T* row = field.row(box_.row + j, k) + box_.column;
                    for (std::size_t i = 0; i < nx; ++i) {
                        sum[j * nx + i] += weight * static_cast<double>(row[i]);
                    }
                }
            }
            const std::vector<float> values(sum.begin(), sum.end());
            sink.accept(SnapshotPlane{s, p, problem_.raster, values});
        });
    }

    const TransportProblem& problem_;
    const GridBox& box_;
    const GridOptions& options_;
    spectral::DepotClasses classes_;
    DepotVoxels depots_;
    Recorder<T> recorder_;
    StepControl<T> control_;
    std::unique_ptr<Stepper<T>> stepper_;
    MarchResult result_;
    double time_ = 0.0;
    double formed_ = 0.0;  ///< when depots last formed
    ExposureWeights weights_;
    double cleared_ = 0.0;
    bool seen_ = false;  ///< courses have seen the field as it is
};

}  // namespace

template <class T>
MarchResult march(const TransportProblem& problem,
                  const GridBox& box,
                  const std::vector<double>& stops,
                  const GridOptions& options,
                  const std::vector<TakenStep>* taken,
                  Sink* snapshots) {
    std::shared_ptr<const VoxelTissue<T>> voxels;
    if (needs_voxels(problem.medium)) {
        voxels = std::make_shared<const VoxelTissue<T>>(voxel_medium_of(problem.medium, box));
    }
    const auto factory = [&]() -> std::unique_ptr<Stepper<T>> {
        if (voxels) return std::make_unique<VoxelStepper<T>>(voxels);
        return std::make_unique<LayeredStepper<T>>(medium_of(problem, box));
    };
    StepControl<T> control = taken
                                 ? StepControl<T>(*taken)
                                 : StepControl<T>(options,
                                                  factory,
                                                  spectral::column_of(problem.medium, box.z).height,
                                                  first_step(problem, box, options.tolerance));
    Marcher<T> marcher(problem, box, options, std::move(control), factory());
    return marcher.run(stops, snapshots);
}

template MarchResult march<float>(const TransportProblem&,
                                  const GridBox&,
                                  const std::vector<double>&,
                                  const GridOptions&,
                                  const std::vector<TakenStep>*,
                                  Sink*);
template MarchResult march<double>(const TransportProblem&,
                                   const GridBox&,
                                   const std::vector<double>&,
                                   const GridOptions&,
                                   const std::vector<TakenStep>*,
                                   Sink*);

}  // namespace mesogrid::grid
