#include "models/depots/flow_blend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {
namespace {

template <class Read>
double sum_of(std::span<const FlowPart> parts, Read&& read) {
    double sum = 0.0;
    for (const FlowPart& part : parts) sum += part.weight * read(*part.flow);
    return sum;
}

std::optional<double> mean_of(std::span<const FlowPart> parts,
                              std::optional<double> FormedFlow::*reading) {
    double sum = 0.0;
    double weight = 0.0;
    for (const FlowPart& part : parts) {
        if (!((*part.flow).*reading)) continue;
        sum += part.weight * *((*part.flow).*reading);
        weight += part.weight;
    }
    return weight > 0.5 ? std::optional(sum / weight) : std::nullopt;
}

std::vector<double> all_radii(std::span<const FlowPart> parts) {
    std::vector<double> radii;
    for (const FlowPart& part : parts) {
        radii.insert(radii.end(), part.flow->radii.begin(), part.flow->radii.end());
    }
    std::sort(radii.begin(), radii.end());
    radii.erase(std::unique(radii.begin(), radii.end()), radii.end());
    return radii;
}

/// A value per ring on the rings of all parts; `scale` of each part.
template <class Scale>
std::vector<double> on_rings(std::span<const FlowPart> parts,
                             const std::vector<double>& radii,
                             std::vector<double> FormedFlow::*values,
                             Scale&& scale) {
    std::vector<double> sums(radii.size() - 1, 0.0);
    for (const FlowPart& part : parts) {
        const std::vector<double>& own = part.flow->radii;
        std::size_t ring = 0;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            while (ring + 1 < own.size() && own[ring + 1] <= radii[i]) ++ring;
            if (ring + 1 == own.size()) break;
            sums[i] += part.weight * scale(*part.flow) * ((*part.flow).*values)[ring];
        }
    }
    return sums;
}

void blend_numbers(std::span<const FlowPart> parts, FormedFlow& flow) {
    for (double FormedFlow::*number : {&FormedFlow::carried,
                                       &FormedFlow::leaked,
                                       &FormedFlow::absorbed,
                                       &FormedFlow::peak_pressure,
                                       &FormedFlow::mean_pressure,
                                       &FormedFlow::outreach,
                                       &FormedFlow::vertical_extent,
                                       &FormedFlow::opening,
                                       &FormedFlow::wheal_height,
                                       &FormedFlow::early_radius,
                                       &FormedFlow::radius_90,
                                       &FormedFlow::later_radius,
                                       &FormedFlow::depot_volume,
                                       &FormedFlow::above_skin,
                                       &FormedFlow::moved}) {
        flow.*number = sum_of(parts, [&](const FormedFlow& part) { return part.*number; });
    }
    for (double FormedFlow::*error : {&FormedFlow::fluid_error, &FormedFlow::solute_error}) {
        for (const FlowPart& part : parts) {
            flow.*error = std::max(flow.*error, (*part.flow).*error);
        }
    }
    for (std::size_t l = 0; l < flow.deposited.size(); ++l) {
        flow.deposited[l] =
            sum_of(parts, [&](const FormedFlow& part) { return part.deposited[l]; });
    }
    flow.wheal_diameter = mean_of(parts, &FormedFlow::wheal_diameter);
    flow.bump_half_life = mean_of(parts, &FormedFlow::bump_half_life);
}

}  // namespace

std::shared_ptr<const FormedFlow> blended(std::span<const FlowPart> parts) {
    MESOGRID_EXPECTS(!parts.empty());
    if (parts.size() == 1) return parts[0].flow;
    const FlowPart& largest =
        *std::max_element(parts.begin(), parts.end(), [](const FlowPart& a, const FlowPart& b) {
            return a.weight < b.weight;
        });
    FormedFlow flow = *largest.flow;
    blend_numbers(parts, flow);
    flow.radii = all_radii(parts);
    const auto whole = [](const FormedFlow&) { return 1.0; };
    const auto of_carried = [&](const FormedFlow& part) { return part.carried / flow.carried; };
    flow.column = on_rings(parts, flow.radii, &FormedFlow::column, whole);
    flow.areal_share = on_rings(parts, flow.radii, &FormedFlow::areal_share, of_carried);
    return std::make_shared<const FormedFlow>(std::move(flow));
}

double blended_radius_90(std::span<const FlowPart> parts) {
    constexpr double kAll = std::numeric_limits<double>::infinity();
    const double carried = sum_of(parts, [](const FormedFlow& part) { return part.carried; });
    double low = 0.0;
    double high = 0.0;
    for (const FlowPart& part : parts) high = std::max(high, part.flow->shape->support_radius());
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (low + high);
        const double within = sum_of(parts, [&](const FormedFlow& part) {
            return part.carried * part.shape->enclosed(middle, 0.0, kAll);
        });
        (within < 0.9 * carried ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

BlendError blend_error(std::span<const FlowPart> parts,
                       const std::shared_ptr<const FormedFlow>& exact) {
    const auto relative = [](double value, double own) {
        return own > 0.0 ? std::abs(value - own) / own : std::abs(value);
    };
    const std::array itself = {FlowPart{exact, {}, 1.0}};
    const std::shared_ptr<const FormedFlow> flow = blended(parts);
    BlendError error{.radius_90 = relative(blended_radius_90(parts), blended_radius_90(itself)),
                     .outreach = relative(flow->outreach, exact->outreach),
                     .pressure = relative(flow->peak_pressure, exact->peak_pressure)};
    if (flow->wheal_diameter && exact->wheal_diameter) {
        error.wheal = relative(*flow->wheal_diameter, *exact->wheal_diameter);
    } else if (flow->wheal_diameter || exact->wheal_diameter) {
        error.wheal = 1.0;
    }
    return error;
}

}  // namespace mesogrid::models
