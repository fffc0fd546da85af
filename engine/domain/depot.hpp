#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "engine/base/quantity.hpp"
#include "engine/geometry/point.hpp"

namespace mesogrid {

/// Shape of a depot of unit amount, axisymmetric about the vertical through its outlet, in the
/// reference frame: density p(r, z) in 1/mm3 with integral 1 over the tissue. Depths and radii in
/// mm. Everything here is exact for the shape (closed form or quadrature to 1e-13), never sampled,
/// so every solver gets the exact amount on its own grid.
class DepotShape {
public:
    virtual ~DepotShape() = default;

    /// Share of the amount between two depths; the shares of a partition of the tissue sum to 1.
    double share(double top, double bottom) const { return transform(0.0, top, bottom); }

    /// Lateral Hankel transform of the slab between two depths:
    /// integral of p(r, z) J0(k r) 2 pi r dr dz, k in 1/mm; at k = 0 the share of the amount.
    virtual double transform(double k, double top, double bottom) const = 0;

    /// Where the shape is a product of a lateral and a vertical profile: the lateral factor, so
    /// that transform(k, top, bottom) = lateral_transform(k) share(top, bottom). Empty for other
    /// shapes.
    virtual std::optional<double> lateral_transform(double /*k*/) const { return std::nullopt; }

    /// For such a product: share of the lateral profile over [0, x] x [0, y] about the axis (x, y
    /// not negative), where a closed form exists.
    virtual std::optional<double> lateral_rectangle(double /*x*/, double /*y*/) const {
        return std::nullopt;
    }

    /// Share of the amount over [0, x] x [0, y] about the axis (x, y not negative) and between two
    /// depths, where a closed form exists: solvers then draw the depot on any raster exactly.
    virtual std::optional<double> rectangle(double x, double y, double top, double bottom) const {
        const std::optional<double> lateral = lateral_rectangle(x, y);
        return lateral ? std::optional(*lateral * share(top, bottom)) : std::nullopt;
    }

    /// Share of the amount within `radius` of the axis and between two depths.
    virtual double enclosed(double radius, double top, double bottom) const = 0;

    /// Density at a point, 1/mm3 (for probes and pictures; never for amounts).
    virtual double density(double r, double z) const = 0;

    /// Radius beyond which less than 1e-12 of the amount lies (exact for compact shapes).
    virtual double support_radius() const = 0;

    /// Smallest length over which the shape varies laterally: sigma, or a radius.
    virtual double lateral_scale() const = 0;

    /// Radii, ascending, between which enclosed() is smooth, where the shape has sharp rings.
    virtual std::span<const double> sharp_radii() const { return {}; }

    /// Smallest length over which the shape varies in depth.
    virtual double vertical_scale() const = 0;

    /// Wavenumber beyond which |transform| stays below `tolerance`; compact sharp shapes return the
    /// bound of their algebraic decay.
    virtual double highest_wavenumber(double tolerance) const = 0;
};

/// One depot at t = 0+ of its session.
struct Depot {
    std::size_t puncture = 0;  ///< index into the punctures of the run
    Point axis;                ///< mm
    Volume fluid;              ///< injectate in this depot; times concentration: the amount
    Duration formed_at;        ///< on the run's clock; 0: end of injection of the first session
    std::shared_ptr<const DepotShape> shape;  ///< shared by all depots of one class
    std::string class_key;                    ///< equal keys: the same shape, bit for bit
};

}  // namespace mesogrid
