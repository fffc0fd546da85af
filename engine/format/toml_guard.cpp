#include "engine/format/toml_guard.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

constexpr int kDeepest = 64;

SourcePosition position_at(std::string_view text, std::size_t offset, const std::string& file) {
    const std::string_view before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n');
    const std::size_t column = start == std::string_view::npos ? offset + 1 : offset - start;
    return {file, static_cast<int>(line), static_cast<int>(column)};
}

[[noreturn]] void refuse(int code,
                         std::string_view text,
                         std::size_t offset,
                         const std::string& file,
                         const std::string& problem) {
    throw InputError(
        Diagnostic{.code = code, .where = position_at(text, offset, file), .problem = problem});
}

/// Bytes of the UTF-8 sequence that starts at `at`; 0 when it is none (overlong, surrogate, cut
/// off).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at);
    if (first < 0x80U) return 1;
    if (first >= 0xC2U && first <= 0xDFU) return follows(at + 1) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        const unsigned second = byte(at + 1);
        if (first == 0xE0U && second < 0xA0U) return 0;
        if (first == 0xEDU && second > 0x9FU) return 0;
        return follows(at + 1) && follows(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const unsigned second = byte(at + 1);
        if (first == 0xF0U && second < 0x90U) return 0;
        if (first == 0xF4U && second > 0x8FU) return 0;
        return follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

void check_bytes(std::string_view text, const std::string& file) {
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool control =
            (byte < 0x20U && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7FU;
        if (control) {
            refuse(105,
                   text,
                   at,
                   file,
                   fmt::format("control character 0x{:02x} at byte {}", byte, at));
        }
        const std::size_t length = sequence_length(text, at);
        if (length == 0) {
            refuse(104, text, at, file, fmt::format("the text is not UTF-8 at byte {}", at));
        }
        at += length;
    }
}

/// Index after the string that starts at `at` (basic or literal, one line or several).
std::size_t skip_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string triple(3, quote);
    const bool several = text.substr(at, 3) == triple;
    at += several ? 3 : 1;
    while (at < text.size()) {
        if (text[at] == '\\' && quote == '"') {
            at += 2;
        } else if (several && text.substr(at, 3) == triple) {
            return at + 3;
        } else if (!several && (text[at] == quote || text[at] == '\n')) {
            return at + 1;
        } else {
            ++at;
        }
    }
    return text.size();
}

void check_nesting(std::string_view text, const std::string& file) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = skip_string(text, at);
            continue;
        }
        if (c == '#') at = std::min(text.find('\n', at), text.size() - 1);
        if (c == '[' || c == '{') ++depth;
        if (c == ']' || c == '}') depth = std::max(0, depth - 1);
        if (depth > kDeepest) {
            refuse(107,
                   text,
                   at,
                   file,
                   fmt::format("arrays and tables are nested deeper than {}", kDeepest));
        }
        ++at;
    }
}

}  // namespace

std::string_view guard_toml(std::string_view text, const std::string& file) {
    if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
        refuse(104, text, 0, file, "the text is UTF-16 at byte 0; save it as UTF-8");
    }
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    check_bytes(text, file);
    check_nesting(text, file);
    return text;
}

}  // namespace mesogrid
