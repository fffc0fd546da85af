#include <mutex>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"

#include "tests/support/transport_case.hpp"

/// Three-dimensional snapshots of depots whose edges are too sharp for lateral modes.
namespace mesogrid {
namespace {

using support::raster_at;
using support::TransportCase;

class KeptPlanes final : public Sink {
public:
    void accept(ExposurePlane plane) override { maps.push_back(std::move(plane.map)); }
    void accept(const SnapshotPlane& plane) override {
        const std::lock_guard<std::mutex> lock(mutex_);
        const std::size_t needed = std::max(planes.size(), plane.snapshot + 1);
        planes.resize(needed);
        planes[plane.snapshot].resize(std::max(planes[plane.snapshot].size(), plane.plane + 1));
        planes[plane.snapshot][plane.plane].assign(plane.values.begin(), plane.values.end());
    }
    std::vector<Map> maps;
    std::vector<std::vector<std::vector<double>>> planes;  ///< [snapshot][plane]

private:
    std::mutex mutex_;
};

const std::vector<double> kFaces = {0.0, 0.4, 0.9, 1.3, 2.1, 3.3};

/// Two layers, a ball of 1.1 mm off the cells' symmetry and a second one that formed later.
TransportCase sharp(Walls walls) {
    TransportCase c({{1.3, 4e-5, 2e-5, 0.4}, {2.0, 8e-5, 1e-5, 0.15}},
                    raster_at(-3.0, -3.0, 0.25, 24, 24),
                    walls);
    c.uniform_cells(0.1);
    c.add(std::make_shared<models::BallShape>(1.1, 1.2, 3.3), {0.03, -0.11}, 10.0);
    c.add(std::make_shared<models::BallShape>(1.1, 1.2, 3.3), {1.28, 0.89}, 4.0);
    return c;
}

void snapshot_at(TransportCase& c, double at) {
    std::vector<Length> faces;
    for (const double face : kFaces) faces.push_back(Length::from_base(face));
    c.problem.snapshots.push_back({Duration::from_base(at), faces});
}

void solve(const TransportCase& c, KeptPlanes& kept) {
    SpectralTransport(c.options).solve(c.problem, kept);
}

TEST(SharpSnapshots, AgreeWithModesAtTheirSwitch) {
    // D t (2 pi/h)^2 = ln(1e6): modes leave out a millionth of a depot.
    const double at = std::log(1e6) / (4e-5 * std::pow(2.0 * M_PI / 0.25, 2.0));
    for (const Walls walls : {Walls::open, Walls::mirrored}) {
        TransportCase c = sharp(walls);
        snapshot_at(c, at * (1.0 + 1e-9));
        KeptPlanes by_modes;
        solve(c, by_modes);
        c.problem.snapshots.clear();
        snapshot_at(c, at * (1.0 - 1e-9));
        KeptPlanes directly;
        solve(c, directly);
        double most = 0.0;
        for (const auto& plane : by_modes.planes[0]) most = std::max(most, support::peak(plane));
        for (std::size_t p = 0; p + 1 < kFaces.size(); ++p) {
            // what modes leave out, 1e-6 of a depot's peak, and single precision
            EXPECT_LE(support::largest_difference(by_modes.planes[0][p], directly.planes[0][p]),
                      4e-6 * most)
                << "plane " << p;
        }
    }
}

TEST(SharpSnapshots, HoldLayerByLayerWhatTheMapsHold) {
    // From a second after the first depot formed to when modes serve one depot and not the other.
    TransportCase c = sharp(Walls::open);
    c.problem.depots[1].formed_at = Duration::from_base(1000.0);
    c.problem.balance_at = Duration::from_base(2000.0);
    for (const double at : {0.0, 1.0, 60.0, 1000.0, 1060.0}) {
        snapshot_at(c, at);
        for (std::size_t p = 0; p + 1 < kFaces.size(); ++p) {
            c.ask(ExposureQuantity::concentration,
                  Reduction::depth_mean,
                  kFaces[p],
                  kFaces[p + 1],
                  at);
        }
    }
    KeptPlanes kept;
    solve(c, kept);
    const std::size_t planes = kFaces.size() - 1;
    for (std::size_t s = 0; s < kept.planes.size(); ++s) {
        for (std::size_t p = 0; p < planes; ++p) {
            const std::vector<double>& map = kept.maps[s * planes + p].values;
            // direct maps and planes leave out 1e-9 and 1e-7 of a depot; single precision
            EXPECT_LE(support::largest_difference(kept.planes[s][p], map), 2e-6 * 10.0)
                << "snapshot " << s << ", plane " << p;
        }
        EXPECT_GT(support::peak(kept.planes[s][2]), 1.0);
    }
}

TEST(SharpSnapshots, KeepSharpEdgesWhereNothingMoves) {
    TransportCase c({{3.3, 0.0, 1e-4, 0.4}}, raster_at(-3.0, -3.0, 0.25, 24, 24), Walls::open);
    c.add(std::make_shared<models::BallShape>(1.1, 1.6, 3.3), {0.0, 0.0}, 10.0);
    snapshot_at(c, 0.0);
    snapshot_at(c, 3600.0);
    KeptPlanes kept;
    solve(c, kept);
    for (std::size_t p = 0; p + 1 < kFaces.size(); ++p) {
        for (std::size_t i = 0; i < kept.planes[0][p].size(); ++i) {
            EXPECT_NEAR(kept.planes[1][p][i], std::exp(-0.36) * kept.planes[0][p][i], 2e-7 * 2.0);
        }
    }
}

TEST(SharpSnapshots, HaveTheSameBitsForAnyNumberOfThreads) {
    TransportCase c = sharp(Walls::open);
    snapshot_at(c, 30.0);
    KeptPlanes one;
    set_thread_count(1);
    solve(c, one);
    KeptPlanes three;
    set_thread_count(3);
    solve(c, three);
    EXPECT_EQ(one.planes, three.planes);
}

}  // namespace
}  // namespace mesogrid
