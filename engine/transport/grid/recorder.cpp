#include "engine/transport/grid/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/base/error.hpp"

namespace mesogrid::grid {
namespace {

[[noreturn]] void refuse(const ExposureRequest& request,
                         const std::string& what,
                         std::string allowed) {
    throw InputError(Diagnostic{.code = 320,
                                .key = "prescription",
                                .problem = std::string(to_text(request.quantity)) + what,
                                .allowed = std::move(allowed)});
}

Reading::Kind kind_of(const ExposureRequest& request) {
    using enum ExposureQuantity;
    switch (request.quantity) {
        case areal_dose:
            return Reading::Kind::initial;
        case auc:
        case areal_exposure:
        case bound_dose:
            return Reading::Kind::integral;
        case areal_amount:
        case concentration:
            return Reading::Kind::value;
        case peak:
        case time_above:
            return Reading::Kind::course;
        case nominal_areal_dose:
            break;
    }
    refuse(request, " is no map of transport", "a quantity that depends on the place");
}

/// Is a layer's clearance one number?
bool clears_alike(const Medium& medium) {
    return medium.is_linear() &&
           std::all_of(medium.maps.begin(), medium.maps.end(), [](const TissueMap& map) {
               return map.what == TissueMap::What::diffusivity;
           });
}

Reading reading_of(const TransportProblem& problem,
                   const GridBox& box,
                   const ExposureRequest& request) {
    Reading reading{.kind = kind_of(request), .at = request.at.base()};
    if (!std::isfinite(reading.at) && reading.kind != Reading::Kind::initial) {
        refuse(request, " until everything is cleared cannot be reached in steps", "a finite time");
    }
    if (request.quantity == ExposureQuantity::bound_dose && !clears_alike(problem.medium)) {
        refuse(request,
               " needs a clearance that is the same all over the layer",
               "auc or areal_exposure");
    }
    const double top = request.band.top.base();
    const double bottom = request.band.bottom.base();
    const std::vector<double> lengths = overlaps(box.z, top, bottom);
    const bool areal = is_areal(request.quantity);
    const double smallest = 1e-9 * box.z.depth();
    reading.least = request.reduction == Reduction::depth_min && !areal;
    std::vector<double> all;
    for (std::size_t k = 0; k < box.z.size(); ++k) {
        if (reading.least) {
            if (lengths[k] <= smallest) continue;
            reading.first_plane.push_back(k);
            reading.weights.push_back({1.0});
            continue;
        }
        const bool mean = request.reduction == Reduction::depth_mean && !areal;
        const double factor = request.quantity == ExposureQuantity::bound_dose
                                  ? problem.medium.layers[box.z.layer[k]].clearance.base()
                                  : 1.0;
        all.push_back(factor * lengths[k] / (mean ? bottom - top : 1.0));
    }
    if (reading.least) return reading;
    const auto used = [](double weight) { return weight != 0.0; };
    const auto first = std::find_if(all.begin(), all.end(), used);
    const auto last = std::find_if(all.rbegin(), all.rend(), used).base();
    reading.first_plane = {first == all.end() ? 0 : static_cast<std::size_t>(first - all.begin())};
    reading.weights = {first < last ? std::vector<double>(first, last) : std::vector<double>{0.0}};
    return reading;
}

}  // namespace

std::vector<Reading> readings_of(const TransportProblem& problem, const GridBox& box) {
    std::vector<Reading> readings;
    for (const ExposureRequest& request : problem.requests) {
        readings.push_back(reading_of(problem, box, request));
    }
    return readings;
}

template <class T>
Recorder<T>::Recorder(const TransportProblem& problem, const GridBox& box)
    : raster_(problem.raster), column_(box.column), row_(box.row) {
    std::vector<Reading> readings = readings_of(problem, box);
    for (std::size_t r = 0; r < readings.size(); ++r) {
        Slot slot{.reading = std::move(readings[r]), .slices = {}, .current = {}, .fold = {}};
        if (slot.reading.kind == Reading::Kind::course) {
            const bool is_peak = problem.requests[r].quantity == ExposureQuantity::peak;
            slot.current.resize(raster_.size());
            slot.fold.emplace(is_peak ? TimeFold::peak : TimeFold::time_above,
                              problem.requests[r].level,
                              raster_.size());
        } else {
            slot.slices.assign(slot.reading.weights.size(),
                               std::vector<double>(raster_.size(), 0.0));
        }
        slots_.push_back(std::move(slot));
    }
}

/// Nothing counts behind the reading's end.
template <class T>
double Recorder<T>::weight(const Slot& slot, const Observation& observation) {
    if (observation.time > slot.reading.at) return 0.0;
    return observation.behind + (observation.time < slot.reading.at ? observation.ahead : 0.0);
}

template <class T>
bool Recorder<T>::open(const Slot& slot, const Observation& observation) {
    if (observation.time > slot.reading.at) return false;
    if (slot.reading.kind == Reading::Kind::integral) return weight(slot, observation) > 0.0;
    return slot.reading.kind == Reading::Kind::course && observation.instant.has_value();
}

template <class T>
bool Recorder<T>::wants(const Observation& observation) const {
    return std::any_of(
        slots_.begin(), slots_.end(), [&](const Slot& slot) { return open(slot, observation); });
}

template <class T>
template <class Use>
void Recorder<T>::reduce(
    const Slot& slot, const T* row, std::size_t stride, std::size_t slice, Use use) const {
    const std::vector<double>& weights = slot.reading.weights[slice];
    const auto nx = static_cast<std::size_t>(raster_.nx);
    constexpr std::size_t kAtOnce = 64;
    for (std::size_t from = 0; from < nx; from += kAtOnce) {
        const std::size_t count = std::min(kAtOnce, nx - from);
        double sum[kAtOnce] = {};
        const T* plane = row + slot.reading.first_plane[slice] * stride + column_ + from;
        for (const double weight : weights) {
            for (std::size_t i = 0; i < count; ++i)
                sum[i] += weight * static_cast<double>(plane[i]);
            plane += stride;
        }
        use(from, count, sum);
    }
}

template <class T>
RowObserver<T> Recorder<T>::observer(const VoxelField<T>& field, const Observation& observation) {
    if (!wants(observation)) return {};
    return [this, stride = field.stride(), observation](std::size_t y, const T* row) {
        if (y < row_ || y >= row_ + static_cast<std::size_t>(raster_.ny)) return;
        const std::size_t first = (y - row_) * static_cast<std::size_t>(raster_.nx);
        for (Slot& slot : slots_) {
            if (!open(slot, observation)) continue;
            if (slot.reading.kind == Reading::Kind::course) {
                follow(slot, row, stride, first);
            } else {
                add(slot, row, stride, first, weight(slot, observation));
            }
        }
    };
}

template <class T>
void Recorder<T>::follow(Slot& slot, const T* row, std::size_t stride, std::size_t first) const {
    double* const to = slot.current.data() + first;
    for (std::size_t s = 0; s < slot.reading.weights.size(); ++s) {
        reduce(slot, row, stride, s, [&](std::size_t from, std::size_t n, const double* v) {
            for (std::size_t i = 0; i < n; ++i) {
                to[from + i] = s == 0 ? v[i] : std::min(to[from + i], v[i]);
            }
        });
    }
}

template <class T>
void Recorder<T>::add(
    Slot& slot, const T* row, std::size_t stride, std::size_t first, double share) const {
    for (std::size_t s = 0; s < slot.reading.weights.size(); ++s) {
        double* const to = slot.slices[s].data() + first;
        reduce(slot, row, stride, s, [&](std::size_t from, std::size_t n, const double* v) {
            for (std::size_t i = 0; i < n; ++i) to[from + i] += share * v[i];
        });
    }
}

template <class T>
void Recorder<T>::commit(const Observation& observation) {
    for (Slot& slot : slots_) {
        if (slot.fold && open(slot, observation)) {
            slot.fold->accept(*observation.instant, slot.current);
        }
    }
}

template <class T>
bool Recorder<T>::wants_formation() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) {
        return slot.reading.kind == Reading::Kind::initial;
    });
}

