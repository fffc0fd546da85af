#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"
#include "engine/interfaces/pattern.hpp"

#include "models/catalogs.hpp"

namespace mesogrid::testing {

/// The pattern of a scenario's [pattern] table; throws InputError.
inline std::shared_ptr<const Pattern> read_pattern(const std::string& text,
                                                   const std::filesystem::path& root = {}) {
    const std::string file = root.empty() ? "pattern.toml" : (root / "pattern.toml").string();
    Params params(parse_toml(text, file), root);
    auto pattern = read_model(params, models::patterns(), "kind", "the pattern");
    params.finish();
    return pattern;
}

inline Outline rectangle(double width, double height, Point centre = {}) {
    return Outline::rectangle(width * units::mm, height * units::mm, centre);
}

inline std::vector<Point> laid(const std::string& text,
                               const Outline& outline,
                               std::uint64_t seed = 0) {
    return read_pattern(text)->positions({.outline = outline, .seed = seed});
}

/// The smallest distance of two points.
inline double least_distance(const std::vector<Point>& points) {
    double least = 1e300;
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) least = std::min(least, distance(points[i], points[k]));
    }
    return least;
}

inline std::size_t count_inside(const std::vector<Point>& points, const Outline& outline) {
    return static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(), [&](Point p) { return outline.contains(p); }));
}

/// Code of the first fault of a [pattern] table; 0 when it is read.
inline int fault_of(const std::string& text) {
    try {
        read_pattern(text);
        return 0;
    } catch (const InputError& error) {
        return error.diagnostics().front().code;
    }
}

}  // namespace mesogrid::testing
