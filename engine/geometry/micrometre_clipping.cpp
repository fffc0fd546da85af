#include "engine/geometry/micrometre_clipping.hpp"

#include <cmath>

#include <polyclipping/clipper.hpp>

namespace mesogrid::geometry {
namespace {

constexpr double kMicrometresPerMillimetre = 1000.0;
constexpr double kArcTolerance = 1.0;  // um

ClipperLib::Paths to_paths(const std::vector<Ring>& rings) {
    ClipperLib::Paths paths;
    paths.reserve(rings.size());
    for (const Ring& ring : rings) {
        ClipperLib::Path path;
        path.reserve(ring.size());
        for (const Point corner : ring) {
            path.emplace_back(std::llround(corner.x * kMicrometresPerMillimetre),
                              std::llround(corner.y * kMicrometresPerMillimetre));
        }
        paths.push_back(std::move(path));
    }
    return paths;
}

std::vector<Ring> to_rings(const ClipperLib::Paths& paths) {
    std::vector<Ring> rings;
    rings.reserve(paths.size());
    for (const ClipperLib::Path& path : paths) {
        if (ClipperLib::Area(path) == 0.0) continue;
        Ring ring;
        ring.reserve(path.size());
        for (const ClipperLib::IntPoint& corner : path) {
            ring.push_back({static_cast<double>(corner.X) / kMicrometresPerMillimetre,
                            static_cast<double>(corner.Y) / kMicrometresPerMillimetre});
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

std::vector<Ring> combined(ClipperLib::ClipType operation,
                           const std::vector<Ring>& subject,
                           const std::vector<Ring>& clip) {
    ClipperLib::Clipper clipper;
    clipper.AddPaths(to_paths(subject), ClipperLib::ptSubject, true);
    clipper.AddPaths(to_paths(clip), ClipperLib::ptClip, true);
    ClipperLib::Paths result;
    clipper.Execute(operation, result, ClipperLib::pftNonZero, ClipperLib::pftNonZero);
    return to_rings(result);
}

}  // namespace

std::vector<Ring> difference(const std::vector<Ring>& subject, const std::vector<Ring>& clip) {
    return combined(ClipperLib::ctDifference, subject, clip);
}

std::vector<Ring> intersection(const std::vector<Ring>& subject, const std::vector<Ring>& clip) {
    return combined(ClipperLib::ctIntersection, subject, clip);
}

std::vector<Ring> filled(const std::vector<Ring>& rings, FillRule rule) {
    const auto fill = rule == FillRule::evenodd ? ClipperLib::pftEvenOdd : ClipperLib::pftNonZero;
    ClipperLib::Clipper clipper;
    clipper.AddPaths(to_paths(rings), ClipperLib::ptSubject, true);
    ClipperLib::Paths result;
    clipper.Execute(ClipperLib::ctUnion, result, fill, fill);
    return to_rings(result);
}

std::vector<Ring> shrunk(const std::vector<Ring>& rings, double margin) {
    ClipperLib::ClipperOffset offset(2.0, kArcTolerance);
    offset.AddPaths(to_paths(rings), ClipperLib::jtRound, ClipperLib::etClosedPolygon);
    ClipperLib::Paths result;
    offset.Execute(result, -margin * kMicrometresPerMillimetre);
    return to_rings(result);
}

}  // namespace mesogrid::geometry