template <class T>
bool Recorder<T>::wants_value(double time) const {
    return std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
        return slot.reading.kind == Reading::Kind::value && slot.reading.at == time;
    });
}

template <class T>
RowObserver<T> Recorder<T>::formation_observer(const VoxelField<T>& field, double sign) {
    return [this, stride = field.stride(), sign](std::size_t y, const T* row) {
        if (y < row_ || y >= row_ + static_cast<std::size_t>(raster_.ny)) return;
        const std::size_t first = (y - row_) * static_cast<std::size_t>(raster_.nx);
        for (Slot& slot : slots_) {
            if (slot.reading.kind != Reading::Kind::initial) continue;
            double* to = slot.slices[0].data() + first;
            reduce(slot, row, stride, 0, [&](std::size_t from, std::size_t n, const double* v) {
                for (std::size_t i = 0; i < n; ++i) to[from + i] += sign * v[i];
            });
        }
    };
}

template <class T>
RowObserver<T> Recorder<T>::value_observer(const VoxelField<T>& field, double time) {
    return [this, stride = field.stride(), time](std::size_t y, const T* row) {
        if (y < row_ || y >= row_ + static_cast<std::size_t>(raster_.ny)) return;
        const std::size_t first = (y - row_) * static_cast<std::size_t>(raster_.nx);
        for (Slot& slot : slots_) {
            if (slot.reading.kind != Reading::Kind::value || slot.reading.at != time) continue;
            for (std::size_t s = 0; s < slot.reading.weights.size(); ++s) {
                double* to = slot.slices[s].data() + first;
                reduce(slot, row, stride, s, [&](std::size_t from, std::size_t n, const double* v) {
                    for (std::size_t i = 0; i < n; ++i) to[from + i] = v[i];
                });
            }
        }
    };
}

template <class T>
std::vector<Map> Recorder<T>::finish() {
    std::vector<Map> maps;
    for (Slot& slot : slots_) {
        Map map{raster_, {}};
        if (slot.fold) {
            map.values = slot.fold->finish();
        } else {
            map.values = std::move(slot.slices[0]);
            for (std::size_t s = 1; s < slot.slices.size(); ++s) {
                for (std::size_t i = 0; i < map.values.size(); ++i) {
                    map.values[i] = std::min(map.values[i], slot.slices[s][i]);
                }
            }
        }
        maps.push_back(std::move(map));
    }
    return maps;
}

template class Recorder<float>;
template class Recorder<double>;

}  // namespace mesogrid::grid
