#include "engine/format/svg.hpp"

#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

using testing::HasSubstr;

/// A page of 100 mm x 80 mm whose user unit is 1 mm.
std::string page(const std::string& content) {
    return "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100mm\" "
           "height=\"80mm\" viewBox=\"0 0 100 80\">\n" +
           content + "\n</svg>\n";
}

std::vector<SvgShape> drawn(const std::string& content, std::string_view element = "") {
    return read_svg(page(content), "cheek.svg", element);
}

SvgRing only_ring(const std::string& content) {
    const auto shapes = drawn(content);
    EXPECT_EQ(shapes.size(), 1U);
    EXPECT_EQ(shapes.at(0).rings.size(), 1U);
    return shapes.at(0).rings.at(0);
}

std::string path(const std::string& data) {
    return R"(<path id="p" d=")" + data + "\"/>";
}

/// Signed by direction: as the page is drawn with y upwards.
double area(const SvgRing& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SvgPoint a = ring[i];
        const SvgPoint b = ring[(i + 1) % ring.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return 0.5 * twice;
}

Diagnostic fault(const std::string& text, std::string_view element = "") {
    try {
        read_svg(text, "cheek.svg", element);
    } catch (const InputError& error) {
        return error.diagnostics().front();
    }
    ADD_FAILURE() << "not refused: " << text.substr(0, 200);
    return {};
}

void expect_points(const SvgRing& ring, const std::vector<SvgPoint>& points) {
    ASSERT_GE(ring.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_NEAR(ring[i].x, points[i].x, 1e-9) << i;
        EXPECT_NEAR(ring[i].y, points[i].y, 1e-9) << i;
    }
}

TEST(Svg, TurnsThePageSoThatYPointsUpwards) {
    expect_points(only_ring("<polygon points=\"10,20 30,20 30 50\"/>"),
                  {{10, 60}, {30, 60}, {30, 30}});
}

TEST(Svg, TakesUnitsFromWidthHeightAndViewBox) {
    const auto size = [](const std::string& attributes) {
        const auto shapes = read_svg(
            "<svg " + attributes + R"(><rect x="10" y="10" width="96" height="48"/></svg>)",
            "cheek.svg",
            "");
        return std::abs(area(shapes.at(0).rings.at(0)));
    };
    // 96 x 48 user units: of 1 px = 1/96 inch without a viewBox.
    EXPECT_NEAR(size("width=\"200\" height=\"200px\""), 25.4 * 12.7, 1e-9);
    EXPECT_NEAR(size("width=\"4in\" height=\"4in\""), 25.4 * 12.7, 1e-9);
    EXPECT_NEAR(
        size("width=\"10cm\" height=\"5cm\" viewBox=\"-20,-5 200 100\""), 48.0 * 24.0, 1e-9);
    EXPECT_NEAR(size("width=\"72pt\" height=\"6pc\" viewBox=\"0 0 100 100\""),
                96 * 48 * 0.254 * 0.254,
                1e-9);
}

TEST(Svg, ReadsEveryPathCommandAbsoluteAndRelative) {
    // The same square in eight ways.
    const std::vector<SvgPoint> square = {{10, 70}, {20, 70}, {20, 60}, {10, 60}};
    for (const char* data : {"M10 10 L20 10 L20 20 L10 20 Z",
                             "m10,10 l10,0 l0,10 l-10,0 z",
                             "M10 10 20 10 20 20 10 20",
                             "m10 10 10 0 0 10-10 0",
                             "M10 10H20V20H10Z",
                             "m10 10h10v10h-10z",
                             "M1e1 .1e2L+20 10.L2e+1,20 10 20z"}) {
        expect_points(only_ring(path(data)), square);
    }
    // Three numbers without blanks, and arc flags without any.
    expect_points(only_ring(path("M.5.5 10.5.5 10.5-10.5z")), {{.5, 79.5}, {10.5, 79.5}});
    EXPECT_NEAR(std::abs(area(only_ring(path("M30 40a10 10 0 0120 0a10 10 0 01-20 0z")))),
                100 * std::numbers::pi,
                2 * std::numbers::pi * 10 * kSvgTolerance);
}

TEST(Svg, MeasuresCurvesWithinTheirTolerance) {
    // Area between a quadratic curve of height h at its control and its chord L: 2/3 (L h/2).
    const double quadratic = 2.0 / 3.0 * 40.0 * 15.0;
    const double slack = 60 * kSvgTolerance;  // at most the tolerance along the whole curve
    EXPECT_NEAR(std::abs(area(only_ring(path("M10 40Q30 10 50 40")))), quadratic, slack);
    // The same curve as a cubic: controls two thirds of the way to the quadratic's.
    EXPECT_NEAR(std::abs(area(only_ring(path("M10 40C23.3333333 20 36.6666667 20 50 40")))),
                quadratic,
                slack);
    // T and S mirror the last control: a wave whose two bellies cancel.
    EXPECT_NEAR(area(only_ring(path("M10 40Q20 20 30 40T50 40"))), 0.0, 1e-6);
    EXPECT_NEAR(area(only_ring(path("M10 40c0-10 20-10 20 0s20 10 20 0"))), 0.0, 1e-6);
}

TEST(Svg, KeepsEveryChordOfACircleWithinTheTolerance) {
    const SvgRing ring = only_ring(R"(<circle cx="50" cy="40" r="30"/>)");
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SvgPoint a = ring[i];
        const SvgPoint b = ring[(i + 1) % ring.size()];
        EXPECT_NEAR(std::hypot(a.x - 50, a.y - 40), 30.0, 1e-9);
        EXPECT_GE(std::hypot(0.5 * (a.x + b.x) - 50, 0.5 * (a.y + b.y) - 40), 30.0 - kSvgTolerance);
    }
    // Scaled up ten times the tolerance is still one of millimetres on the page.
    EXPECT_GT(only_ring("<circle transform=\"scale(10)\" r=\"3\"/>").size(), ring.size() - 2);
}

