#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/format/svg.hpp"

/// Path data and transforms of SVG; private to this floor.
namespace mesogrid::svg {

/// What is wrong with a path or transform; the caller adds the element's name and place.
struct Fault {
    int code = 371;
    std::string problem;
    std::string suggestion;
};

/// (x, y) -> (a x + c y + e, b x + d y + f).
struct Matrix {
    double a = 1.0;
    double b = 0.0;
    double c = 0.0;
    double d = 1.0;
    double e = 0.0;
    double f = 0.0;

    SvgPoint apply(SvgPoint p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
    /// This after `inner`.
    Matrix operator*(const Matrix& inner) const;
    /// Greatest factor by which it stretches a length.
    double stretch() const;
};

/// "translate(1 2) rotate(30)". Throws Fault.
Matrix read_transform(std::string_view text);

/// Reads the numbers of an attribute one after the other: commas, blanks and signs separate.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    void skip_blanks();
    /// Blanks and at most one comma.
    void skip_separator();
    bool at_end() const { return at_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    char take() { return text_[at_++]; }
    bool at_number() const;
    /// A finite number; throws Fault.
    double number();
    /// A flag of an arc, 0 or 1, that needs no separator; throws Fault.
    bool flag();
    [[noreturn]] void refuse(const std::string& problem) const;

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// Rings of path data under a transform into mm; every subpath is closed. `budget` is how many
/// points are left for the drawing. Throws Fault.
std::vector<SvgRing> flatten_path(std::string_view data, const Matrix& to_mm, std::size_t& budget);

}  // namespace mesogrid::svg
