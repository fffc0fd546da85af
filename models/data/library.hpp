#pragma once

#include "engine/interfaces/library.hpp"

namespace mesogrid::models {

/// Every site, product, technique, device and operator that ships with the program, read from the
/// files of this folder. A broken file is an InternalError (or the InputError of its TOML).
Library library();

/// The products of products.toml; every value carries its source.
std::vector<ProductRow> products();

}  // namespace mesogrid::models
