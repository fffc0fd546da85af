#pragma once

#include <string>
#include <string_view>

namespace mesogrid {

/// The bytes as a gzip member without name or time: the same bytes give the same result.
std::string gzip(std::string_view bytes);

/// Base64 of RFC 4648 with padding: letters, digits, '+', '/' and '=' only.
std::string base64(std::string_view bytes);

}  // namespace mesogrid
