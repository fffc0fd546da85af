#include "app/plot/axes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/plot/font.hpp"

namespace mesogrid::plot {
namespace {

constexpr double kTickLength = 4.0;

double share(const Axis& axis, double value) {
    return axis.high == axis.low ? 0.5 : (value - axis.low) / (axis.high - axis.low);
}

void draw_line(Picture& picture, Spot a, Spot b, Colour colour) {
    picture.items.emplace_back(Line{.points = {a, b}, .colour = colour, .width = 1.0});
}

void draw_frame(Picture& picture, const Frame& f) {
    picture.items.emplace_back(Line{.points = {{f.left, f.top},
                                               {f.right(), f.top},
                                               {f.right(), f.bottom()},
                                               {f.left, f.bottom()},
                                               {f.left, f.top}},
                                    .colour = kFaint,
                                    .width = 1.0});
}

void draw_y_axis(Picture& picture, const Panel& panel, Grid grid) {
    const Frame& f = panel.frame;
    const int count = std::max(2, static_cast<int>(f.height / 50.0));
    const std::vector<double> values = ticks(panel.y.low, panel.y.high, count);
    const std::vector<std::string> texts = tick_texts(values);
    double widest = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double y = panel.at(panel.x.low, values[i]).y;
        if (grid == Grid::drawn) draw_line(picture, {f.left, y}, {f.right(), y}, kRule);
        draw_line(picture, {f.left - kTickLength, y}, {f.left, y}, kFaint);
        picture.items.emplace_back(Label{.at = {f.left - kTickLength - 3.0, y + 4.0},
                                         .text = texts[i],
                                         .size = kTickSize,
                                         .anchor = Anchor::end});
        widest = std::max(widest, text_width(texts[i], kTickSize));
    }
    picture.items.emplace_back(
        Label{.at = {f.left - kTickLength - widest - 9.0, f.top + 0.5 * f.height},
              .text = panel.y.title,
              .size = kLabelSize,
              .anchor = Anchor::middle,
              .direction = Direction::upward});
}

}  // namespace

Spot Panel::at(double x_value, double y_value) const {
    return {frame.left + share(x, x_value) * frame.width,
            frame.bottom() - share(y, y_value) * frame.height};
}

std::vector<double> ticks(double low, double high, int count) {
    if (low > high) std::swap(low, high);
    if (!(high > low)) return {low};
    const double rough = (high - low) / std::max(count, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power;
    for (const double factor : {2.0, 5.0, 10.0}) {
        if (step < rough * 0.999) step = factor * power;
    }
    std::vector<double> values;
    const double first = std::ceil(low / step - 1e-9);
    for (double n = first; n * step <= high + 1e-9 * step; n += 1.0) values.push_back(n * step);
    return values;
}

std::vector<std::string> tick_texts(const std::vector<double>& values) {
    double most = 0.0;
    for (const double value : values) most = std::max(most, std::abs(value));
    const double step = values.size() > 1 ? values[1] - values[0] : most;
    const bool plain = most == 0.0 || (most < 1e6 && step >= 0.99e-4);
    const int digits =
        step > 0.0 ? std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6) : 0;
    std::vector<std::string> texts;
    for (const double value : values) {
        const double shown = std::abs(value) < 1e-9 * most ? 0.0 : value;
        std::string text =
            plain ? fmt::format("{:.{}f}", shown, digits) : fmt::format("{:.3g}", shown);
        if (text.front() == '-') text.replace(0, 1, "−");
        texts.push_back(std::move(text));
    }
    return texts;
}

void draw_x_axis(Picture& picture, const Panel& panel, Grid grid) {
    const Frame& f = panel.frame;
    const int count = std::max(2, static_cast<int>(f.width / 70.0));
    const std::vector<double> values = ticks(panel.x.low, panel.x.high, count);
    const std::vector<std::string> texts = tick_texts(values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = panel.at(values[i], panel.y.low).x;
        if (grid == Grid::drawn) draw_line(picture, {x, f.top}, {x, f.bottom()}, kRule);
        draw_line(picture, {x, f.bottom()}, {x, f.bottom() + kTickLength}, kFaint);
        picture.items.emplace_back(Label{.at = {x, f.bottom() + kTickLength + 12.0},
                                         .text = texts[i],
                                         .size = kTickSize,
                                         .anchor = Anchor::middle});
    }
    picture.items.emplace_back(Label{.at = {f.left + 0.5 * f.width, f.bottom() + 34.0},
                                     .text = panel.x.title,
                                     .size = kLabelSize,
                                     .anchor = Anchor::middle});
}

void draw_axes(Picture& picture, const Panel& panel, Grid grid) {
    draw_x_axis(picture, panel, grid);
    draw_y_axis(picture, panel, grid);
    draw_frame(picture, panel.frame);
}

void draw_colour_bar(Picture& picture,
                     const Frame& frame,
                     const ColourScale& scale,
                     const std::string& title,
                     const std::vector<Mark>& marks) {
    constexpr std::size_t kSteps = 128;
    Cells cells{.where = frame, .columns = 1, .rows = kSteps, .colours = {}};
    for (std::size_t i = 0; i < kSteps; ++i) {
        const double part = (static_cast<double>(kSteps - 1 - i) + 0.5) / kSteps;
        cells.colours.push_back(scale.at(scale.low + part * (scale.high - scale.low)));
    }
    picture.items.emplace_back(std::move(cells));
    draw_frame(picture, frame);
    const Panel panel{.frame = frame, .x = {}, .y = {scale.low, scale.high, ""}};
    const auto y_of = [&](double value) { return panel.at(0.0, value).y; };
    const auto values =
        ticks(scale.low, scale.high, std::max(2, static_cast<int>(frame.height / 36.0)));
    const auto texts = tick_texts(values);
    double widest = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double y = y_of(values[i]);
        draw_line(picture, {frame.right(), y}, {frame.right() + kTickLength, y}, kFaint);
        picture.items.emplace_back(
            Label{.at = {frame.right() + 8.0, y + 4.0}, .text = texts[i], .size = kTickSize});
        widest = std::max(widest, text_width(texts[i], kTickSize));
    }
    for (const Mark& mark : marks) {
        const double y = y_of(mark.value);
        picture.items.emplace_back(Area{.rings = {{{frame.left - 8.0, y - 4.5},
                                                   {frame.left - 1.0, y},
                                                   {frame.left - 8.0, y + 4.5}}},
                                        .colour = kInk});
        draw_line(picture, {frame.left, y}, {frame.right(), y}, kPaper);
    }
    picture.items.emplace_back(
        Label{.at = {frame.right() + widest + 24.0, frame.top + 0.5 * frame.height},
              .text = title,
              .size = kLabelSize,
              .anchor = Anchor::middle,
              .direction = Direction::upward});
}

std::string fitted(const std::string& text, double width, double size) {
    if (text_width(text, size) <= width) return text;
    std::string shorter = text;
    while (!shorter.empty() && text_width(shorter + "…", size) > width) {
        while (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0x80U) {
            shorter.pop_back();
        }
        if (!shorter.empty()) shorter.pop_back();
    }
    return shorter + "…";
}

std::vector<std::string> broken(const std::string& text, double width, double size) {
    std::vector<std::string> lines;
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        std::string longer = line;
        if (!line.empty()) longer += ' ';
        longer += word;
        if (!line.empty() && text_width(longer, size) > width) {
            lines.push_back(fitted(line, width, size));
            line = word;
        } else {
            line = longer;
        }
        at = end + 1;
    }
    if (!line.empty()) lines.push_back(fitted(line, width, size));
    return lines;
}

}  // namespace mesogrid::plot
