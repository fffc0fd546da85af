#include <algorithm>

#include <fmt/format.h>

#include "models/data/parameters.hpp"
#include "models/depots/layer_shares.hpp"

#include "tests/support/disc_coverage.hpp"
#include "tests/validation/cases.hpp"

/// T9 and T10: closures of labels, delivery and placement.
namespace mesogrid::validation {
namespace {

constexpr std::uint32_t kHands = 2000;

double row(std::string_view name, std::string_view place) {
    return models::parameters().at(name, place).base();
}

void judge_labels(Report& report) {
    const double wide = 0.2 * 10.0 / 1.0;  // mL mg/mL per cm2
    const double narrow = 0.2 * 10.0 / (0.7 * 0.7);
    add_to_both(report,
                "T9 dose",
                "0.2 mL of 10 mg/mL at 1 cm and at 0.7 cm",
                "2 and 4.08 mg/cm2",
                "exact (arithmetic)",
                "verification",
                {digits(wide) + " and " + digits(narrow) + " mg/cm2",
                 std::abs(wide - 2.0) < 1e-12 && std::abs(narrow - 4.0 / 0.98) < 1e-12});
    // discs of 1 cm at 2 cm pitch do not overlap: one disc per cell
    const double square = M_PI / 4.0;
    const double hexagonal = M_PI / std::sqrt(12.0);
    add_to_both(report,
                "T9 coverage",
                "discs of 1 cm at a pitch of 2 cm, square and hexagonal (closed form; the product: "
                "tests/models/patterns)",
                "78.5 and 90.7 %",
                "0.2 points",
                "verification",
                {digits(100.0 * square, 3) + " and " + digits(100.0 * hexagonal, 3) + " %",
                 std::abs(square - 0.785) <= 0.002 && std::abs(hexagonal - 0.907) <= 0.002});
}

/// Share of the fluid that comes to lie in dermis, for outlets meant for the middle of 2 mm of
/// dermis and scattered as by hand (CV 25 %), and what single depths give.
void judge_dermis(Report& report) {
    support::Formation skin = porous_skin(2.0, 8.0);
    const double aimed = 0.075 + 1.0;
    const std::vector<double> depths = {0.3, 0.7, 1.075, 1.5, 1.8, 2.0, 2.075, 2.15, 2.4};
    std::vector<Asked> asked;
    asked.reserve(depths.size());
    for (const double depth : depths) {
        asked.push_back(
            {shipped_flow(), {.volume = 100.0, .rate = 10.0, .depth = depth, .skin = skin}});
    }
    std::vector<double> shares;
    for (const FormedFlow& flow : form_all(asked)) shares.push_back(flow.deposited[1] / 100.0);
    const models::DepotLayers layers(skin.tissue);
    double lens = 0.0;
    double flow = 0.0;
    for (std::uint32_t n = 0; n < kHands; ++n) {
        const double depth = std::max(0.0, aimed * (1.0 + 0.25 * normal(n, RandomPurpose::depth)));
        lens += layers.shares({depth, depth}, 0.5).lens() / kHands;
        flow += interpolated(depths, shares, depth) / kHands;
    }
    report.observations.push_back({"T10b",
                                   "share of a Mantoux injection that lies in dermis",
                                   "97 %",
                                   "within 5 points",
                                   "validation (flow: form chosen with knowledge of it)",
                                   within(100.0 * lens, 92.0, 102.0, "%"),
                                   within(100.0 * flow, 92.0, 102.0, "%")});
}

/// Share of 0.1 mL injections at 8 and 5 mm that reach the muscle: thigh, lognormal fat.
void judge_muscle(Report& report) {
    const double dermis = row("thickness_dermis", "thigh");
    const double fat = row("thickness_hypodermis", "thigh");
    const double cv = row("thickness_cv_hypodermis", "all");
    const double sigma = std::sqrt(std::log(1.0 + cv * cv));
    const FormedFlow formed = support::formed(
        shipped_flow(),
        {.volume = 100.0, .rate = 50.0, .depth = 7.0, .skin = porous_skin(dermis, fat)});
    const double lens_half =
        models::ellipsoid({.share = 0.2, .aspect = 3.0, .onset = 100.0}, 100.0, 0.0, fat).vertical;
    const auto share = [&](double needle, double half) {
        double reached = 0.0;
        for (std::uint32_t n = 0; n < kHands; ++n) {
            const double skin = dermis * (1.0 + 0.165 * normal(n, RandomPurpose::position));
            const double beneath =
                fat * std::exp(sigma * normal(n, RandomPurpose::pattern) - 0.5 * sigma * sigma);
            const double depth = needle * (1.0 + 0.1 * normal(n, RandomPurpose::depth));
            if (depth + half > skin + beneath) reached += 100.0 / kHands;
        }
        return reached;
    };
    const auto answer = [&](double half) {
        const double deep = share(8.0, half);
        const double shallow = share(5.0, half);
        return Answer{digits(deep, 3) + " % and " + digits(shallow, 3) + " %",
                      deep >= 30.0 && deep <= 70.0 && shallow < 10.0};
    };
    report.observations.push_back({"T10d",
                                   "0.1 mL partly in muscle, needles of 8 and 5 mm",
                                   "about 50 % and 0 %",
                                   "30 to 70 % and below 10 %",
                                   "validation (thigh, thickness and depth scattered)",
                                   answer(lens_half),
                                   answer(0.5 * formed.vertical_extent)});
}

}  // namespace

void judge_delivery(Report& report) {
    judge_labels(report);
    const double spill = row("spill_fraction_intradermal", "operator");
    add_to_both(report,
                "T10a",
                "delivered part of a Mantoux injection",
                "95.4 %",
                "within 5 points",
                "input (calibration of the spill)",
                {digits(100.0 * (1.0 - spill), 3) + " % (input)", std::nullopt});
    judge_dermis(report);
    const std::vector<double> asked = {5.0, 10.0, 20.0};
    const std::vector<double> observed = {95.0, 64.0, 8.0};
    std::string biases;
    bool all = true;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        double mean = 0.0;
        for (std::uint32_t n = 0; n < kHands; ++n) mean += delivered_by_hand(asked[i], n) / kHands;
        const double bias = 100.0 * (mean / asked[i] - 1.0);
        all = all && std::abs(bias - observed[i]) <= 5.0;
        biases += (i > 0 ? " / " : "") + fmt::format("{:+.0f}", bias);
    }
    add_to_both(report,
                "T10c bias",
                "delivered against asked, 5 / 10 / 20 uL",
                "+95 / +64 / +8 %",
                "within 5 points",
                "validation (the default bias is not fitted to it)",
                {biases + " %", all});
    add_to_both(report,
                "T10c CV",
                "its coefficient of variation",
                "32 / 23 / 20 %",
                "within 30 %",
                "input (calibration of the hand)",
                {fmt::format("{} % at 10, {} % at 20 uL (input)",
                             digits(100.0 * row("operator_volume_cv_10uL", "operator"), 3),
                             digits(100.0 * row("operator_volume_cv_20uL", "operator"), 3)),
                 std::nullopt});
    judge_muscle(report);
}

}  // namespace mesogrid::validation