TEST(Svg, DrawsArcsTheFourWays) {
    // From (40, 40) to (60, 40) with radius 20: the chord cuts off pi/6 - sqrt(3)/4 of r^2.
    const double small = 400 * (std::numbers::pi / 6 - std::sqrt(3.0) / 4);
    const double large = 400 * std::numbers::pi - small;
    const double slack = 2 * std::numbers::pi * 20 * kSvgTolerance;
    EXPECT_NEAR(area(only_ring(path("M40 40A20 20 0 0 0 60 40"))), small, slack);
    EXPECT_NEAR(area(only_ring(path("M40 40A20 20 0 0 1 60 40"))), -small, slack);
    EXPECT_NEAR(area(only_ring(path("M40 40A20 20 0 1 0 60 40"))), large, slack);
    EXPECT_NEAR(area(only_ring(path("M40 40A20 20 0 1 1 60 40"))), -large, slack);
    // Radii that do not reach are enlarged: a half ellipse of 10 x 5.
    EXPECT_NEAR(
        area(only_ring(path("M40 40A2 1 0 0 0 60 40"))), 0.5 * std::numbers::pi * 10 * 5, slack);
}

TEST(Svg, ReadsEllipsesAndRoundedRectangles) {
    const double slack = 100 * kSvgTolerance;
    EXPECT_NEAR(std::abs(area(only_ring("<ellipse cx=\"40\" cy=\"40\" rx=\"20\" ry=\"10\"/>"))),
                200 * std::numbers::pi,
                slack);
    EXPECT_NEAR(
        std::abs(area(only_ring("<rect x=\"10\" y=\"10\" width=\"40\" height=\"20\" rx=\"5\"/>"))),
        40 * 20 - (4 - std::numbers::pi) * 25,
        slack);
    EXPECT_NEAR(std::abs(area(only_ring("<rect width=\"40\" height=\"20\"/>"))), 800, 1e-9);
}

TEST(Svg, AppliesTransformsOfGroupsAndElementsInOrder) {
    expect_points(only_ring("<g transform=\"translate(10, 20) scale(2)\">"
                            "<polygon transform=\"rotate(90)\" points=\"1,0 5,0 5,5\"/></g>"),
                  {{10, 58}, {10, 50}, {0, 50}});
    expect_points(
        only_ring("<polygon transform=\"matrix(1 0 0 1 3 4) rotate(180 10 10)\" points=\"10,10 "
                  "12,10 12,11\"/>"),
        {{13, 66}, {11, 66}, {11, 67}});
}

