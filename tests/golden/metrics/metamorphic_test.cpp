#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

/// What must not change, or must change one way only, when a protocol is moved, turned, mirrored,
/// numbered anew or given more.
namespace mesogrid {
namespace {

using support::GaussianDepots;
using support::JudgedMap;
using units::mm;

/// A protocol on the skin: corners of the target, depots of 3 mm, cells of 0.5 mm.
struct Protocol {
    Ring corners = {{-11.3, -8.1}, {9.7, -10.2}, {11.6, 7.9}, {-2.2, 10.4}};
    std::vector<Point> centres = {{-6.0, -4.0}, {3.0, -5.0}, {7.0, 4.0}, {-3.0, 5.0}, {1.0, 0.5}};
    Point origin{-12.0, -12.0};
    double amount = 30.0;

    JudgedMap judged() const {
        const Raster raster{origin, 0.5, 48, 48};
        std::vector<Puncture> punctures;
        for (const Point p : centres) {
            punctures.push_back({.id = static_cast<int>(punctures.size()) + 1,
                                 .position = p,
                                 .volume_asked = 20.0 * units::uL});
        }
        return JudgedMap({.outline = Outline::polygon(corners), .margin = 3.0 * mm},
                         support::cell_averages({centres, amount, 3.0}, raster),
                         punctures);
    }
    Protocol moved(const std::function<Point(Point)>& move) const {
        Protocol other = *this;
        for (Point& p : other.corners) p = move(p);
        for (Point& p : other.centres) p = move(p);
        return other;
    }
};

/// Relative; interiors go through integer micrometres, 1 um of a border of 3 mm and 60 mm around.
constexpr double kCut = 5e-4;
/// Of windows: a centre may lie wherever a cell holds some of the region, and such cells at a
/// slanted border come and go with that 1 um.
constexpr double kWindow = 5e-3;
/// Sums in another order; equal doses sorted another way.
constexpr double kRounding = 1e-9;

void expect_same(const JudgedMap& a, const JudgedMap& b) {
    ASSERT_EQ(a.result().measures.size(), b.result().measures.size());
    for (std::size_t m = 0; m < a.result().measures.size(); ++m) {
        const Measured& left = a.result().measures[m];
        const Measured& right = b.result().measures[m];
        ASSERT_EQ(left.full_name(), right.full_name());
        ASSERT_EQ(left.value.has_value(), right.value.has_value()) << left.full_name();
        if (!left.value || left.name == "path_length") continue;
        const double cut = left.name.rfind("SC_", 0) == 0 ? kWindow : kCut;
        const double tolerance = left.region == Region::whole ? kRounding : cut;
        EXPECT_NEAR(*left.value, *right.value, tolerance * std::max(1.0, std::abs(*left.value)))
            << left.full_name();
    }
}

TEST(EveryMeasure, StaysWhenAllIsShifted) {
    const Protocol here;
    Protocol there = here.moved([](Point p) { return p + Point{100.0, -40.0}; });
    there.origin = here.origin + Point{100.0, -40.0};
    expect_same(here.judged(), there.judged());
}

TEST(EveryMeasure, StaysWhenAllIsTurnedByAQuarter) {
    expect_same(Protocol().judged(),
                Protocol()
                    .moved([](Point p) {
                        return Point{-p.y, p.x};
                    })
                    .judged());
}

TEST(EveryMeasure, StaysWhenAllIsMirrored) {
    expect_same(Protocol().judged(),
                Protocol()
                    .moved([](Point p) {
                        return Point{-p.x, p.y};
                    })
                    .judged());
}

TEST(EveryMeasure, StaysWhenPuncturesAreNumberedAnew) {
    Protocol other;
    std::swap(other.centres[0], other.centres[3]);
    std::swap(other.centres[1], other.centres[4]);
    expect_same(Protocol().judged(), other.judged());
}

TEST(MoreProduct, NeverGivesLessDose) {
    Protocol more;
    more.amount *= 1.25;
    const JudgedMap before = Protocol().judged();
    const JudgedMap after = more.judged();
    for (const char* name : {"coverage",
                             "V50",
                             "V80",
                             "V150",
                             "D98",
                             "D95",
                             "D50",
                             "D2",
                             "mean_dose",
                             "gEUD_-10",
                             "gEUD_10",
                             "interior.D95"}) {
        EXPECT_GE(after.value(name), before.value(name)) << name;
    }
    // Scale-free measures do not notice.
    for (const char* name : {"CV", "CU", "DU_lq", "HI_icru", "SC_5", "ripple"}) {
        EXPECT_NEAR(after.value(name), before.value(name), 1e-9 * before.value(name)) << name;
    }
}

TEST(MorePunctures, NeverGiveLessCoverageOrLargerGaps) {
    Protocol more;
    more.centres.push_back({-8.0, 1.0});
    const JudgedMap before = Protocol().judged();
    const JudgedMap after = more.judged();
    for (const char* name : {"coverage", "interior.coverage", "V80", "D95", "mean_dose"}) {
        EXPECT_GE(after.value(name), before.value(name)) << name;
    }
    for (const char* name : {"gap_area", "largest_gap", "cold_spot_radius", "covering_radius"}) {
        EXPECT_LE(after.value(name), before.value(name)) << name;
    }
}

}  // namespace
}  // namespace mesogrid
