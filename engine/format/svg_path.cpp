#include "engine/format/svg_path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace mesogrid::svg {
namespace {

/// mm; farther points are no drawing of a treatment area.
constexpr double kFarthest = 1e4;

SvgPoint operator+(SvgPoint a, SvgPoint b) {
    return {a.x + b.x, a.y + b.y};
}
SvgPoint operator-(SvgPoint a, SvgPoint b) {
    return {a.x - b.x, a.y - b.y};
}
SvgPoint operator*(double factor, SvgPoint p) {
    return {factor * p.x, factor * p.y};
}
double length(SvgPoint p) {
    return std::hypot(p.x, p.y);
}

/// An arc by its centre (SVG 1.1, appendix F.6.5).
struct Arc {
    SvgPoint centre;
    double rx;
    double ry;
    double tilt;   ///< radians
    double from;   ///< parameter of the first point
    double sweep;  ///< signed

    SvgPoint at(double share) const {
        const double t = from + share * sweep;
        const double x = rx * std::cos(t);
        const double y = ry * std::sin(t);
        return centre + SvgPoint{x * std::cos(tilt) - y * std::sin(tilt),
                                 x * std::sin(tilt) + y * std::cos(tilt)};
    }
};

Arc arc_between(SvgPoint p, SvgPoint q, double rx, double ry, double tilt, bool large, bool sweep) {
    const SvgPoint half = 0.5 * (p - q);
    const double c = std::cos(tilt);
    const double s = std::sin(tilt);
    const SvgPoint u{c * half.x + s * half.y, -s * half.x + c * half.y};
    // Radii too small to reach are enlarged until they do.
    const double lack = (u.x / rx) * (u.x / rx) + (u.y / ry) * (u.y / ry);
    if (lack > 1.0) {
        rx *= std::sqrt(lack);
        ry *= std::sqrt(lack);
    }
    const double ux = u.x / rx;
    const double uy = u.y / ry;
    const double reach = ux * ux + uy * uy;
    double factor = reach > 0.0 ? std::sqrt(std::max(0.0, 1.0 / reach - 1.0)) : 0.0;
    if (large == sweep) factor = -factor;
    const SvgPoint v{factor * uy, -factor * ux};  // centre, in the frame of the unit circle
    const SvgPoint middle = 0.5 * (p + q);
    Arc arc{.centre = middle + SvgPoint{c * rx * v.x - s * ry * v.y, s * rx * v.x + c * ry * v.y},
            .rx = rx,
            .ry = ry,
            .tilt = tilt,
            .from = std::atan2(uy - v.y, ux - v.x),
            .sweep = 0.0};
    arc.sweep = std::atan2(-uy - v.y, -ux - v.x) - arc.from;
    if (sweep && arc.sweep < 0.0) arc.sweep += 2.0 * std::numbers::pi;
    if (!sweep && arc.sweep > 0.0) arc.sweep -= 2.0 * std::numbers::pi;
    return arc;
}

/// Collects the chords of one path.
class Flattening {
public:
    Flattening(const Matrix& to_mm, std::size_t& budget) : to_mm_(to_mm), budget_(budget) {}

    void move_to(SvgPoint p) {
        close();
        start_ = at_ = p;
        pending_ = true;
    }
    void line_to(SvgPoint p) {
        begin();
        add(to_mm_.apply(p));
        at_ = p;
    }
    /// A Bezier curve from the current point, of degree N.
    template <std::size_t N>
    void curve_to(const std::array<SvgPoint, N>& controls) {
        begin();
        std::array<SvgPoint, N + 1> p{to_mm_.apply(at_)};
        for (std::size_t i = 0; i < N; ++i) p[i + 1] = to_mm_.apply(controls[i]);
        double bend = 0.0;
        for (std::size_t i = 0; i + 2 <= N; ++i) {
            bend = std::max(bend, length(p[i] - 2.0 * p[i + 1] + p[i + 2]));
        }
        // Chords of a curve cut into n equal parameter steps lie within N(N-1)/(8 n^2) bend of it
        // (Wang, Proc Eurographics 1984).
        constexpr auto degree = static_cast<double>(N);
        const int pieces =
            count_of(std::sqrt(degree * (degree - 1.0) / 8.0 * bend / kSvgTolerance));
        for (int k = 1; k <= pieces; ++k) add(bezier(p, static_cast<double>(k) / pieces));
        at_ = controls[N - 1];
    }
    void arc_to(double rx, double ry, double degrees, bool large, bool sweep, SvgPoint end) {
        if (rx == 0.0 || ry == 0.0 || length(end - at_) == 0.0) {
            line_to(end);
            return;
        }
        begin();
        const Arc arc = arc_between(
            at_, end, std::abs(rx), std::abs(ry), degrees * std::numbers::pi / 180.0, large, sweep);
        // Sagitta of a chord: radius (1 - cos(step/2)).
        const double radius = std::max(arc.rx, arc.ry) * to_mm_.stretch();
        const double step = 2.0 * std::acos(std::max(0.0, 1.0 - kSvgTolerance / radius));
        const int pieces = count_of(std::abs(arc.sweep) / step);
        for (int k = 1; k < pieces; ++k) add(to_mm_.apply(arc.at(static_cast<double>(k) / pieces)));
        add(to_mm_.apply(end));
        at_ = end;
    }
    void close() {
        if (ring_.size() > 2) rings_.push_back(ring_);
        ring_.clear();
        at_ = start_;
        pending_ = true;
    }

