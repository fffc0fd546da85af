#pragma once

#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

#include "models/depots/lens_law.hpp"

#include "tests/support/opening_case.hpp"
#include "tests/validation/observation.hpp"

/// Injections of the report.
namespace mesogrid::validation {

using models::FormedFlow;
using models::OpeningFlowSettings;
using support::FlowCase;
using support::porous_skin;
using support::shipped_flow;

/// What the report is made of, one function per group of observations.
void judge_wheals(Report& report);
void judge_subcutis(Report& report);
void judge_toxin(Report& report);
void judge_clearance(Report& report);
void judge_delivery(Report& report);
void study_numerics(Report& report);
void study_sensitivity(Report& report);

struct Asked {
    OpeningFlowSettings settings;
    FlowCase flow;
};

/// All of them, several at a time, in the order asked.
inline std::vector<FormedFlow> form_all(const std::vector<Asked>& asked) {
    std::vector<FormedFlow> formed(asked.size());
    parallel_for(asked.size(), [&](std::size_t i) {
        formed[i] = support::formed(asked[i].settings, asked[i].flow);
    });
    return formed;
}

/// The q-quantile of a sample, linear between its sorted values.
double quantile(std::vector<double> sample, double q);

/// The n-th standard normal number of one purpose, the same everywhere.
double normal(std::uint32_t n, RandomPurpose purpose);
double uniform(std::uint32_t n, RandomPurpose purpose);

/// Volume that a hand delivers when asked for `volume`: bias and scatter of parameters.md 4.3.
double delivered_by_hand(double volume, std::uint32_t n);

/// Linear between table points, constant outside.
double interpolated(const std::vector<double>& x, const std::vector<double>& y, double at);

}  // namespace mesogrid::validation
