#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <png.h>

#include "app/plot/axes.hpp"
#include "app/plot/colour_scale.hpp"
#include "app/plot/contour.hpp"
#include "app/plot/font.hpp"
#include "app/plot/png_picture.hpp"
#include "app/plot/raster_paper.hpp"
#include "app/plot/svg_picture.hpp"

namespace mesogrid::plot {
namespace {

/// Blackness of the paper in pixels.
double painted(const RasterPaper& paper) {
    double sum = 0.0;
    for (const std::uint8_t byte : paper.bytes()) sum += (255.0 - byte) / (3.0 * 255.0);
    return sum;
}

struct Pixels {
    png_uint_32 width = 0;
    png_uint_32 height = 0;
    std::vector<std::uint8_t> rgb;

    Colour at(std::size_t x, std::size_t y) const {
        const std::size_t i = 3 * (y * width + x);
        return {rgb[i], rgb[i + 1], rgb[i + 2]};
    }
};

Pixels decoded(const std::string& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    Pixels pixels;
    EXPECT_NE(png_image_begin_read_from_memory(&image, file.data(), file.size()), 0);
    image.format = PNG_FORMAT_RGB;
    pixels.rgb.resize(PNG_IMAGE_SIZE(image));
    EXPECT_NE(png_image_finish_read(&image, nullptr, pixels.rgb.data(), 0, nullptr), 0);
    pixels.width = image.width;
    pixels.height = image.height;
    return pixels;
}

// Coverage is rounded to sevenths: a border pixel is off by at most 1/14, and on average far less.
TEST(RasterPaper, PaintsAsMuchAsTheAreaCovers) {
    RasterPaper paper(60, 50);
    paper.fill({.rings = {{{3.3, 4.1}, {50.7, 10.2}, {20.4, 44.9}}}, .colour = {0, 0, 0}});
    const double area = 0.5 * std::abs((50.7 - 3.3) * (44.9 - 4.1) - (20.4 - 3.3) * (10.2 - 4.1));
    const double border = 47.8 + 46.1 + 44.3;
    EXPECT_NEAR(painted(paper), area, border / 14.0 / 4.0);
}

TEST(RasterPaper, LeavesHolesThatRunTheOtherWay) {
    RasterPaper paper(20, 20);
    paper.fill(
        {.rings = {{{2, 2}, {18, 2}, {18, 18}, {2, 18}}, {{5, 5}, {5, 15}, {15, 15}, {15, 5}}},
         .colour = {0, 0, 0}});
    EXPECT_NEAR(painted(paper), 16.0 * 16.0 - 100.0, 1e-9);
}

TEST(RasterPaper, PaintsOverlappingPiecesOfALineOnce) {
    RasterPaper paper(40, 20);
    paper.fill(stroked({.points = {{5, 10}, {20, 10}, {35, 10}}, .colour = {0, 0, 0}, .width = 4}));
    EXPECT_NEAR(painted(paper), 30.0 * 4.0, 1e-9);
}

TEST(RasterPaper, PaintsDashesAndGapsAlike) {
    RasterPaper paper(50, 10);
    paper.fill(stroked(
        {.points = {{5, 5}, {25, 5}, {45, 5}}, .colour = {0, 0, 0}, .width = 2, .dash = 4}));
    EXPECT_NEAR(painted(paper), 0.5 * 40.0 * 2.0, 1e-9);
}

TEST(RasterPaper, SurvivesShapesThatLeaveIt) {
    RasterPaper paper(10, 10);
    paper.fill({.rings = {{{-50, -50}, {60, -50}, {60, 60}, {-50, 60}}}, .colour = {0, 0, 0}});
    EXPECT_NEAR(painted(paper), 100.0, 1e-9);
    paper.fill({.rings = {{{20, 20}, {30, 20}, {30, 30}}}, .colour = {9, 9, 9}});
}

TEST(Png, ShowsTheColourOfEachCell) {
    const Cells cells{
        .where = {10, 20, 30, 20},
        .columns = 3,
        .rows = 2,
        .colours = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {9, 9, 9}, {8, 8, 8}, {7, 7, 7}}};
    const Pixels own = decoded(to_png(cells));
    ASSERT_EQ(own.width * own.height, 6U);
    EXPECT_EQ(own.at(2, 1), (Colour{7, 7, 7}));
    Picture picture{.width = 60, .height = 50, .items = {cells}};
    const Pixels drawn = decoded(to_png(picture));
    ASSERT_EQ(drawn.width, 120U);
    for (std::size_t row = 0; row < 2; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            const Colour colour = cells.colours[row * 3 + column];
            for (const std::size_t inside : {0U, 19U}) {
                EXPECT_EQ(drawn.at(20 + 20 * column + inside, 40 + 20 * row + inside), colour);
            }
        }
    }
    EXPECT_EQ(drawn.at(19, 40), kPaper);
    EXPECT_EQ(drawn.at(80, 40), kPaper);
}

