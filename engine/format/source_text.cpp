#include "engine/format/source_text.hpp"

#include <algorithm>

namespace mesogrid {
namespace {

constexpr std::size_t kBlock = 64;

}  // namespace

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

SourceText::SourceText(std::string_view text) : text_(text), starts_{0} {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at % kBlock == 0) characters_.push_back(characters);
        if (!continues_character(text[at])) ++characters;
        if (text[at] == '\n') starts_.push_back(at + 1);
    }
    characters_.push_back(characters);
}

std::size_t SourceText::characters_before(std::size_t offset) const {
    const std::size_t block = offset / kBlock;
    return characters_[block] + count_characters(text_.substr(block * kBlock, offset % kBlock));
}

std::string_view SourceText::line(std::size_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::string_view rest = text_.substr(starts_[number - 1]);
    const std::string_view whole = rest.substr(0, rest.find('\n'));
    return whole.substr(0, whole.find('\r'));
}

std::size_t SourceText::offset(std::size_t line, std::size_t column) const {
    if (line == 0 || line > starts_.size()) return text_.size();
    const std::size_t start = starts_[line - 1];
    const std::size_t wanted = characters_before(start) + std::max<std::size_t>(column, 1) - 1;
    std::size_t low = start;
    std::size_t high = line < starts_.size() ? starts_[line] - 1 : text_.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (characters_before(middle) < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (low < text_.size() && continues_character(text_[low])) ++low;
    return low;
}

std::string shortened(std::string_view text, std::size_t most) {
    std::string result;
    std::size_t characters = 0;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && (result.empty() || result.back() == ' ')) continue;
        if (!continues_character(c) && ++characters > most) return result + "…";
        result += blank ? ' ' : c;
    }
    return result;
}

}  // namespace mesogrid
