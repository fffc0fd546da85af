#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace mesogrid::plot {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

inline constexpr Colour kInk{33, 33, 33};
inline constexpr Colour kFaint{110, 110, 110};
inline constexpr Colour kRule{214, 214, 214};
inline constexpr Colour kPaper{255, 255, 255};

/// A place on the paper: pixels of a screen (1/96 inch) from the upper left corner, y downward.
struct Spot {
    double x = 0.0;
    double y = 0.0;
};

/// An axis-parallel part of the paper.
struct Frame {
    double left = 0.0;
    double top = 0.0;
    double width = 0.0;
    double height = 0.0;

    double right() const { return left + width; }
    double bottom() const { return top + height; }
};

/// Closed polygons filled together; what they wind about in sum zero times stays empty, so a hole
/// runs the other way round.
struct Area {
    std::vector<std::vector<Spot>> rings;
    Colour colour;
    double opacity = 1.0;
};

struct Line {
    std::vector<Spot> points;
    Colour colour;
    double width = 1.0;
    double dash = 0.0;  ///< length of dashes and of the gaps between them; 0: none
};

enum class Anchor { start, middle, end };
enum class Direction { across, upward };

/// One line of text; `at` lies on its baseline.
struct Label {
    Spot at;
    std::string text;
    double size = 12.0;
    Colour colour = kInk;
    Anchor anchor = Anchor::start;
    Direction direction = Direction::across;
};

/// Rectangular cells of one colour each, first row on top.
struct Cells {
    Frame where;
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<Colour> colours;  ///< columns * rows, row by row
};

/// What is drawn, in order, later over earlier. Turned into bytes by to_svg and to_png.
struct Picture {
    double width = 0.0;
    double height = 0.0;
    std::string title;        ///< for those who do not see it
    std::string description;  ///< the same
    std::vector<std::variant<Area, Line, Label, Cells>> items;
};

}  // namespace mesogrid::plot
