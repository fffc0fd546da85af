#include "app/plot/page.hpp"

#include "app/plot/axes.hpp"

namespace mesogrid::plot {
namespace {

constexpr double kTitleSize = 16.0;
constexpr double kLineSize = 12.0;
constexpr double kFootSize = 10.0;
constexpr double kLeading = 1.4;

}  // namespace

double Page::write(const std::string& text, double baseline, double size, Colour colour) {
    for (const std::string& line : broken(text, picture_.width - 2.0 * kPageMargin, size)) {
        picture_.items.emplace_back(
            Label{.at = {kPageMargin, baseline}, .text = line, .size = size, .colour = colour});
        baseline += kLeading * size;
    }
    return baseline;
}

Page::Page(double width,
           double body,
           const std::string& title,
           const std::vector<std::string>& lines,
           const std::string& foot) {
    picture_.width = width;
    picture_.title = title;
    double baseline = write(title, kPageMargin + kTitleSize, kTitleSize, kInk);
    for (const std::string& line : lines) {
        if (line.empty()) continue;
        picture_.description += (picture_.description.empty() ? "" : " ") + line;
        baseline = write(line, baseline, kLineSize, kFaint);
    }
    top_ = baseline - 0.5 * kLineSize;
    const double end = write(foot, top_ + body + 2.0 * kFootSize, kFootSize, kFaint);
    picture_.height = end - kLeading * kFootSize + kPageMargin;
}

}  // namespace mesogrid::plot
