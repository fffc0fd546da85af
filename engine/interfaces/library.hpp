#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/parameter.hpp"
#include "engine/format/node.hpp"

namespace mesogrid {

/// A place on the body that a scenario can name.
struct SiteRow {
    std::string name;  ///< "lower cheek"; case, blanks, hyphens and underscores make no difference
    std::string region;  ///< the place of its rows in the parameter table
    std::string note;    ///< why another region stands in; "" when the data are its own
};

/// A generic product that a scenario can use.
struct ProductRow {
    std::string name;
    std::string summary;
    Node table;  ///< a [product] table; its values carry their source
};

/// One way of placing the product, with the parameters of its usual rate.
struct TechniqueRow {
    std::string name;
    std::string summary;
    Parameter rate;       ///< outlet in or above the dermis
    Parameter rate_deep;  ///< outlet beneath it
};

/// What drives the product through the needle.
struct DeviceRow {
    std::string name;
    std::string summary;
    Parameter needles;  ///< that enter at once
    Parameter needle_length;
    Parameter needle_gauge;
    std::optional<Parameter> rate;    ///< per needle; none: that of the technique
    std::optional<Parameter> volume;  ///< per puncture; none: scenarios state it
    Parameter leak;                   ///< usual share lost; a nominal run leaks only what it states
};

/// A level of skill with its random errors; acts in ensembles only.
struct OperatorRow {
    std::string name;
    std::string summary;
    std::vector<Parameter> errors;
};

/// What is known about the world as numbers: every row with unit, range, grade and source.
struct Library {
    ParameterTable parameters;
    std::vector<SiteRow> sites;
    std::vector<ProductRow> products;
    std::vector<TechniqueRow> techniques;
    std::vector<DeviceRow> devices;
    std::vector<OperatorRow> operators;
};

/// A name as find_row compares it: case, blanks, hyphens and underscores make no difference.
inline std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        plain += c == ' ' || c == '_' ? '-' : upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

/// The row a scenario names, or nullptr.
template <class Row>
const Row* find_row(const std::vector<Row>& rows, std::string_view name) {
    for (const Row& row : rows) {
        if (plain_name(row.name) == plain_name(name)) return &row;
    }
    return nullptr;
}

}  // namespace mesogrid
