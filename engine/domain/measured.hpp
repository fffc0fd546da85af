#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/geometry/target_sampling.hpp"

namespace mesogrid {

/// Which way a measure improves, for comparisons.
enum class Better { higher, lower, none };
std::string_view to_text(Better better);
std::string_view to_text(Region region);

/// One number a run reports. A null value always has a reason.
struct Measured {
    std::string name;  ///< "V80"; regions other than whole are prefixed when written
    Region region = Region::whole;
    std::optional<double> value;
    std::string reason;      ///< why there is no value
    std::string unit = "1";  ///< "%", "mm2", "uL", "1" …
    Better better = Better::none;
    bool on_prescription = true;  ///< false for effort and volumes: no quantity, solute or basis

    /// The name as files and tables write it: "coverage", "interior.coverage".
    std::string full_name() const;
};

/// A curve y(x), e.g. the share of the target that gets at least a dose.
struct Curve {
    std::string name;
    Region region = Region::whole;
    std::string x_name;
    std::string x_unit;
    std::string y_name;
    std::string y_unit;
    std::vector<double> x;
    std::vector<double> y;

    std::string full_name() const;
};

}  // namespace mesogrid