    SvgPoint at() const { return at_; }
    std::vector<SvgRing> rings() {
        close();
        return std::move(rings_);
    }

private:
    template <std::size_t N>
    static SvgPoint bezier(std::array<SvgPoint, N> p, double t) {
        for (std::size_t level = N - 1; level > 0; --level) {
            for (std::size_t i = 0; i < level; ++i) p[i] = (1.0 - t) * p[i] + t * p[i + 1];
        }
        return p[0];
    }
    int count_of(double pieces) const {
        if (!(pieces < static_cast<double>(budget_))) refuse_size();
        return std::max(1, static_cast<int>(std::ceil(pieces)));
    }
    void begin() {
        if (pending_) add(to_mm_.apply(at_));
        pending_ = false;
    }
    void add(SvgPoint p) {
        if (!(std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest)) {
            throw Fault{.problem = "a point lies more than 10000 mm away",
                        .suggestion = "check width, height and viewBox"};
        }
        if (budget_ == 0) refuse_size();
        --budget_;
        ring_.push_back(p);
    }
    [[noreturn]] static void refuse_size() {
        throw Fault{.code = 373,
                    .problem = fmt::format("the drawing has more than {} points", kMostSvgPoints),
                    .suggestion = "a simpler path"};
    }

    Matrix to_mm_;
    std::size_t& budget_;
    SvgPoint start_;
    SvgPoint at_;
    bool pending_ = true;  ///< the current point begins the next ring
    SvgRing ring_;
    std::vector<SvgRing> rings_;
};

/// Reads the commands of path data (SVG 1.1, section 8.3).
class PathReader {
public:
    PathReader(std::string_view data, const Matrix& to_mm, std::size_t& budget)
        : scanner_(data), out_(to_mm, budget) {}

    std::vector<SvgRing> read() {
        scanner_.skip_blanks();
        if (!scanner_.at_end() && scanner_.peek() != 'M' && scanner_.peek() != 'm') {
            scanner_.refuse("a path begins with M");
        }
        while (!scanner_.at_end()) {
            const char command = scanner_.take();
            scanner_.skip_blanks();
            relative_ = command >= 'a' && command <= 'z';
            const char kind = relative_ ? static_cast<char>(command - 'a' + 'A') : command;
            if (kind == 'Z') {
                out_.close();
                last_ = 'Z';
                continue;
            }
            segment(kind);
            while (scanner_.at_number()) segment(kind == 'M' ? 'L' : kind);
        }
        return out_.rings();
    }

private:
    double coordinate(double of_current) {
        return scanner_.number() + (relative_ ? of_current : 0.0);
    }
    SvgPoint point() {
        const SvgPoint from = out_.at();
        const double x = coordinate(from.x);
        return {x, coordinate(from.y)};
    }
    /// The last control point mirrored at the current one, when the last command was of its kind.
    SvgPoint reflected(char kind, char smooth) const {
        const SvgPoint at = out_.at();
        return last_ == kind || last_ == smooth ? at + (at - control_) : at;
    }

    void segment(char kind) {
        const SvgPoint at = out_.at();
        switch (kind) {
            case 'M':
                out_.move_to(point());
                break;
            case 'L':
                out_.line_to(point());
                break;
            case 'H':
                out_.line_to({coordinate(at.x), at.y});
                break;
            case 'V':
                out_.line_to({at.x, coordinate(at.y)});
                break;
            case 'C':
                cubic(point());
                break;
            case 'S':
                cubic(reflected('C', 'S'));
                break;
            case 'Q':
                quadratic(point());
                break;
            case 'T':
                quadratic(reflected('Q', 'T'));
                break;
            case 'A':
                arc();
                break;
            default:
                scanner_.refuse("an unknown command stands before");
        }
        last_ = kind;
    }
    void cubic(SvgPoint first) {
        control_ = point();
        out_.curve_to<3>({first, control_, point()});
    }
    void quadratic(SvgPoint control) {
        control_ = control;
        out_.curve_to<2>({control, point()});
    }
    void arc() {
        const double rx = scanner_.number();
        const double ry = scanner_.number();
        const double tilt = scanner_.number();
        const bool large = scanner_.flag();
        const bool sweep = scanner_.flag();
        out_.arc_to(rx, ry, tilt, large, sweep, point());
    }

    Scanner scanner_;
    Flattening out_;
    SvgPoint control_;
    char last_ = 'M';
    bool relative_ = false;
};

}  // namespace

std::vector<SvgRing> flatten_path(std::string_view data, const Matrix& to_mm, std::size_t& budget) {
    return PathReader(data, to_mm, budget).read();
}

}  // namespace mesogrid::svg
