#pragma once

namespace mesogrid {

/// "0.1.0".
const char* version();
/// Twelve digits of the commit this program was built from, "+changes" when the tree differed,
/// "unknown" outside a checkout.
const char* commit();

/// Stands in every result.
inline constexpr const char* kIntendedUse =
    "For research and education. Not a medical device; nothing here advises a treatment.";

}  // namespace mesogrid
