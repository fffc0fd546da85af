#pragma once

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace mesogrid::support {

/// Observed orders log2(e_i / e_(i+1)) of errors on grids of ratio 2.
inline std::vector<double> observed_orders(const std::vector<double>& errors) {
    std::vector<double> orders;
    for (std::size_t i = 0; i + 1 < errors.size(); ++i) {
        orders.push_back(std::log2(errors[i] / errors[i + 1]));
    }
    return orders;
}

/// At least four grids, errors falling, the last two observed orders within 0.1 of `order`.
inline void expect_order(const std::vector<double>& errors, double order) {
    ASSERT_GE(errors.size(), 4U);
    for (std::size_t i = 0; i + 1 < errors.size(); ++i) EXPECT_LT(errors[i + 1], errors[i]);
    const std::vector<double> orders = observed_orders(errors);
    for (std::size_t i = orders.size() - 2; i < orders.size(); ++i) {
        EXPECT_NEAR(orders[i], order, 0.1) << "errors " << errors[i] << ", " << errors[i + 1];
    }
}

/// The same in time: the last two observed orders within 0.05 of `order`.
inline void expect_order_in_time(const std::vector<double>& errors, double order) {
    ASSERT_GE(errors.size(), 4U);
    const std::vector<double> orders = observed_orders(errors);
    for (std::size_t i = orders.size() - 2; i < orders.size(); ++i) {
        EXPECT_NEAR(orders[i], order, 0.05) << "errors " << errors[i] << ", " << errors[i + 1];
    }
}

}  // namespace mesogrid::support
