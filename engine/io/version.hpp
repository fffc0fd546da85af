#pragma once

namespace mesogrid {

/// "0.1.0".
const char* version();
/// Twelve digits of the commit this program was built from, "+changes" when the tree differed,
/// "unknown" outside a checkout.
const char* commit();
/// What this program was built with: "GNU 12.2.0", and the flags that decide its numbers.
const char* compiler();
const char* build_flags();

/// Stands in every result.
inline constexpr const char* kIntendedUse =
    "For research and education. Not a medical device; nothing here advises a treatment.";

}  // namespace mesogrid
