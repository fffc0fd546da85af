#include "app/plot/section_picture.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/plot/page.hpp"

namespace mesogrid::plot {
namespace {

constexpr double kPanelWidth = 560.0;
constexpr double kPanelHeight = 150.0;
constexpr double kLeft = 54.0;
constexpr double kAbove = 24.0;
constexpr double kBelow = 48.0;
constexpr double kNames = 92.0;  ///< layer names beside the panel
constexpr double kBarRoom = 118.0;
constexpr double kMostRows = 2000.0;

/// Planes differ in thickness and the rows of cells do not: as many rows as the thinnest plane
/// needs, each of the plane its middle lies in.
Cells cells_of(const Section& section, const Frame& frame, const ColourScale& scale) {
    double thinnest = section.faces.back();
    for (std::size_t r = 0; r < section.rows(); ++r) {
        thinnest = std::min(thinnest, section.faces[r + 1] - section.faces[r]);
    }
    const double rows = std::min(std::ceil(section.faces.back() / thinnest), kMostRows);
    Cells cells{.where = frame,
                .columns = section.columns(),
                .rows = static_cast<std::size_t>(rows),
                .colours = {}};
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const double depth = section.faces.back() * (static_cast<double>(row) + 0.5) / rows;
        const auto face = std::upper_bound(section.faces.begin(), section.faces.end(), depth);
        const auto plane = static_cast<std::size_t>(face - section.faces.begin() - 1);
        const std::size_t first = std::min(plane, section.rows() - 1) * cells.columns;
        for (std::size_t i = 0; i < cells.columns; ++i) {
            cells.colours.push_back(scale.at(section.values[first + i]));
        }
    }
    return cells;
}

void draw_layers(Picture& picture, const Panel& panel, const SectionPanel& section) {
    const double bottom = section.section.faces.back();
    double last_name = -100.0;
    for (std::size_t i = 0; i < section.layers.size(); ++i) {
        const double top = section.layers[i].depth;
        const double end = i + 1 < section.layers.size() ? section.layers[i + 1].depth : bottom;
        const double y = panel.at(panel.x.low, top).y;
        if (top > 0.0) {
            picture.items.emplace_back(
                Line{.points = {{panel.frame.left, y}, {panel.frame.right(), y}},
                     .colour = kPaper,
                     .width = 1.2,
                     .dash = 5.0});
        }
        const double middle = panel.at(panel.x.low, 0.5 * (top + end)).y + 4.0;
        const double name = std::max(middle, last_name + 13.0);
        picture.items.emplace_back(
            Label{.at = {panel.frame.right() + 8.0, name},
                  .text = fitted(section.layers[i].name, kNames - 10.0, kTickSize),
                  .size = kTickSize});
        last_name = name;
    }
}

/// The needle's way from the surface to its outlet.
void draw_outlets(Picture& picture, const Panel& panel, const std::vector<Spot>& outlets) {
    for (const Spot& outlet : outlets) {
        const Spot top = panel.at(outlet.x, 0.0);
        const Spot tip = panel.at(outlet.x, outlet.y);
        picture.items.emplace_back(Line{.points = {top, tip}, .colour = kInk, .width = 2.6});
        picture.items.emplace_back(Line{.points = {top, tip}, .colour = kPaper, .width = 1.2});
        picture.items.emplace_back(Area{
            .rings = {{{top.x - 4.0, top.y - 7.0}, {top.x + 4.0, top.y - 7.0}, {top.x, top.y}}},
            .colour = kInk});
    }
}

void draw_panel(Picture& picture,
                Spot corner,
                const std::string& along,
                const SectionPanel& section,
                const ColourScale& scale) {
    const Section& s = section.section;
    const double end = s.start + s.spacing * static_cast<double>(s.columns());
    const Panel panel{.frame = {corner.x + kLeft, corner.y + kAbove, kPanelWidth, kPanelHeight},
                      .x = {s.start, end, along},
                      .y = {s.faces.back(), s.faces.front(), "depth [mm]"}};
    const double most = *std::max_element(s.values.begin(), s.values.end());
    picture.items.emplace_back(Label{.at = {panel.frame.right(), corner.y + 12.0},
                                     .text = fmt::format("at most {:.3g}", most),
                                     .size = kTickSize,
                                     .colour = kFaint,
                                     .anchor = Anchor::end});
    picture.items.emplace_back(Label{.at = {corner.x + kLeft, corner.y + 12.0},
                                     .text = fitted(section.title, kPanelWidth - 100.0, 12.5),
                                     .size = 12.5});
    picture.items.emplace_back(cells_of(s, panel.frame, scale));
    draw_layers(picture, panel, section);
    draw_outlets(picture, panel, section.outlets);
    draw_axes(picture, panel, Grid::none);
}

}  // namespace

Picture section_picture(Frontispiece text,
                        const std::string& along,
                        const std::vector<SectionPanel>& panels,
                        const Legend& legend) {
    const Section& first = panels.front().section;
    const double lateral = first.spacing * static_cast<double>(first.columns()) / kPanelWidth;
    const double stretch = lateral / (first.faces.back() / kPanelHeight);
    text.lines.push_back(fmt::format("Depth is drawn {:.2g} times larger than length.", stretch));
    const double step = kAbove + kPanelHeight + kBelow;
    const double width = 2.0 * kPageMargin + kLeft + kPanelWidth + kNames + kBarRoom;
    Page page(width, step * static_cast<double>(panels.size()), text.title, text.lines, text.foot);
    for (std::size_t i = 0; i < panels.size(); ++i) {
        draw_panel(page.picture(),
                   {kPageMargin - 6.0, page.top() + step * static_cast<double>(i)},
                   along,
                   panels[i],
                   legend.scale);
    }
    const double bar = panels.size() > 1 ? 300.0 : kPanelHeight;
    draw_colour_bar(
        page.picture(),
        {kPageMargin + kLeft + kPanelWidth + kNames + 8.0, page.top() + kAbove, 16.0, bar},
        legend.scale,
        legend.title,
        legend.marks);
    return page.picture();
}

}  // namespace mesogrid::plot
