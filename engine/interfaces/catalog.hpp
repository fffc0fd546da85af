#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/format/params.hpp"

namespace mesogrid {

/// One model that scenarios can name: a row of the visible table beside the models.
template <class Interface>
struct CatalogRow {
    std::string name;     ///< the word a scenario writes
    std::string summary;  ///< one line for `mesogrid list`
    std::string
        example;  ///< TOML of a table that `read` accepts (with `kind`), for lists and tests
    std::function<std::shared_ptr<const Interface>(Params&)> read;
};

/// A model class makes its own row: it states `name`, `summary`, `example()` and `read(Params&)`.
template <class Interface, class Model>
CatalogRow<Interface> row() {
    return {std::string(Model::name),
            std::string(Model::summary),
            std::string(Model::example()),
            [](Params& params) -> std::shared_ptr<const Interface> {
                return std::make_shared<const Model>(Model::read(params));
            }};
}

template <class Interface>
using Catalog = std::vector<CatalogRow<Interface>>;

/// Reads `kind` (or another `key`) and hands the table to the row of that name. An unknown name, or
/// no name where there is no `fallback`, is a fault with a suggestion; the rest of the table is
/// then ignored and nullptr comes back.
template <class Interface>
std::shared_ptr<const Interface> read_model(Params& params,
                                            const Catalog<Interface>& catalog,
                                            std::string_view key,
                                            std::string_view meaning,
                                            std::string_view fallback = {}) {
    ChoiceKey choice{.name = key, .meaning = meaning, .words = {}};
    for (const auto& entry : catalog) {
        if (entry.name == fallback) choice.fallback = choice.words.size();
        choice.words.push_back(entry.name);
    }
    const std::size_t faults_before = params.fault_count();
    const std::size_t index = params.read(choice);
    if (params.fault_count() != faults_before) {
        params.ignore_rest();
        return nullptr;
    }
    return catalog[index].read(params);
}

}  // namespace mesogrid
