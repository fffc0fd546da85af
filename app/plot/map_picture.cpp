#include "app/plot/map_picture.hpp"

#include <algorithm>
#include <cmath>

#include "app/plot/contour.hpp"
#include "app/plot/page.hpp"

namespace mesogrid::plot {
namespace {

constexpr double kLeft = 50.0;   ///< numbers and title of the y axis
constexpr double kAbove = 40.0;  ///< title and remark
constexpr double kBelow = 44.0;  ///< numbers and title of the x axis
constexpr double kGap = 14.0;    ///< between panels
constexpr double kBarRoom = 118.0;
constexpr double kBarWidth = 16.0;
constexpr double kTallest = 560.0;

/// How panels are laid out; all have the same size.
struct Layout {
    std::size_t columns = 1;
    std::size_t rows = 1;
    double per_mm = 1.0;
    Box box;  ///< holds every map

    double width() const { return box.width() * per_mm; }
    double height() const { return box.height() * per_mm; }
    double step_x() const { return kLeft + width() + kGap; }
    double step_y() const { return kAbove + height() + kBelow; }
    double page_width() const {
        const double panels = static_cast<double>(columns) * step_x();
        return std::max(2.0 * kPageMargin + panels + kBarRoom, 560.0);
    }
};

Layout layout_of(const std::vector<MapPanel>& panels) {
    Layout layout{.box = panels.front().map.raster.box()};
    for (const MapPanel& panel : panels) {
        const Box box = panel.map.raster.box();
        Box& all = layout.box;
        all.low = {std::min(all.low.x, box.low.x), std::min(all.low.y, box.low.y)};
        all.high = {std::max(all.high.x, box.high.x), std::max(all.high.y, box.high.y)};
    }
    layout.columns = std::min<std::size_t>(panels.size(), 3);
    layout.rows = (panels.size() + layout.columns - 1) / layout.columns;
    const double widest = layout.columns == 1 ? 560.0 : layout.columns == 2 ? 390.0 : 270.0;
    layout.per_mm = std::min(widest / layout.box.width(), kTallest / layout.box.height());
    return layout;
}

Cells cells_of(const Map& map, const Panel& panel, const ColourScale& scale) {
    const Raster& raster = map.raster;
    const Box box = raster.box();
    const Spot low = panel.at(box.low.x, box.low.y);
    const Spot high = panel.at(box.high.x, box.high.y);
    Cells cells{.where = {low.x, high.y, high.x - low.x, low.y - high.y},
                .columns = static_cast<std::size_t>(raster.nx),
                .rows = static_cast<std::size_t>(raster.ny),
                .colours = {}};
    for (int j = raster.ny - 1; j >= 0; --j) {
        for (int i = 0; i < raster.nx; ++i) {
            cells.colours.push_back(scale.at(map.values[raster.index(i, j)]));
        }
    }
    return cells;
}

void draw_outline(Picture& picture, const Panel& panel, const Outline& outline) {
    for (const Ring& ring : outline.rings()) {
        std::vector<Spot> spots;
        for (const Point& point : ring) spots.push_back(panel.at(point.x, point.y));
        spots.push_back(spots.front());
        picture.items.emplace_back(Line{.points = spots, .colour = kPaper, .width = 3.2});
        picture.items.emplace_back(Line{.points = spots, .colour = kInk, .width = 1.4});
    }
}

std::vector<Spot> circle(Spot centre, double radius) {
    constexpr int kCorners = 12;
    std::vector<Spot> ring;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * 3.141592653589793 * i / kCorners;
        ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return ring;
}

/// A white dot with a dark rim: seen on every colour.
void draw_punctures(Picture& picture, const Panel& panel, const std::vector<Point>& punctures) {
    const double crowd = punctures.size() > 300 ? 0.6 : 1.0;
    for (const Point& point : punctures) {
        const Spot spot = panel.at(point.x, point.y);
        picture.items.emplace_back(Area{.rings = {circle(spot, 2.6 * crowd)}, .colour = kInk});
        picture.items.emplace_back(Area{.rings = {circle(spot, 1.6 * crowd)}, .colour = kPaper});
    }
}

void draw_contour(Picture& picture, const Panel& panel, const Map& map, double level) {
    for (const std::vector<Point>& line : contour(map, level)) {
        std::vector<Spot> spots;
        spots.reserve(line.size());
        for (const Point& point : line) spots.push_back(panel.at(point.x, point.y));
        picture.items.emplace_back(
            Line{.points = std::move(spots), .colour = kPaper, .width = 1.4});
    }
}

void draw_panel(Picture& picture,
                const Layout& layout,
                Spot corner,
                const MapPanel& map,
                const ColourScale& scale) {
    const Box& box = layout.box;
    const Panel panel{
        .frame = {corner.x + kLeft, corner.y + kAbove, layout.width(), layout.height()},
        .x = {box.low.x, box.high.x, "x [mm]"},
        .y = {box.low.y, box.high.y, "y [mm]"}};
    const double room = layout.width() + kLeft - 4.0;
    picture.items.emplace_back(Label{.at = {corner.x + 12.0, corner.y + 14.0},
                                     .text = fitted(map.title, room, 12.5),
                                     .size = 12.5});
    picture.items.emplace_back(Label{.at = {corner.x + 12.0, corner.y + 31.0},
                                     .text = fitted(map.remark, room, 11.0),
                                     .size = 11.0,
                                     .colour = kFaint});
    picture.items.emplace_back(cells_of(map.map, panel, scale));
    if (map.level) draw_contour(picture, panel, map.map, *map.level);
    draw_outline(picture, panel, map.outline);
    draw_punctures(picture, panel, map.punctures);
    draw_axes(picture, panel, Grid::none);
}

}  // namespace

Picture map_picture(const Frontispiece& text,
                    const std::vector<MapPanel>& panels,
                    const Legend& legend) {
    const Layout layout = layout_of(panels);
    const double body = static_cast<double>(layout.rows) * layout.step_y();
    Page page(layout.page_width(), body, text.title, text.lines, text.foot);
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const std::size_t row = i / layout.columns;
        const std::size_t column = i % layout.columns;
        const Spot corner{kPageMargin - 6.0 + static_cast<double>(column) * layout.step_x(),
                          page.top() + static_cast<double>(row) * layout.step_y()};
        draw_panel(page.picture(), layout, corner, panels[i], legend.scale);
    }
    const double bar = std::min(layout.height(), 320.0);
    draw_colour_bar(page.picture(),
                    {kPageMargin + static_cast<double>(layout.columns) * layout.step_x() + 8.0,
                     page.top() + kAbove,
                     kBarWidth,
                     bar},
                    legend.scale,
                    legend.title,
                    legend.marks);
    return page.picture();
}

ColourScale scale_over(const std::vector<MapPanel>& panels, double least) {
    double high = least;
    double low = least;
    for (const MapPanel& panel : panels) {
        for (const double value : panel.map.values) {
            if (!std::isfinite(value)) continue;
            high = std::max(high, value);
            low = std::min(low, value);
        }
    }
    return {
        .kind = ColourScale::Kind::magnitude, .low = low, .high = high > low ? high : low + 1.0};
}

}  // namespace mesogrid::plot
