#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/interfaces/depot_model.hpp"

#include "models/depots/layer_shares.hpp"
#include "models/depots/lens_law.hpp"

namespace mesogrid::models {

/// The three bodies that fluid can form: the lens of the dermis, the ellipsoids beneath it.
enum class Body : std::size_t { lens, fat, muscle };
inline constexpr std::size_t kBodies = 3;

/// A part below this share of the puncture joins the largest one: 5 um of the bevel do not make a
/// depot of their own (its diameter would be a fifth of the other's).
inline constexpr double kSliver = 0.01;

/// How one puncture's fluid lies: the sizes that all its depots have in common (models.md 2).
/// Lengths in mm, volumes in uL.
class LensFormation {
public:
    /// A puncture of this delivered volume, depth and path in this tissue; throws InputError where
    /// the tissue has no layer for its fluid (E0340, E0341).
    LensFormation(const LensLaw& law, const Puncture& puncture, const FormationContext& context);

    double volume() const { return volume_; }
    /// Mean shares over the path, as the outlet meets the layers.
    const LayerShares& shares() const { return shares_; }
    /// Fluid of each body, slivers counted with the body they join.
    double volume(Body body) const { return volumes_[static_cast<std::size_t>(body)]; }
    const DepotLayers& layers() const { return layers_; }

    double lens_radius() const { return lens_radius_; }
    /// min(T, 0.7 d)
    double engaged_thickness() const { return engaged_; }
    /// Mean fluid column over the lens's footprint, h.
    double mean_column() const;
    double peak_column() const;
    const Ellipsoid& ellipsoid(Body body) const;

    /// A line's path within the layer of a body; 0 for a bolus.
    double path(Body body) const;
    bool is_line() const { return length_ > 0.0; }
    /// Half of the path seen from above: from its middle to its deepest point.
    Point half_path() const { return half_path_; }
    /// The part of the path that feeds the lens, seen from above about the puncture's position: its
    /// middle, and half of it.
    struct Stretch {
        Point middle;
        Point half;
    };
    Stretch lens_stretch() const;

    /// The depots about the puncture's position; shapes of equal keys are shared.
    std::vector<Depot> depots(const Puncture& puncture, std::size_t index) const;

    /// What the depots of this puncture depend on, its place apart.
    static std::string key(const Puncture& puncture, const FormationContext& context);

private:
    void size_bodies(const LensLaw& law, const FormationContext& context);
    std::size_t points(const LensLaw& law) const;
    std::optional<DepotLayers::Place> place(Body body) const;
    std::string shape_key(Body body, double depth) const;
    std::shared_ptr<const DepotShape> shape(Body body, double depth) const;
    double centre(Body body, double depth) const;

    DepotLayers layers_;
    double span_;
    double volume_;
    double deepest_;
    double length_;
    double rise_;  ///< of the path
    Point half_path_;
    LayerShares shares_;
    std::array<std::size_t, kBodies> joins_{0, 1, 2};
    std::array<double, kBodies> volumes_{};
    double lens_radius_ = 0.0;
    double engaged_ = 0.0;
    std::array<Ellipsoid, kBodies> ellipsoids_{};
    std::size_t points_ = 1;
};

}  // namespace mesogrid::models
