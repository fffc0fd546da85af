#include "models/depots/lens_formation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/base/units.hpp"

#include "models/depots/ellipsoid_shape.hpp"
#include "models/depots/lens_shape.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

std::array<double, kBodies> by_body(const LayerShares& shares) {
    return {shares.lens(), shares.hypodermis, shares.muscle};
}

/// The body that each body's part joins: itself, or the largest where it is a sliver.
std::array<std::size_t, kBodies> slivers_joined(const std::array<double, kBodies>& parts) {
    const auto largest =
        static_cast<std::size_t>(std::max_element(parts.begin(), parts.end()) - parts.begin());
    std::array<std::size_t, kBodies> joins{};
    for (std::size_t b = 0; b < kBodies; ++b) joins[b] = parts[b] < kSliver ? largest : b;
    return joins;
}

std::array<double, kBodies> joined(const std::array<double, kBodies>& parts,
                                   const std::array<std::size_t, kBodies>& joins) {
    std::array<double, kBodies> sums{};
    for (std::size_t b = 0; b < kBodies; ++b) sums[joins[b]] += parts[b];
    return sums;
}

/// A gel pushes tissue aside as a sphere; a liquid spreads between the septa of fat (models.md 2.2,
/// 2.5); muscle, where named, as fat but of aspect 1 (2.3).
BodyLaw body_law(const LensLaw& law, FormsAs forms_as, Body body) {
    if (forms_as == FormsAs::gel) return {};
    const double aspect = body == Body::fat ? law.fat_aspect : 1.0;
    return {.share = law.fat_share, .aspect = aspect, .onset = law.onset};
}

}  // namespace

LensFormation::LensFormation(const LensLaw& law,
                             const Puncture& puncture,
                             const FormationContext& context)
    : layers_(context.tissue),
      span_(law.span),
      volume_(puncture.volume_delivered().base()),
      deepest_(puncture.depth.base()),
      length_(context.delivery.technique == Technique::line ? context.delivery.length.base() : 0.0),
      rise_(length_ * std::sin(context.delivery.angle.base())) {
    const double half = 0.5 * length_ * std::cos(context.delivery.angle.base());
    const double heading = context.delivery.direction.base();
    half_path_ = {half * std::cos(heading), half * std::sin(heading)};
    shares_ = layers_.shares({deepest_, deepest_ - rise_}, span_);
    const std::array<double, kBodies> parts = by_body(shares_);
    joins_ = slivers_joined(parts);
    volumes_ = joined(parts, joins_);
    for (double& part : volumes_) part *= volume_;
    size_bodies(law, context);
    points_ = points(law);
}

void LensFormation::size_bodies(const LensLaw& law, const FormationContext& context) {
    if (volume(Body::lens) > 0.0) {
        const double diameter = lens_diameter(law, volume(Body::lens), path(Body::lens));
        lens_radius_ = 0.5 * diameter;
        engaged_ = std::min(layers_.dermis()->thickness, law.engaged * diameter);
    }
    for (const Body body : {Body::fat, Body::muscle}) {
        if (volume(body) <= 0.0) continue;
        ellipsoids_[static_cast<std::size_t>(body)] =
            models::ellipsoid(body_law(law, context.product.forms_as, body),
                              volume(body),
                              path(body),
                              place(body)->thickness);
    }
}

/// N = ceil(L/(d/8)) with the narrowest body's diameter (models.md 2.4).
std::size_t LensFormation::points(const LensLaw& law) const {
    if (!is_line()) return 1;
    double narrowest = std::numeric_limits<double>::infinity();
    for (const double radius :
         {lens_radius_, ellipsoid(Body::fat).lateral, ellipsoid(Body::muscle).lateral}) {
        if (radius > 0.0) narrowest = std::min(narrowest, radius);
    }
    const double apart = 2.0 * narrowest / law.points_per_diameter;
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(length_ / apart - 1e-9)));
}

double LensFormation::path(Body body) const {
    return volume_ > 0.0 ? length_ * volume(body) / volume_ : 0.0;
}

double LensFormation::mean_column() const {
    const double d = 2.0 * lens_radius_;
    return volume(Body::lens) / (d * (0.25 * pi * d + path(Body::lens)));
}

double LensFormation::peak_column() const {
    return models::peak_column(volume(Body::lens), path(Body::lens), lens_radius_);
}

