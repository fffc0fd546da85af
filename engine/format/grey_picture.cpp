#include "engine/format/grey_picture.hpp"

#include <charconv>
#include <optional>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

/// Words between blanks; what follows a # up to the end of its line is none.
class Words {
public:
    Words(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

    std::string_view next() {
        skip();
        const std::size_t first = at_;
        while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '#') ++at_;
        return text_.substr(first, at_ - first);
    }

    /// A whole number of at most `most`.
    std::size_t number(const std::string& what, std::size_t least, std::size_t most) {
        const std::string_view word = next();
        std::size_t value = 0;
        const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
        const bool whole = fault == std::errc{} && end == word.data() + word.size();
        if (word.empty() || !whole || value < least || value > most) {
            fail(word.empty() ? "the picture ends before " + what
                              : what + " is \"" + std::string(word.substr(0, 20)) + "\"",
                 std::to_string(least) + " to " + std::to_string(most));
        }
        return value;
    }

    [[noreturn]] void fail(std::string problem,
                           std::string allowed,
                           std::string suggestion = {}) const {
        throw InputError(Diagnostic{.code = 114,
                                    .where = {.file = file_, .line = line_, .column = 1},
                                    .problem = std::move(problem),
                                    .allowed = std::move(allowed),
                                    .suggestion = std::move(suggestion)});
    }

private:
    static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

    void skip() {
        while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == '#')) {
            if (text_[at_] == '#') {
                while (at_ < text_.size() && text_[at_] != '\n') ++at_;
                continue;
            }
            if (text_[at_] == '\n') ++line_;
            ++at_;
        }
    }

    std::string_view text_;
    std::string file_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

GreyPicture read_grey_picture(std::string_view text, const std::string& file) {
    Words words(text, file);
    if (words.next() != "P2") {
        words.fail("not a plain portable graymap",
                   "a file that begins with P2 (Netpbm)",
                   "write it with \"convert FILE -colorspace Gray -compress none out.pgm\" of "
                   "ImageMagick");
    }
    GreyPicture picture;
    picture.columns = words.number("the width", 1, kMostPixels);
    picture.rows = words.number("the height", 1, kMostPixels / picture.columns);
    const std::size_t white = words.number("the value of white", 1, 65535);
    picture.values.reserve(picture.columns * picture.rows);
    for (std::size_t p = 0; p < picture.columns * picture.rows; ++p) {
        picture.values.push_back(
            static_cast<double>(words.number("pixel " + std::to_string(p + 1), 0, white)) /
            static_cast<double>(white));
    }
    if (!words.next().empty()) words.fail("more numbers than the picture has pixels", "");
    return picture;
}

}  // namespace mesogrid
