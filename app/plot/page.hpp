#pragma once

#include <string>
#include <vector>

#include "app/plot/picture.hpp"

namespace mesogrid::plot {

inline constexpr double kPageMargin = 18.0;

/// A picture with a title and lines beneath it, and a last line at its foot; between them is room
/// for panels.
class Page {
public:
    /// `body` is the height between head and foot.
    Page(double width,
         double body,
         const std::string& title,
         const std::vector<std::string>& lines,
         const std::string& foot);

    /// Upper edge of the room for panels.
    double top() const { return top_; }
    Picture& picture() { return picture_; }

private:
    double write(const std::string& text, double baseline, double size, Colour colour);

    Picture picture_;
    double top_ = 0.0;
};

}  // namespace mesogrid::plot
