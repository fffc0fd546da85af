#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Areas drawn in an SVG file, as polygons in millimetres. The subset: path, polygon, rect, ellipse
/// and circle, with the transforms translate, scale, rotate and matrix, in groups; the page's size
/// comes from width, height and viewBox (SVG 1.1; 1 px is 1/96 inch).
namespace mesogrid {

/// A point of the page, mm: x to the right, y upwards from the lower edge.
struct SvgPoint {
    double x = 0.0;
    double y = 0.0;
};

/// Closed; the last point joins the first.
using SvgRing = std::vector<SvgPoint>;

enum class SvgFillRule { nonzero, evenodd };

struct SvgShape {
    std::string name;  ///< for messages: path "cheek"
    std::vector<SvgRing> rings;
    SvgFillRule fill_rule = SvgFillRule::nonzero;
};

/// Limits of a drawing.
inline constexpr std::size_t kMostSvgBytes = 4U << 20U;
inline constexpr std::size_t kMostSvgElements = 100000;
inline constexpr std::size_t kMostSvgPoints = 100000;
inline constexpr int kDeepestSvg = 64;
/// Farthest that a chord may lie from its curve, mm.
inline constexpr double kSvgTolerance = 0.01;

/// The shapes whose own or whose group's id or class is `element`; with an empty `element` the
/// only shape of the drawing. What lies in defs, symbol, clipPath, mask, marker and pattern is not
/// drawn and not read. Curves become chords within kSvgTolerance of them.
/// Throws InputError with line and column, naming the element: not XML or no SVG (E0368), no
/// physical size (E0369), an element or attribute outside the subset (E0370), path data (E0371), no
/// such element or several shapes (E0372), limits (E0373).
std::vector<SvgShape> read_svg(std::string_view text,
                               const std::string& file,
                               std::string_view element);

}  // namespace mesogrid
