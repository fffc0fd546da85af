#pragma once

#include <vector>

#include "tests/support/plain_spectral.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid::support {

/// A case solved by the product's solver and by its plain oracle, each with the error relative to
/// the peak that its answers of the layers may add.
struct SolvedBy {
    const char* name;
    std::vector<Map> maps;
    double answer_error;
};

inline std::vector<SolvedBy> solve_by_both(const TransportCase& c) {
    KeptMaps plain;
    plain_spectral(c.options).solve(c.problem, plain);
    return {{"plain", std::move(plain.maps), 0.0}, {"product", c.solve().maps, 1e-10}};
}

}  // namespace mesogrid::support
