#include "bench/p100_workload.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>

#include <malloc.h>
#include <sys/resource.h>

#include "engine/base/random.hpp"
#include "engine/base/units.hpp"

#include "models/depots/gaussian_shape.hpp"
#include "models/depots/lens_shape.hpp"

namespace mesogrid::bench {
namespace {

constexpr int kCells = 400;
constexpr int kPlanes = 40;
constexpr double kSpacing = 0.25;
constexpr double kWidth = kCells * kSpacing;
constexpr double kDepth = kPlanes * kSpacing;
constexpr double kSigma = 0.75;
constexpr double kDiffusivity = 1e-4;
constexpr double kClearance = 3.2e-5;

/// One puncture of the workload, in mm and relative amount.
struct Place {
    Point axis;
    double depth;
    double amount;
};

double draw(int puncture, std::uint32_t index) {
    return 2.0 * uniform_random({.seed = 100,
                                 .puncture = static_cast<std::uint32_t>(puncture),
                                 .purpose = RandomPurpose::pattern,
                                 .index = index}) -
           1.0;
}

std::vector<Place> places(Punctures punctures, int rows) {
    std::vector<Place> list;
    const double pitch = 80.0 / rows;
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < rows; ++i) {
            Place place{
                {50.0 + (i - 0.5 * (rows - 1)) * pitch, 50.0 + (j - 0.5 * (rows - 1)) * pitch},
                3.0,
                1.0};
            if (punctures == Punctures::varied) {
                const int id = j * rows + i;
                place.axis = place.axis + Point{draw(id, 0), draw(id, 1)};
                place.depth += 0.75 * draw(id, 2);
                place.amount += 0.3 * draw(id, 3);
            }
            list.push_back(place);
        }
    }
    return list;
}

/// Averages over cells of a normal density of variance s2 about x0, mirrored at 0 and `length`.
std::vector<double> cell_averages(double x0, double s2, double length, int cells) {
    const double h = length / cells;
    const double unit = 1.0 / std::sqrt(2.0 * s2);
    std::vector<double> averages(static_cast<std::size_t>(cells), 0.0);
    for (int image = -3; image <= 3; ++image) {
        for (const double centre : {2.0 * image * length + x0, 2.0 * image * length - x0}) {
            double low = std::erf(-centre * unit);
            for (int c = 0; c < cells; ++c) {
                const double high = std::erf(((c + 1) * h - centre) * unit);
                averages[static_cast<std::size_t>(c)] += 0.5 * (high - low) / h;
                low = high;
            }
        }
    }
    return averages;
}

/// Compares each plane with the exact field as it comes.
class CompareVoxels final : public Sink {
public:
    CompareVoxels(const TransportProblem& problem, std::vector<Place> list)
        : list_(std::move(list)), squares_(problem.snapshots.size()), wholes_(squares_.size()) {
        for (const auto& snapshot : problem.snapshots) {
            const double t = snapshot.at.base();
            const double s2 = kSigma * kSigma + 2.0 * kDiffusivity * t;
            auto& profiles = profiles_.emplace_back();
            for (const Place& place : list_) {
                const double amount = place.amount * std::exp(-kClearance * t);
                profiles.push_back({cell_averages(place.axis.x, s2, kWidth, kCells),
                                    cell_averages(place.axis.y, s2, kWidth, kCells),
                                    cell_averages(place.depth, s2, kDepth, kPlanes)});
                for (double& value : profiles.back().z) value *= amount;
            }
        }
    }

    void accept(ExposurePlane) override {}
    void accept(const SnapshotPlane& plane) override {
        std::vector<double> exact(plane.values.size(), 0.0);
        for (const Profiles& profile : profiles_[plane.snapshot]) {
            for (std::size_t j = 0; j < kCells; ++j) {
                const double row = profile.y[j] * profile.z[plane.plane];
                if (row == 0.0) continue;
                for (std::size_t i = 0; i < kCells; ++i)
                    exact[j * kCells + i] += row * profile.x[i];
            }
        }
        double square = 0.0;
        double whole = 0.0;
        for (std::size_t v = 0; v < exact.size(); ++v) {
            const double away = static_cast<double>(plane.values[v]) - exact[v];
            square += away * away;
            whole += exact[v] * exact[v];
        }
        const std::lock_guard<std::mutex> lock(mutex_);
        squares_[plane.snapshot] += square;
        wholes_[plane.snapshot] += whole;
    }

    std::vector<double> errors() const {
        std::vector<double> errors;
        for (std::size_t s = 0; s < squares_.size(); ++s) {
            errors.push_back(std::sqrt(squares_[s] / wholes_[s]));
        }
        return errors;
    }

private:
    struct Profiles {
        std::vector<double> x;
        std::vector<double> y;
        std::vector<double> z;
    };
    std::vector<Place> list_;
    std::vector<std::vector<Profiles>> profiles_;  ///< [snapshot][puncture]
    std::mutex mutex_;
    std::vector<double> squares_;
    std::vector<double> wholes_;
};

/// One voxel of the frozen reference.
struct ReferenceVoxel {
    std::size_t cell;  ///< index in the plane
    double value;
};

/// Compares the voxels of the frozen reference as planes come.
class CompareReference final : public Sink {
public:
    /// `wanted`: the value of the file's first column.
    CompareReference(const TransportProblem& problem,
                     const std::string& name,
                     const std::string& wanted)
        : snapshots_(problem.snapshots.size()),
          voxels_(snapshots_ * kPlanes),
          squares_(voxels_.size(), 0.0) {
        std::ifstream file(MESOGRID_SOURCE_DIR "/tests/reference/" + name);
        if (!file) throw std::runtime_error("tests/reference/" + name + " cannot be read");
        std::string line;
        std::getline(file, line);
        while (std::getline(file, line)) {
            std::array<std::string, 6> field;
            std::istringstream fields(line);
            for (std::string& entry : field) std::getline(fields, entry, ',');
            if (field[0] != wanted) continue;
            const std::size_t plane = std::stoul(field[1]) * kPlanes + std::stoul(field[4]);
            voxels_.at(plane).push_back(
                {std::stoul(field[3]) * kCells + std::stoul(field[2]), std::stod(field[5])});
        }
    }

