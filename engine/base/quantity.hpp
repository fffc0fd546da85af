#pragma once

#include <cmath>
#include <compare>
#include <concepts>

namespace mesogrid {

/// Exponents of the base dimensions of a physical quantity.
/// Base units: mm, s, ug (mechanical mass: only inside pressure, viscosity and molar mass),
/// amount of a solute (its label travels beside the number, see amount.hpp), rad.
struct Dimension {
    int length = 0;
    int time = 0;
    int mass = 0;
    int amount = 0;
    int angle = 0;

    friend constexpr bool operator==(const Dimension&, const Dimension&) = default;
};

constexpr Dimension operator+(const Dimension& a, const Dimension& b) {
    return {a.length + b.length,
            a.time + b.time,
            a.mass + b.mass,
            a.amount + b.amount,
            a.angle + b.angle};
}

constexpr Dimension operator-(const Dimension& a, const Dimension& b) {
    return {a.length - b.length,
            a.time - b.time,
            a.mass - b.mass,
            a.amount - b.amount,
            a.angle - b.angle};
}

/// One double in base units whose dimension the compiler checks.
/// Adding or comparing two dimensions does not compile; a product or quotient has the product or
/// quotient dimension, and a ratio of equal dimensions is a plain double.
/// Take .base() once at the door of a kernel; make one with `2.5 * units::mm`.
template <Dimension D>
class Quantity {
public:
    static constexpr Dimension dimension = D;

    constexpr Quantity() = default;
    static constexpr Quantity from_base(double value) { return Quantity(value); }
    constexpr double base() const { return value_; }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator-(Quantity a) { return Quantity(-a.value_); }
    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return Quantity(a.value_ + b.value_);
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return Quantity(a.value_ - b.value_);
    }
    friend constexpr Quantity operator*(double factor, Quantity a) {
        return Quantity(factor * a.value_);
    }
    friend constexpr Quantity operator*(Quantity a, double factor) { return factor * a; }
    friend constexpr Quantity operator/(Quantity a, double divisor) {
        return Quantity(a.value_ / divisor);
    }
    constexpr Quantity& operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        value_ -= other.value_;
        return *this;
    }

private:
    explicit constexpr Quantity(double value) : value_(value) {}
    double value_ = 0.0;
};

template <Dimension A, Dimension B>
constexpr auto operator*(Quantity<A> a, Quantity<B> b) {
    if constexpr (A + B == Dimension{}) {
        return a.base() * b.base();
    } else {
        return Quantity<A + B>::from_base(a.base() * b.base());
    }
}

template <Dimension A, Dimension B>
constexpr auto operator/(Quantity<A> a, Quantity<B> b) {
    if constexpr (A == B) {
        return a.base() / b.base();
    } else {
        return Quantity<A - B>::from_base(a.base() / b.base());
    }
}

template <Dimension D>
constexpr auto operator/(double a, Quantity<D> b) {
    return Quantity<Dimension{} - D>::from_base(a / b.base());
}

using Length = Quantity<Dimension{.length = 1}>;
using Area = Quantity<Dimension{.length = 2}>;
using Volume = Quantity<Dimension{.length = 3}>;
using Duration = Quantity<Dimension{.time = 1}>;
using Rate = Quantity<Dimension{.time = -1}>;
using Diffusivity = Quantity<Dimension{.length = 2, .time = -1}>;
using VolumeRate = Quantity<Dimension{.length = 3, .time = -1}>;
using MolarMass = Quantity<Dimension{.mass = 1}>;
using Pressure = Quantity<Dimension{.length = -1, .time = -2, .mass = 1}>;
using Viscosity = Quantity<Dimension{.length = -1, .time = -1, .mass = 1}>;
using Amount = Quantity<Dimension{.amount = 1}>;
using ArealDose = Quantity<Dimension{.length = -2, .amount = 1}>;
using Concentration = Quantity<Dimension{.length = -3, .amount = 1}>;
using Angle = Quantity<Dimension{.angle = 1}>;

namespace units {

inline constexpr Length mm = Length::from_base(1.0);
inline constexpr Length um = Length::from_base(1e-3);
inline constexpr Area mm2 = Area::from_base(1.0);
inline constexpr Volume uL = Volume::from_base(1.0);
inline constexpr Volume mL = Volume::from_base(1e3);
inline constexpr Duration s = Duration::from_base(1.0);
inline constexpr Duration min = Duration::from_base(60.0);
inline constexpr Duration h = Duration::from_base(3600.0);
inline constexpr Duration day = Duration::from_base(86400.0);
inline constexpr Rate per_s = Rate::from_base(1.0);
inline constexpr Diffusivity mm2_per_s = Diffusivity::from_base(1.0);
inline constexpr Diffusivity um2_per_s = Diffusivity::from_base(1e-6);
/// CODATA 2018: 1 Da = 1.66053906660e-27 kg = 1.66053906660e-18 ug.
inline constexpr MolarMass dalton = MolarMass::from_base(1.66053906660e-18);
inline constexpr Angle rad = Angle::from_base(1.0);
inline constexpr Angle deg = Angle::from_base(0.017453292519943295769);

}  // namespace units

}  // namespace mesogrid