LensFormation::Stretch LensFormation::lens_stretch() const {
    // from the deepest outlet whose span still meets the dermis
    const double beyond = deepest_ - (layers_.dermis()->bottom() + 0.5 * span_);
    const double first = rise_ > 0.0 ? std::clamp(beyond / rise_, 0.0, 1.0) : 0.0;
    return {-first * half_path_, (1.0 - first) * half_path_};
}

const Ellipsoid& LensFormation::ellipsoid(Body body) const {
    return ellipsoids_[static_cast<std::size_t>(body)];
}

std::optional<DepotLayers::Place> LensFormation::place(Body body) const {
    if (body == Body::lens) return layers_.dermis();
    return body == Body::fat ? layers_.hypodermis() : layers_.muscle();
}

/// Top of the lens's window, or centre of an ellipsoid: at the outlet, moved into the layer.
double LensFormation::centre(Body body, double depth) const {
    const DepotLayers::Place layer = *place(body);
    if (body == Body::lens) {
        const double lowest = std::max(layer.top, layer.bottom() - engaged_);
        return std::clamp(depth - 0.5 * engaged_, layer.top, lowest);
    }
    const double b = ellipsoid(body).vertical;
    return std::clamp(depth, layer.top + b, std::max(layer.top + b, layer.bottom() - b));
}

std::string LensFormation::shape_key(Body body, double depth) const {
    const double at = centre(body, depth);
    if (body == Body::lens) {
        return "lens " + write_number(lens_radius_) + " " + write_number(at) + " " +
               write_number(engaged_);
    }
    const Ellipsoid& size = ellipsoid(body);
    return "ellipsoid " + write_number(size.lateral) + " " + write_number(size.vertical) + " " +
           write_number(at);
}

std::shared_ptr<const DepotShape> LensFormation::shape(Body body, double depth) const {
    const double at = centre(body, depth);
    if (body == Body::lens) return std::make_shared<const LensShape>(lens_radius_, at, engaged_);
    const Ellipsoid& size = ellipsoid(body);
    return std::make_shared<const EllipsoidShape>(size.lateral, size.vertical, at);
}

std::vector<Depot> LensFormation::depots(const Puncture& puncture, std::size_t index) const {
    std::vector<Depot> depots;
    std::map<std::string, std::shared_ptr<const DepotShape>> shapes;
    const auto count = static_cast<double>(points_);
    for (std::size_t i = 0; i < points_ && volume_ > 0.0; ++i) {
        const double along = (static_cast<double>(i) + 0.5) / count;  // from the deepest point
        const double depth = deepest_ - rise_ * along;
        const Point axis = puncture.position + (1.0 - 2.0 * along) * half_path_;
        // every point's own part of the path, so that the points add up to the shares of the whole
        const double from = deepest_ - rise_ * static_cast<double>(i) / count;
        const double to = deepest_ - rise_ * static_cast<double>(i + 1) / count;
        const auto parts = joined(by_body(layers_.shares({from, to}, span_)), joins_);
        for (const Body body : {Body::lens, Body::fat, Body::muscle}) {
            const double part = parts[static_cast<std::size_t>(body)];
            if (part <= 0.0) continue;
            std::string key = shape_key(body, depth);
            std::shared_ptr<const DepotShape>& made = shapes[key];
            if (!made) made = shape(body, depth);
            depots.push_back({.puncture = index,
                              .axis = axis,
                              .fluid = Volume::from_base(part * volume_ / count),
                              .shape = made,
                              .class_key = std::move(key)});
        }
    }
    return depots;
}

std::string LensFormation::key(const Puncture& puncture, const FormationContext& context) {
    const Delivery& delivery = context.delivery;
    std::string key = "swollen-lens " + write_number(puncture.volume_delivered().base()) + " " +
                      write_number(puncture.depth.base());
    if (delivery.technique == Technique::line) {
        key += " line " + write_number(delivery.length.base()) + " " +
               write_number(delivery.angle.base()) + " " + write_number(delivery.direction.base());
    }
    if (context.product.forms_as == FormsAs::gel) key += " gel";
    for (const Layer& layer : context.tissue.layers) {
        key += " " + layer.name + " " + write_number(layer.thickness.base());
    }
    return key;
}

}  // namespace mesogrid::models
