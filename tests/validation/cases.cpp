#include "tests/validation/cases.hpp"

#include <algorithm>

namespace mesogrid::validation {

double quantile(std::vector<double> sample, double q) {
    std::sort(sample.begin(), sample.end());
    const double place = q * static_cast<double>(sample.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sample.size() - 1);
    return sample[low] + (place - static_cast<double>(low)) * (sample[high] - sample[low]);
}

double normal(std::uint32_t n, RandomPurpose purpose) {
    return normal_random({.seed = 8, .draw = n, .purpose = purpose})[0];
}

double uniform(std::uint32_t n, RandomPurpose purpose) {
    return uniform_random({.seed = 8, .draw = n, .purpose = purpose});
}

double interpolated(const std::vector<double>& x, const std::vector<double>& y, double at) {
    if (at <= x.front()) return y.front();
    if (at >= x.back()) return y.back();
    const auto above =
        static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), at) - x.begin());
    const double part = (at - x[above - 1]) / (x[above] - x[above - 1]);
    return y[above - 1] + part * (y[above] - y[above - 1]);
}

double delivered_by_hand(double volume, std::uint32_t n) {
    const std::vector<double> nodes = {std::log(10.0), std::log(20.0), std::log(50.0)};
    const double cv = interpolated(nodes, {0.3, 0.2, 0.1}, std::log(volume));
    const double bias =
        interpolated({std::log(10.0), std::log(50.0)}, {0.1, 0.0}, std::log(volume));
    const double sigma = std::sqrt(std::log(1.0 + cv * cv));  // lognormal with that CV and mean
    return volume * (1.0 + bias) *
           std::exp(sigma * normal(n, RandomPurpose::volume) - 0.5 * sigma * sigma);
}

}  // namespace mesogrid::validation
