#include "app/plot/curve_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/plot/page.hpp"

namespace mesogrid::plot {
namespace {

constexpr double kWidth = 720.0;
constexpr double kHeight = 340.0;
constexpr double kLegendLine = 18.0;
constexpr std::array kDashes = {0.0, 7.0, 2.5, 12.0};

Axis spanning(const std::vector<Series>& series,
              std::vector<double> Series::*values,
              const std::string& title) {
    double low = 0.0;
    double high = 0.0;
    for (const Series& one : series) {
        for (const double value : one.*values) {
            if (!std::isfinite(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    return {low, high > low ? high : low + 1.0, title};
}

double dash_of(std::size_t index) {
    return kDashes[index % kDashes.size()];
}

void draw_series(Picture& picture, const Panel& panel, const Series& one, std::size_t index) {
    Line line{.points = {}, .colour = series_colour(index), .width = 2.0, .dash = dash_of(index)};
    for (std::size_t i = 0; i < one.x.size(); ++i) {
        if (std::isfinite(one.x[i]) && std::isfinite(one.y[i])) {
            line.points.push_back(panel.at(one.x[i], one.y[i]));
        }
    }
    picture.items.emplace_back(std::move(line));
}

void draw_legend(Picture& picture, double top, const std::vector<Series>& series) {
    for (std::size_t i = 0; i < series.size(); ++i) {
        const double y = top + static_cast<double>(i) * kLegendLine;
        picture.items.emplace_back(Line{.points = {{72.0, y}, {112.0, y}},
                                        .colour = series_colour(i),
                                        .width = 2.0,
                                        .dash = dash_of(i)});
        picture.items.emplace_back(
            Label{.at = {122.0, y + 4.0},
                  .text = fitted(series[i].name, kWidth - 122.0 - kPageMargin, kLabelSize),
                  .size = kLabelSize});
    }
}

void draw_mark(Picture& picture, const Panel& panel, const Mark& mark) {
    const double x = panel.at(mark.value, panel.y.low).x;
    const Frame& frame = panel.frame;
    picture.items.emplace_back(Line{.points = {{x, frame.top}, {x, frame.bottom()}},
                                    .colour = kInk,
                                    .width = 1.2,
                                    .dash = 4.0});
    const bool right = x < frame.left + 0.6 * frame.width;
    picture.items.emplace_back(Label{.at = {x + (right ? 6.0 : -6.0), frame.top + 16.0},
                                     .text = mark.text,
                                     .size = kTickSize,
                                     .anchor = right ? Anchor::start : Anchor::end});
}

}  // namespace

Picture curve_picture(const Frontispiece& text,
                      const std::string& x_title,
                      const std::string& y_title,
                      const std::vector<Series>& series,
                      const std::optional<Mark>& mark) {
    const double legend = static_cast<double>(series.size()) * kLegendLine;
    Page page(kWidth, kHeight + 62.0 + legend, text.title, text.lines, text.foot);
    const Panel panel{
        .frame = {72.0, page.top() + 10.0, kWidth - 72.0 - 2.0 * kPageMargin, kHeight},
        .x = spanning(series, &Series::x, x_title),
        .y = spanning(series, &Series::y, y_title)};
    draw_axes(page.picture(), panel, Grid::drawn);
    if (mark) draw_mark(page.picture(), panel, *mark);
    for (std::size_t i = 0; i < series.size(); ++i) {
        draw_series(page.picture(), panel, series[i], i);
    }
    draw_legend(page.picture(), panel.frame.bottom() + 56.0, series);
    return page.picture();
}

}  // namespace mesogrid::plot
