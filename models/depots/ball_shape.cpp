#include "models/depots/ball_shape.hpp"

#include <algorithm>
#include <numbers>

#include "engine/base/contracts.hpp"

#include "models/depots/mirrored_column.hpp"
#include "models/depots/unit_ball.hpp"

namespace mesogrid::models {

BallShape::BallShape(double radius, double centre, double tissue_depth)
    : radius_(radius), centre_(centre), tissue_depth_(tissue_depth) {
    MESOGRID_EXPECTS(radius > 0.0 && centre >= 0.0 && centre <= tissue_depth);
}

double BallShape::transform(double k, double top, double bottom) const {
    double sum = 0.0;
    for_each_image(top, bottom, tissue_depth_, centre_, radius_, [&](double low, double high) {
        const double a = std::clamp((low - centre_) / radius_, -1.0, 1.0);
        const double b = std::clamp((high - centre_) / radius_, -1.0, 1.0);
        sum += unit_ball::transform(k * radius_, a, b);
    });
    return sum;
}

double BallShape::enclosed(double radius, double top, double bottom) const {
    double sum = 0.0;
    const double r = std::min(1.0, radius / radius_);
    for_each_image(top, bottom, tissue_depth_, centre_, radius_, [&](double low, double high) {
        const double a = std::clamp((low - centre_) / radius_, -1.0, 1.0);
        const double b = std::clamp((high - centre_) / radius_, -1.0, 1.0);
        sum += unit_ball::enclosed(r, a, b);
    });
    return sum;
}

std::optional<double> BallShape::rectangle(double x, double y, double top, double bottom) const {
    double sum = 0.0;
    for_each_image(top, bottom, tissue_depth_, centre_, radius_, [&](double low, double high) {
        const double a = std::clamp((low - centre_) / radius_, -1.0, 1.0);
        const double b = std::clamp((high - centre_) / radius_, -1.0, 1.0);
        sum += unit_ball::rectangle(x / radius_, y / radius_, a, b);
    });
    return sum;
}

double BallShape::density(double r, double z) const {
    double images = 0.0;
    for_each_image(z, tissue_depth_, centre_, radius_, [&](double image) {
        const double u = image - centre_;
        if (r * r + u * u < radius_ * radius_) images += 1.0;
    });
    return images * 3.0 / (4.0 * std::numbers::pi * radius_ * radius_ * radius_);
}

double BallShape::highest_wavenumber(double tolerance) const {
    return unit_ball::highest_wavenumber_of_slabs(tolerance) / radius_;
}

}  // namespace mesogrid::models
