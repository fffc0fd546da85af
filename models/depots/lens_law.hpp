#pragma once

namespace mesogrid::models {

/// The constants of the closed-form depots (models.md 2, parameters.md 3). mm and uL.
struct LensLaw {
    double diameter = 5.0;           ///< of the wheal of the reference volume
    double volume = 20.0;            ///< the reference volume
    double exponent = 1.0 / 3.0;     ///< diameter = reference (V / reference volume)^exponent
    double engaged = 0.7;            ///< engaged thickness over diameter: 1 - swept fraction 0.3
    double fat_share = 0.2;          ///< share of hypodermis in the ellipsoid that the fluid takes
    double fat_aspect = 3.0;         ///< lateral to vertical semi-axis up to the onset
    double onset = 100.0;            ///< volume beyond which growth is the same in all directions
    double depot_share = 0.5;        ///< share of the peak that bounds the depot volume
    double height_share = 1.0;       ///< share of the fluid column that lifts the skin
    double span = 0.5;               ///< of the outlet (bevel), for the shares of layers
    double points_per_diameter = 8;  ///< depots of a line per diameter of its lens
};

/// Diameter of the lens of `volume` along a path of `length`: root of V = h(d) (pi d^2/4 + L d)
/// with the column h(d) = 4 V0/(pi d0^2) (d/d0)^(1/n - 2) of the point law, which is the result for
/// L = 0 (models.md 2.1, 2.4).
double lens_diameter(const LensLaw& law, double volume, double length);

/// Highest fluid column of lenses of that volume laid evenly along a path of `length`:
/// (3 V/(2 pi a^2 L)) integral of (1 - s^2/a^2)^(1/2) ds over the path about its middle; for L = 0
/// 3 V/(2 pi a^2) (models.md 2.1).
double peak_column(double volume, double length, double radius);

/// depot_volume of one lens (models.md 2.1): current tissue volume where the injectate's share of
/// the fluid, w/(porosity l + w), is at least law.depot_share of its own peak. l: engaged
/// thickness.
double lens_depot_volume(
    const LensLaw& law, double volume, double radius, double engaged_thickness, double porosity);

struct Ellipsoid {
    double lateral = 0.0;    ///< semi-axis a
    double vertical = 0.0;   ///< semi-axis b
    bool flattened = false;  ///< b was cut to half the layer's thickness
};

/// How a body below the dermis holds its fluid.
struct BodyLaw {
    double share = 1.0;   ///< of the tissue in it that the fluid takes
    double aspect = 1.0;  ///< a/b up to the onset
    double onset = 0.0;   ///< uL; beyond it equal outward growth
};

/// Semi-axes of a body of `volume` laid along a path of `length` in a layer of `thickness`:
/// V/share = (4/3) pi a^2 b + pi a b L with a = aspect b up to the volume `onset` (at L = 0),
/// beyond it a = a1 + delta, b = b1 + delta; then b <- min(b, thickness/2) and a from the same
/// volume (models.md 2.2, 2.4, 2.5).
Ellipsoid ellipsoid(const BodyLaw& law, double volume, double length, double thickness);

}  // namespace mesogrid::models