    void accept(ExposurePlane) override {}
    void accept(const SnapshotPlane& plane) override {
        const std::size_t at = plane.snapshot * kPlanes + plane.plane;  // its own: no lock
        for (const ReferenceVoxel& voxel : voxels_[at]) {
            const double away = static_cast<double>(plane.values[voxel.cell]) - voxel.value;
            squares_[at] += away * away;
        }
    }

    std::vector<double> errors() const {
        std::vector<double> errors;
        for (std::size_t s = 0; s < snapshots_; ++s) {
            double square = 0.0;
            double whole = 0.0;
            for (std::size_t at = s * kPlanes; at < (s + 1) * kPlanes; ++at) {
                square += squares_[at];
                for (const ReferenceVoxel& voxel : voxels_[at]) whole += voxel.value * voxel.value;
            }
            errors.push_back(std::sqrt(square / whole));
        }
        return errors;
    }

private:
    std::size_t snapshots_;
    std::vector<std::vector<ReferenceVoxel>> voxels_;  ///< [snapshot * planes + plane]
    std::vector<double> squares_;
};

MediumLayer layer(double thickness, double diffusivity, double clearance) {
    return {.thickness = thickness * units::mm,
            .diffusivity = diffusivity * units::mm2_per_s,
            .clearance = clearance * units::per_s,
            .capacity = 1.0};
}

}  // namespace

TransportProblem p100(Punctures punctures, Layers layers, int rows) {
    TransportProblem problem;
    if (layers == Layers::one) {
        problem.medium.layers = {layer(kDepth, kDiffusivity, kClearance)};
    } else {
        problem.medium.layers = {
            layer(1.0, 0.5e-4, 2e-5), layer(4.0, 1e-4, 3.2e-5), layer(5.0, 2e-4, 5e-5)};
    }
    problem.concentration = Concentration::from_base(1.0);
    problem.raster = {{0.0, 0.0}, kSpacing, kCells, kCells};
    problem.walls = Walls::mirrored;
    std::shared_ptr<const DepotShape> shape;
    for (const Place& place : places(punctures, rows)) {
        if (!shape || punctures == Punctures::varied) {
            shape =
                std::make_shared<const models::GaussianShape>(kSigma, kSigma, place.depth, kDepth);
        }
        problem.depots.push_back({.puncture = problem.puncture_count++,
                                  .axis = place.axis,
                                  .fluid = place.amount * units::uL,
                                  .shape = shape,
                                  .class_key = write_number(place.depth)});
    }
    TransportProblem::Snapshot snapshot;
    for (int p = 0; p <= kPlanes; ++p) snapshot.faces.push_back(p * kSpacing * units::mm);
    for (const double hours : {1.0, 6.0, 24.0}) {
        snapshot.at = hours * units::h;
        problem.snapshots.push_back(snapshot);
    }
    return problem;
}

std::vector<double> exact_errors(const TransportProblem& problem, const Transport& transport) {
    std::vector<Place> list;
    for (const Depot& depot : problem.depots) {
        list.push_back({depot.axis, std::stod(depot.class_key), depot.fluid.base()});
    }
    CompareVoxels compare(problem, list);
    transport.solve(problem, compare);
    return compare.errors();
}

std::vector<double> reference_errors(const TransportProblem& problem,
                                     Punctures punctures,
                                     const Transport& transport) {
    CompareReference compare(
        problem, "p100_layers.csv", punctures == Punctures::varied ? "varied" : "alike");
    transport.solve(problem, compare);
    return compare.errors();
}

TransportProblem p100_lens_slow() {
    TransportProblem problem = p100(Punctures::alike, Layers::one);
    const double clearance = std::log(2.0) / 43200.0;
    problem.medium.layers = {
        layer(0.075, 0.69e-6, 0.0), layer(1.3, 2.3e-6, clearance), layer(4.5, 2.3e-6, clearance)};
    problem.medium.layers[0].capacity = 0.4;
    problem.medium.layers[1].capacity = 0.4;
    problem.medium.layers[2].capacity = 0.15;
    const auto lens = std::make_shared<const models::LensShape>(2.5, 0.075, 1.3);
    for (Depot& depot : problem.depots) {
        depot.fluid = 20.0 * units::uL;
        depot.shape = lens;
    }
    std::vector<Length> faces = {0.0 * units::mm, 0.025 * units::mm, 0.05 * units::mm};
    for (int p = 0; p <= 26; ++p) faces.push_back((0.075 + 0.05 * p) * units::mm);
    for (int p = 1; p <= 10; ++p) faces.push_back((1.375 + 0.3 * p) * units::mm);
    faces.push_back(5.875 * units::mm);
    for (auto& snapshot : problem.snapshots) snapshot.faces = faces;
    return problem;
}

std::vector<double> lens_slow_errors(const TransportProblem& problem, const Transport& transport) {
    CompareReference compare(problem, "p100_lens_slow.csv", "lens");
    transport.solve(problem, compare);
    return compare.errors();
}

void KeepVoxels::accept(const SnapshotPlane& plane) {
    std::copy(plane.values.begin(),
              plane.values.end(),
              voxels_.begin() + static_cast<std::ptrdiff_t>(plane.plane * plane.values.size()));
}

void restart_peak_memory() {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5\n";  // 5: the peak of resident memory
}

double peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace mesogrid::bench
