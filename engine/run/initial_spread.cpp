#include "engine/run/initial_spread.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "engine/base/contracts.hpp"
#include "engine/numerics/quadrature.hpp"

namespace mesogrid {
namespace {

/// Rings of equal amount that stand for a depot beside the centre of gravity.
constexpr int kRings = 256;
/// Panels of 16 nodes over the support, for the second moment of a profile.
constexpr int kPanels = 8;

/// Where a growing function of [0, most] passes `level`, to 1e-12 of `most`.
template <class Function>
double where_reaches(double level, double most, Function&& grows) {
    double low = 0.0;
    double high = most;
    while (high - low > 1e-12 * most) {
        const double middle = 0.5 * (low + high);
        (grows(middle) < level ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// The lateral profile of one shape.
class Profile {
public:
    Profile(const DepotShape& shape, double depth) : shape_(shape), depth_(depth) {
        const double support = shape.support_radius();
        const QuadratureRule rule = gauss_legendre(16);
        for (int i = 0; i < kPanels; ++i) {
            // <r^2> = integral of 2 r (1 - E(r)) dr
            mean_square_ +=
                integrate(rule, support * i / kPanels, support * (i + 1) / kPanels, [&](double r) {
                    return 2.0 * r * (1.0 - within(r));
                });
        }
    }

    double mean_square() const { return mean_square_; }
    double within(double r) const { return shape_.enclosed(r, 0.0, depth_); }

    /// Share within a circle of radius r whose centre lies `offset` beside the axis.
    double within(double r, double offset) const {
        if (offset == 0.0) return within(r);
        double sum = 0.0;
        for (const double ring : rings()) {
            const double cosine = (ring * ring + offset * offset - r * r) / (2.0 * ring * offset);
            sum += std::acos(std::clamp(cosine, -1.0, 1.0));
        }
        return sum * std::numbers::inv_pi / kRings;
    }

private:
    const std::vector<double>& rings() const {
        for (int i = static_cast<int>(rings_.size()); i < kRings; ++i) {
            rings_.push_back(where_reaches(
                (i + 0.5) / kRings, shape_.support_radius(), [&](double r) { return within(r); }));
        }
        return rings_;
    }

    const DepotShape& shape_;
    double depth_;
    double mean_square_ = 0.0;
    mutable std::vector<double> rings_;
};

}  // namespace

InitialSpread initial_spread(std::span<const Depot> depots, Length tissue_depth) {
    const double depth = tissue_depth.base();
    double fluid = 0.0;
    Point centre;
    for (const Depot& depot : depots) {
        fluid += depot.fluid.base();
        centre = centre + depot.fluid.base() * depot.axis;
    }
    MESOGRID_EXPECTS(fluid > 0.0);
    centre = (1.0 / fluid) * centre;

    std::map<const DepotShape*, Profile> profiles;
    double mean_square = 0.0;
    double farthest = 0.0;
    std::vector<double> offsets;
    for (const Depot& depot : depots) {
        const Profile& profile =
            profiles.try_emplace(depot.shape.get(), *depot.shape, depth).first->second;
        double offset = distance(depot.axis, centre);
        if (offset < 1e-9 * depot.shape->support_radius()) offset = 0.0;
        offsets.push_back(offset);
        mean_square += depot.fluid.base() / fluid * (profile.mean_square() + offset * offset);
        farthest = std::max(farthest, offset + depot.shape->support_radius());
    }
    const auto within = [&](double r) {
        double sum = 0.0;
        for (std::size_t i = 0; i < depots.size(); ++i) {
            sum +=
                depots[i].fluid.base() * profiles.at(depots[i].shape.get()).within(r, offsets[i]);
        }
        return sum / fluid;
    };
    const auto above = [&](double z) {
        double sum = 0.0;
        for (const Depot& depot : depots) sum += depot.fluid.base() * depot.shape->share(0.0, z);
        return sum / fluid;
    };
    return {.radius = Length::from_base(std::sqrt(0.5 * mean_square)),
            .radius_90 = Length::from_base(where_reaches(0.9, farthest, within)),
            .depth_10 = Length::from_base(where_reaches(0.1, depth, above)),
            .depth_90 = Length::from_base(where_reaches(0.9, depth, above))};
}

}  // namespace mesogrid
