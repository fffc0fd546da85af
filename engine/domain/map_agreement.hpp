#pragma once

#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// How the dose difference that still agrees is stated.
enum class DoseTolerance {
    absolute,    ///< in base units of the maps
    of_highest,  ///< as a share of the highest dose of the first map ("global")
    of_local,    ///< as a share of the first map's dose at the place ("local")
};

/// When two maps count as alike.
struct AgreementCriteria {
    Length distance = Length::from_base(1.0);  ///< dd, positive
    double dose = 0.03;                        ///< DD, positive, in the sense of `tolerance`
    DoseTolerance tolerance = DoseTolerance::of_highest;
    /// Places where the first map is below this share of its highest dose are not judged.
    double low_dose = 0.10;
};

/// One value per cell of the first map; `kNotJudged` where the dose is too low to be judged or the
/// local tolerance is 0.
struct Agreement {
    static constexpr double kNotJudged = -1e300;

    Map values;
    std::size_t judged = 0;
    std::optional<double> passed;   ///< share of judged cells within 1; none when nothing is judged
    std::optional<double> mean;     ///< over the judged cells, of the absolute values
    std::optional<double> highest;  ///< likewise
};

/// gamma(x) = min over y of sqrt(|x - y|^2/dd^2 + (b(y) - a(x))^2/DD^2) at the centres x of the
/// cells of `a` (Low et al 1998, Med Phys 25:656). `b` is taken as linear over triangles between
/// the centres of its cells, two in each square of four centres, cut along the diagonal whose ends
/// differ less; over that surface the minimum is exact (distance to triangles, Ju et al 2008, Med
/// Phys 35:879). y ranges over the centres' square only. Not symmetric: ask for both directions.
/// Noise in `b` lowers gamma. Both maps on one raster of at least 2 x 2 cells (contract).
Agreement gamma(const Map& a, const Map& b, const AgreementCriteria& criteria);

/// chi(x) = (b - a)/sqrt(DD^2 + dd^2 |grad a|^2), signed (Bakai et al 2003, Phys Med Biol 48:3543);
/// central differences, one-sided along the border. The same raster (contract).
Agreement chi(const Map& a, const Map& b, const AgreementCriteria& criteria);

}  // namespace mesogrid
