#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "tests/validation/observation.hpp"

namespace mesogrid::validation {
namespace {

constexpr double kLeft = 70.0;
constexpr double kTop = 40.0;
constexpr double kWidth = 460.0;
constexpr double kHeight = 300.0;
constexpr std::array kColours = {"#0b5fa5", "#c7510d", "#2d7d3a", "#7a3b8f", "#555555", "#a3157a"};

/// One axis: from values to places.
class Axis {
public:
    Axis(double low, double high, bool logarithmic, double from, double to)
        : log_(logarithmic), from_(from), to_(to) {
        low_ = scaled(low);
        high_ = scaled(high);
        if (!log_) {
            const double margin = 0.05 * (high_ - low_);
            low_ = low >= 0.0 ? 0.0 : low_ - margin;
            high_ += margin;
        }
        if (high_ <= low_) high_ = low_ + 1.0;
    }
    double at(double value) const {
        return from_ + (to_ - from_) * (scaled(value) - low_) / (high_ - low_);
    }
    std::vector<double> ticks() const {
        std::vector<double> list;
        if (log_) {
            for (double e = std::floor(low_); e <= high_ + 1e-9; ++e) {
                for (const double m : {1.0, 2.0, 5.0}) {
                    const double value = m * std::pow(10.0, e);
                    if (scaled(value) >= low_ - 1e-9 && scaled(value) <= high_ + 1e-9) {
                        list.push_back(value);
                    }
                }
            }
            return list;
        }
        const double rough = (high_ - low_) / 5.0;
        const double power = std::pow(10.0, std::floor(std::log10(rough)));
        double step = power;
        for (const double m : {1.0, 2.0, 5.0, 10.0}) {
            if (m * power <= rough * 1.001) step = m * power;
        }
        for (double n = std::ceil(low_ / step); n * step <= high_ + 1e-9; ++n) {
            list.push_back(n * step);
        }
        return list;
    }

private:
    double scaled(double value) const { return log_ ? std::log10(value) : value; }

    bool log_;
    double from_;
    double to_;
    double low_ = 0.0;
    double high_ = 1.0;
};

std::string words(double x, double y, const char* anchor, const std::string& text) {
    return fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, text);
}

std::string frame(const Chart& chart, const Axis& x, const Axis& y) {
    std::string svg = fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#888\"/>\n",
        kLeft,
        kTop,
        kWidth,
        kHeight);
    for (const double tick : x.ticks()) {
        svg += fmt::format(
            "<path d=\"M{:.1f} {} v5\" stroke=\"#888\"/>\n", x.at(tick), kTop + kHeight);
        svg += words(x.at(tick), kTop + kHeight + 20.0, "middle", digits(tick));
    }
    for (const double tick : y.ticks()) {
        svg += fmt::format(
            "<path d=\"M{} {:.1f} h{}\" stroke=\"#e4e4e4\"/>\n", kLeft, y.at(tick), kWidth);
        svg += words(kLeft - 8.0, y.at(tick) + 4.0, "end", digits(tick));
    }
    svg += words(kLeft + 0.5 * kWidth, kTop + kHeight + 42.0, "middle", chart.x_label);
    svg += words(kLeft, 34.0, "start", chart.y_label);
    return svg +
           words(kLeft, 16.0, "start", "<tspan font-weight=\"bold\">" + chart.title + "</tspan>");
}

std::string line_of(const Line& line, const Axis& x, const Axis& y, const char* colour) {
    std::string svg;
    std::string path;
    for (std::size_t i = 0; i < line.x.size(); ++i) {
        const double px = x.at(line.x[i]);
        const double py = y.at(line.y[i]);
        path += fmt::format("{}{:.1f} {:.1f} ", i == 0 ? "M" : "L", px, py);
        if (line.dots) {
            svg += fmt::format(
                "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/>\n", px, py, colour);
        }
    }
    if (!line.dots) {
        svg += fmt::format(
            "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", path, colour);
    }
    return svg;
}

}  // namespace

std::string draw(const Chart& chart) {
    std::array<double, 4> box = {1e300, -1e300, 1e300, -1e300};
    for (const Line& line : chart.lines) {
        for (const double v : line.x)
            box = {std::min(box[0], v), std::max(box[1], v), box[2], box[3]};
        for (const double v : line.y)
            box = {box[0], box[1], std::min(box[2], v), std::max(box[3], v)};
    }
    const Axis x(box[0], box[1], chart.log_x, kLeft, kLeft + kWidth);
    const Axis y(box[2], box[3], chart.log_y, kTop + kHeight, kTop);
    const double width = kLeft + kWidth + 230.0;
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} 400\" "
        "font-family=\"sans-serif\" "
        "font-size=\"12\">\n<title>{}</title>\n<rect width=\"{}\" height=\"400\" fill=\"#fff\"/>\n",
        width,
        chart.title,
        width);
    svg += frame(chart, x, y);
    for (std::size_t l = 0; l < chart.lines.size(); ++l) {
        const char* colour = kColours[l % kColours.size()];
        svg += line_of(chart.lines[l], x, y, colour);
        const double at = kTop + 16.0 + 20.0 * static_cast<double>(l);
        svg += fmt::format("<rect x=\"{}\" y=\"{:.1f}\" width=\"12\" height=\"12\" fill=\"{}\"/>\n",
                           kLeft + kWidth + 14.0,
                           at - 10.0,
                           colour);
        svg += words(kLeft + kWidth + 32.0, at, "start", chart.lines[l].name);
    }
    return svg + "</svg>\n";
}

}  // namespace mesogrid::validation
