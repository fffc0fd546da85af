#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The text of a file by line and column; private to this floor.
namespace mesogrid {

/// True for the second and later bytes of a UTF-8 character.
bool continues_character(char byte);

/// Characters (code points) of UTF-8 text.
std::size_t count_characters(std::string_view text);

/// Lines of a text that outlives this object. Lines and columns count from 1; a column is a
/// character, not a byte.
class SourceText {
public:
    explicit SourceText(std::string_view text);

    /// The line without its end; empty beyond the last one.
    std::string_view line(std::size_t number) const;
    /// Byte offset of a place; the end of the line (or of the text) when it lies beyond.
    std::size_t offset(std::size_t line, std::size_t column) const;
    std::string_view text() const { return text_; }

private:
    std::size_t characters_before(std::size_t offset) const;

    std::string_view text_;
    std::vector<std::size_t> starts_;  ///< byte offset of each line
    /// Characters before each block of bytes: a place in a line of megabytes is found at once.
    std::vector<std::size_t> characters_;
};

/// Text on one line of at most `most` characters: runs of blanks and line ends become one blank,
/// and what is left out an ellipsis.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace mesogrid