TEST(Svg, PicksShapesByIdClassOrGroup) {
    const std::string content =
        "<path id=\"a\" d=\"M0 0h1v1z\"/><g id=\"eyes\"><circle class=\"hole left\" r=\"3\"/>"
        "<circle class=\"hole\" cx=\"9\" r=\"3\"/></g><defs><path id=\"d\" d=\"M0 "
        "0h1v1z\"/></defs>";
    EXPECT_EQ(drawn(content, "a").size(), 1U);
    EXPECT_EQ(drawn(content, "hole").size(), 2U);
    EXPECT_EQ(drawn(content, "left").size(), 1U);
    EXPECT_EQ(drawn(content, "eyes").size(), 2U);
    EXPECT_EQ(drawn(content, "a")[0].name, "path \"a\"");
    const Diagnostic several = fault(page(content));
    EXPECT_EQ(several.code, 372);
    EXPECT_THAT(several.problem, HasSubstr("3 shapes: path \"a\", circle, circle"));
    EXPECT_EQ(fault(page(content), "d").code, 372);
    EXPECT_EQ(fault(page(content), "nose").code, 372);
    EXPECT_EQ(fault(page("")).code, 372);
}

TEST(Svg, ReadsHolesAndTheFillRule) {
    const auto shapes =
        drawn(R"(<g style="fill-rule: evenodd"><path d="M0 0h9v9h-9zM3 3h3v3h-3zM1 1z"/></g>)");
    EXPECT_EQ(shapes.at(0).rings.size(), 2U);
    EXPECT_EQ(shapes.at(0).fill_rule, SvgFillRule::evenodd);
    EXPECT_EQ(drawn(path("M0 0h9v9z")).at(0).fill_rule, SvgFillRule::nonzero);
}

TEST(Svg, NamesElementAndPlaceOfAFault) {
    const Diagnostic bad = fault(page(R"(<path id="cheek" d="M0 0 L1 bad"/>)"));
    EXPECT_EQ(bad.code, 371);
    EXPECT_EQ(bad.where.file, "cheek.svg");
    EXPECT_EQ(bad.where.line, 3);
    EXPECT_THAT(bad.problem, HasSubstr("path \"cheek\": wants a number at byte 9"));
    for (const char* data :
         {"L1 1", "M0 0 X", "M0 0 L1", "M", "M0 0A1 1 0 2 0 3 3", "M0 0 L1e999 0"}) {
        EXPECT_EQ(fault(page(path(data))).code, 371) << data;
    }
    EXPECT_EQ(fault(page(path("M0 0 L99999999 1 L2 2"))).code, 371);
    for (const char* content : {"<use href=\"#a\"/>",
                                "<polyline points=\"0,0 1,1 0,1\"/>",
                                R"(<rect width="10mm" height="4"/>)",
                                R"(<rect width="0" height="4"/>)",
                                "<circle r=\"-1\"/>",
                                "<path d=\"\"/>",
                                "<path d=\"M0 0L1 1\"/>",
                                "<path transform=\"skewX(3)\" d=\"M0 0h1v1z\"/>",
                                "<path style=\"transform: scale(2)\" d=\"M0 0h1v1z\"/>"}) {
        EXPECT_EQ(fault(page(content)).code, 370) << content;
    }
}

TEST(Svg, RefusesWhatIsNoDrawingOrHasNoSize) {
    EXPECT_EQ(fault("").code, 368);
    EXPECT_EQ(fault("<svg").code, 368);
    EXPECT_EQ(fault("<html/>").code, 368);
    for (const char* attributes : {"",
                                   R"(width="100%" height="80mm")",
                                   R"(width="10em" height="10em")",
                                   R"(width="-5mm" height="5mm")",
                                   R"(width="10mm" height="10mm" viewBox="0 0 10")",
                                   R"(width="10mm" height="10mm" viewBox="0 0 0 0")",
                                   R"(width="10mm" height="10mm" viewBox="0 0 10 20")"}) {
        EXPECT_EQ(fault("<svg " + std::string(attributes) + "><circle r=\"1\"/></svg>").code, 369)
            << attributes;
    }
}

TEST(Svg, HasLimits) {
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<g>";
    EXPECT_EQ(fault("<svg width=\"9mm\" height=\"9mm\">" + deep).code, 368);
    for (int i = 0; i < 100; ++i) deep += "</g>";
    EXPECT_EQ(fault(page(deep)).code, 373);
    std::string data = "M0 0";
    for (int i = 0; i < 50001; ++i) data += "h.01v-.01";
    EXPECT_EQ(fault(page(path(data))).code, 373);
    EXPECT_EQ(fault(std::string(kMostSvgBytes + 1, ' ')).code, 373);
    // Entities of a document type are not expanded: no bomb.
    EXPECT_EQ(fault("<!DOCTYPE svg [<!ENTITY a \"&a;&a;\">]>" + page(path("&a;"))).code, 371);
}

}  // namespace
}  // namespace mesogrid