TEST(Font, HasEveryCharacterThatUnitsAndTitlesUse) {
    const double box = text_width("\xEE\x80\x80", 10.0);  // of private use: never in a font
    for (const char* character : {"A", "z", "0", "µ", "²", "³", "−", "…", "≥", "é", "ß", "Ω"}) {
        EXPECT_NE(text_width(character, 10.0), box) << character;
    }
    EXPECT_EQ(text_width("\xC3", 10.0), box) << "half a character";
    EXPECT_EQ(text_width("aa", 20.0), 4.0 * text_width("a", 10.0));
}

TEST(Svg, EscapesTextAndRefersToNothingOutside) {
    const Picture picture{.width = 10,
                          .height = 10,
                          .title = "<a & \"b\">",
                          .description = "\x01",
                          .items = {Label{.text = "</text><script>"}}};
    const std::string text = to_svg(picture);
    EXPECT_NE(text.find("<title>&lt;a &amp; &quot;b&quot;&gt;</title>"), std::string::npos);
    EXPECT_NE(text.find("&lt;/text&gt;&lt;script&gt;"), std::string::npos);
    EXPECT_EQ(text.find('\x01'), std::string::npos);
}

TEST(ColourScale, GetsBrighterWithTheValueAndDarkerAwayFromZero) {
    const auto luminance = [](Colour c) {
        return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
    };
    const ColourScale magnitude{.low = -2.0, .high = 6.0};
    const ColourScale difference{.kind = ColourScale::Kind::difference, .low = -1.0, .high = 1.0};
    for (double s = 0.0; s < 0.99; s += 0.02) {
        EXPECT_LT(luminance(magnitude.at(-2.0 + 8.0 * s)), luminance(magnitude.at(-1.8 + 8.0 * s)));
        EXPECT_GT(luminance(difference.at(s)), luminance(difference.at(s + 0.05)));
        EXPECT_GT(luminance(difference.at(-s)), luminance(difference.at(-s - 0.05)));
    }
    EXPECT_EQ(magnitude.at(-2.0), (Colour{0, 34, 78}));
    EXPECT_EQ(magnitude.at(99.0), (Colour{254, 232, 56}));
    EXPECT_EQ(magnitude.at(std::nan("")), (Colour{225, 225, 225}));
}

TEST(Axes, TickAtRoundNumbers) {
    EXPECT_EQ(ticks(0.0, 100.0, 5), (std::vector<double>{0, 20, 40, 60, 80, 100}));
    EXPECT_EQ(ticks(-7.0, 12.0, 4), (std::vector<double>{-5, 0, 5, 10}));
    EXPECT_EQ(tick_texts({-0.1, 0.0, 0.1}), (std::vector<std::string>{"−0.1", "0.0", "0.1"}));
    EXPECT_EQ(tick_texts({0.0, 2e6}), (std::vector<std::string>{"0", "2e+06"}));
    for (double high = 1e-12; high < 1e12; high *= 7.3) {
        const std::size_t count = ticks(0.0, high, 6).size();
        EXPECT_GE(count, 3U) << high;
        EXPECT_LE(count, 13U) << high;
    }
    EXPECT_EQ(ticks(3.0, 3.0, 5), (std::vector<double>{3.0}));
}

TEST(Axes, BreakAndFitText) {
    const std::string text = "one two three four five six seven eight nine ten";
    for (const std::string& line : broken(text, 80.0, 12.0))
        EXPECT_LE(text_width(line, 12.0), 80.0);
    const std::string fit = fitted("µµµµµµµµµµµµµµµµµµµµ", 60.0, 12.0);
    EXPECT_LE(text_width(fit, 12.0), 60.0);
    EXPECT_EQ(fit.substr(fit.size() - 3), "…");
    EXPECT_EQ(fit.substr(0, 2), "µ");
}

TEST(Contour, OfACircleHasItsLengthAndCloses) {
    const double radius = 7.0;
    Map map{.raster = {.origin = {-10, -10}, .spacing = 0.25, .nx = 80, .ny = 80}, .values = {}};
    for (int j = 0; j < 80; ++j) {
        for (int i = 0; i < 80; ++i) {
            const Point p = map.raster.centre(i, j);
            map.values.push_back(-std::hypot(p.x, p.y));
        }
    }
    const auto lines = contour(map, -radius);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].front(), lines[0].back());
    double length = 0.0;
    for (std::size_t i = 0; i + 1 < lines[0].size(); ++i) {
        length += distance(lines[0][i], lines[0][i + 1]);
        // linear between cells: off by at most h^2 / (8 r)
        EXPECT_NEAR(
            std::hypot(lines[0][i].x, lines[0][i].y), radius, 0.25 * 0.25 / 8.0 / radius * 2);
    }
    EXPECT_NEAR(length, 2.0 * 3.14159265 * radius, 0.05);
    EXPECT_TRUE(contour(map, 1.0).empty());
}

}  // namespace
}  // namespace mesogrid::plot
