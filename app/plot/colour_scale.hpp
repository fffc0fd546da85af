#pragma once

#include "app/plot/picture.hpp"

namespace mesogrid::plot {

/// Numbers as colours. Magnitudes run through cividis, dark to bright; differences through white at
/// zero, blue below and brown above. Both keep their order in grey and for every colour vision.
struct ColourScale {
    enum class Kind { magnitude, difference };
    Kind kind = Kind::magnitude;
    double low = 0.0;
    double high = 1.0;

    /// Values beyond the range take its end; what is not a number is light grey.
    Colour at(double value) const;
};

/// Colours that everybody can tell apart, for lines and bars (Okabe and Ito 2008), in turn.
Colour series_colour(std::size_t index);

}  // namespace mesogrid::plot
