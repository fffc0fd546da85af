#include <algorithm>

#include "app/plot/curve_picture.hpp"
#include "app/plot/font.hpp"
#include "app/plot/page.hpp"
#include "app/text.hpp"

namespace mesogrid::plot {
namespace {

constexpr double kWidth = 720.0;
constexpr double kBar = 20.0;
constexpr double kGroupTitle = 22.0;
constexpr double kNames = 290.0;

/// The range of all values with zero in it, and a little room for their numbers.
Axis axis_of(const std::vector<BarGroup>& groups, const std::string& title) {
    double low = 0.0;
    double high = 0.0;
    for (const BarGroup& group : groups) {
        for (const auto& value : group.values) {
            low = std::min(low, value.value_or(0.0));
            high = std::max(high, value.value_or(0.0));
        }
    }
    const double room = high > low ? 0.1 * (high - low) : 1.0;
    return {low < 0.0 ? low - room : 0.0, high + (high > 0.0 || low == 0.0 ? room : 0.0), title};
}

void draw_bar(Picture& picture,
              const Panel& panel,
              double top,
              const std::optional<double>& value,
              Colour colour) {
    const double zero = panel.at(0.0, 0.0).x;
    const double end = panel.at(value.value_or(0.0), 0.0).x;
    const double left = std::min(zero, end);
    const double right = std::max(zero, end);
    const double bottom = top + kBar - 5.0;
    picture.items.emplace_back(Area{
        .rings = {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}, .colour = colour});
    const std::string text = app::value_text(value);
    const bool negative = value.value_or(0.0) < 0.0;
    const double width = text_width(text, kTickSize) + 4.0;  // over the grid's lines
    const double from = negative ? left - 3.0 - width : right + 3.0;
    picture.items.emplace_back(
        Area{.rings = {{{from, top}, {from + width, top}, {from + width, bottom}, {from, bottom}}},
             .colour = kPaper});
    picture.items.emplace_back(Label{.at = {negative ? left - 5.0 : right + 5.0, bottom - 3.5},
                                     .text = text,
                                     .size = kTickSize,
                                     .anchor = negative ? Anchor::end : Anchor::start});
}

}  // namespace

Picture bar_picture(const Frontispiece& text,
                    const std::string& axis_title,
                    const std::vector<std::string>& names,
                    const std::vector<BarGroup>& groups) {
    const double group_height = kGroupTitle + kBar * static_cast<double>(names.size()) + 6.0;
    const double height = group_height * static_cast<double>(groups.size());
    Page page(kWidth, height + 62.0, text.title, text.lines, text.foot);
    Picture& picture = page.picture();
    const Panel panel{
        .frame = {kNames, page.top() + 10.0, kWidth - kNames - 2.0 * kPageMargin, height},
        .x = axis_of(groups, axis_title),
        .y = {0.0, 1.0, ""}};
    draw_x_axis(picture, panel, Grid::drawn);
    double top = panel.frame.top;
    for (const BarGroup& group : groups) {
        picture.items.emplace_back(Label{.at = {kPageMargin, top + 15.0},
                                         .text = fitted(group.name, kNames, 12.5),
                                         .size = 12.5});
        for (std::size_t i = 0; i < names.size(); ++i) {
            const double y = top + kGroupTitle + kBar * static_cast<double>(i);
            picture.items.emplace_back(
                Label{.at = {kPageMargin + 8.0, y + 11.5},
                      .text = fitted(names[i], kNames - kPageMargin - 16.0, kTickSize),
                      .size = kTickSize});
            draw_bar(picture, panel, y, group.values[i], series_colour(i));
        }
        top += group_height;
    }
    return picture;
}

}  // namespace mesogrid::plot
