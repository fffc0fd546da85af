#pragma once

#include <optional>
#include <string>
#include <vector>

namespace mesogrid {

/// A list of alike things a metric found, e.g. the gaps of a dose map: one row each.
struct Table {
    struct Column {
        std::string name;
        std::string unit;
    };
    std::string name;
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<double>>> rows;  ///< [thing][column]
};

}  // namespace mesogrid
