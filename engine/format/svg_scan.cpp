#include <charconv>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/format/source_text.hpp"
#include "engine/format/svg_path.hpp"

/// Numbers and transforms of SVG attributes.
namespace mesogrid::svg {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Matrix rotation(double degrees, SvgPoint centre) {
    const double angle = degrees * std::numbers::pi / 180.0;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    return Matrix{.e = centre.x, .f = centre.y} *
           Matrix{.a = cosine, .b = sine, .c = -sine, .d = cosine} *
           Matrix{.e = -centre.x, .f = -centre.y};
}

Matrix one_transform(const std::string& name, const std::vector<double>& v) {
    const std::size_t n = v.size();
    if (name == "translate" && (n == 1 || n == 2)) return {.e = v[0], .f = n == 2 ? v[1] : 0.0};
    if (name == "scale" && (n == 1 || n == 2)) return {.a = v[0], .d = n == 2 ? v[1] : v[0]};
    if (name == "rotate" && n == 1) return rotation(v[0], {});
    if (name == "rotate" && n == 3) return rotation(v[0], {v[1], v[2]});
    if (name == "matrix" && n == 6) return {v[0], v[1], v[2], v[3], v[4], v[5]};
    throw Fault{.code = 370,
                .problem = fmt::format(
                    "the transform \"{}\" with {} numbers is not read", shortened(name, 30), n),
                .suggestion = "translate, scale, rotate or matrix"};
}

}  // namespace

Matrix Matrix::operator*(const Matrix& inner) const {
    return {a * inner.a + c * inner.b,
            b * inner.a + d * inner.b,
            a * inner.c + c * inner.d,
            b * inner.c + d * inner.d,
            a * inner.e + c * inner.f + e,
            b * inner.e + d * inner.f + f};
}

double Matrix::stretch() const {
    // Largest singular value of [[a, c], [b, d]].
    const double sum = a * a + b * b + c * c + d * d;
    const double det = a * d - b * c;
    return std::sqrt(0.5 * (sum + std::sqrt(std::max(0.0, sum * sum - 4.0 * det * det))));
}

void Scanner::skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
}

void Scanner::skip_separator() {
    skip_blanks();
    if (peek() != ',') return;
    ++at_;
    skip_blanks();
}

bool Scanner::at_number() const {
    std::size_t at = at_;
    if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
    if (at < text_.size() && text_[at] == '.') ++at;
    return at < text_.size() && is_digit(text_[at]);
}

double Scanner::number() {
    if (!at_number()) refuse("wants a number");
    const std::size_t from = text_[at_] == '+' ? at_ + 1 : at_;
    double value = 0.0;
    const auto [end, error] =
        std::from_chars(text_.data() + from, text_.data() + text_.size(), value);
    if (error != std::errc() || !std::isfinite(value)) refuse("has a number out of range");
    at_ = static_cast<std::size_t>(end - text_.data());
    skip_separator();
    return value;
}

bool Scanner::flag() {
    if (peek() != '0' && peek() != '1') refuse("wants a flag, 0 or 1");
    const bool set = take() == '1';
    skip_separator();
    return set;
}

void Scanner::refuse(const std::string& problem) const {
    const std::string_view rest = text_.substr(at_);
    throw Fault{
        .problem = fmt::format("{} at byte {}{}",
                               problem,
                               at_ + 1,
                               rest.empty() ? std::string(" (the end)")
                                            : " (\"" + shortened(rest.substr(0, 80), 20) + "\")"),
        .suggestion = {}};
}

Matrix read_transform(std::string_view text) {
    Scanner scanner(text);
    Matrix matrix;
    scanner.skip_separator();
    while (!scanner.at_end()) {
        std::string name;
        while (is_letter(scanner.peek())) name += scanner.take();
        scanner.skip_blanks();
        if (name.empty() || scanner.peek() != '(')
            scanner.refuse("the transform is not understood");
        scanner.take();
        scanner.skip_blanks();
        std::vector<double> values;
        while (scanner.at_number() && values.size() < 7) values.push_back(scanner.number());
        if (scanner.peek() != ')') scanner.refuse("the transform is not understood");
        scanner.take();
        matrix = matrix * one_transform(name, values);
        scanner.skip_separator();
    }
    return matrix;
}

}  // namespace mesogrid::svg
