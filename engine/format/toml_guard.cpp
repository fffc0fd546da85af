#include "engine/format/toml_guard.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/format/source_text.hpp"

namespace mesogrid {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A text under inspection; `skipped` bytes of its file came before.
struct Inspected {
    std::string_view text;
    const std::string& file;
    std::size_t skipped = 0;
};

[[noreturn]] void refuse(int code, const Inspected& in, std::size_t at, std::string problem) {
    const std::string_view before = in.text.substr(0, at);
    const std::size_t last_break = before.rfind('\n');
    const std::string_view line =
        last_break == std::string_view::npos ? before : before.substr(last_break + 1);
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.where = {in.file,
                        static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
                        static_cast<int>(count_characters(line)) + 1};
    diagnostic.problem = std::move(problem);
    throw InputError(std::move(diagnostic));
}

/// Bytes of the UTF-8 sequence that starts at `at`; 0 when it is none (overlong, surrogate, beyond
/// U+10FFFF, cut off): table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at);
    const unsigned second = byte(at + 1);
    if (first < 0x80U) return 1;
    if (first >= 0xC2U && first <= 0xDFU) return follows(at + 1) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        if (first == 0xE0U && second < 0xA0U) return 0;
        if (first == 0xEDU && second > 0x9FU) return 0;
        return follows(at + 1) && follows(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        if (first == 0xF0U && second < 0x90U) return 0;
        if (first == 0xF4U && second > 0x8FU) return 0;
        return follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

void check_bytes(const Inspected& in) {
    for (std::size_t at = 0; at < in.text.size();) {
        const auto byte = static_cast<unsigned char>(in.text[at]);
        const bool blank = byte == '\t' || byte == '\n' || byte == '\r';
        if ((byte < 0x20U && !blank) || byte == 0x7FU) {
            refuse(105,
                   in,
                   at,
                   fmt::format("control character 0x{:02x} at byte {}", byte, at + in.skipped));
        }
        const std::size_t length = sequence_length(in.text, at);
        if (length == 0) {
            refuse(104, in, at, fmt::format("the text is not UTF-8 at byte {}", at + in.skipped));
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

/// Counts brackets and the dots of keys outside strings and comments.
void check_nesting(const Inspected& in) {
    int depth = 0;
    int dots = 0;
    for (std::size_t at = 0; at < in.text.size(); ++at) {
        const char c = in.text[at];
        if (c == '"' || c == '\'') {
            at = skip_string(in.text, at) - 1;
            continue;
        }
        if (c == '#') {
            at = std::min(in.text.find('\n', at), in.text.size()) - 1;
            continue;
        }
        if (c == '[' || c == '{') ++depth;
        if (c == ']' || c == '}') depth = std::max(0, depth - 1);
        const bool key_goes_on = c != '\n' && c != '=' && c != ',' && c != '[' && c != '{';
        dots = key_goes_on ? dots + (c == '.' ? 1 : 0) : 0;
        if (depth > kDeepestToml || dots > kDeepestToml) {
            refuse(107, in, at, fmt::format("nested deeper than {}", kDeepestToml));
        }
    }
}

}  // namespace

std::string_view guard_toml(std::string_view text, const std::string& file) {
    if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
        refuse(104, {text, file}, 0, "the text is UTF-16 at byte 0; save it as UTF-8");
    }
    const bool marked = text.substr(0, kByteOrderMark.size()) == kByteOrderMark;
    const std::size_t skipped = marked ? kByteOrderMark.size() : 0;
    const Inspected in{text.substr(skipped), file, skipped};
    check_bytes(in);
    check_nesting(in);
    return in.text;
}

}  // namespace mesogrid
