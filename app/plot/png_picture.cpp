#include "app/plot/png_picture.hpp"

#include <algorithm>
#include <cmath>
#include <csetjmp>

#include <png.h>

#include "engine/base/error.hpp"

#include "app/plot/font.hpp"
#include "app/plot/raster_paper.hpp"

namespace mesogrid::plot {
namespace {

void append(png_structp png, png_bytep data, png_size_t size) {
    static_cast<std::string*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(data), size);
}

void no_flush(png_structp) {}

/// Rows without libpng's filters: drawings of few colours pack best as they are. Nothing in here
/// has a destructor that libpng's jump out of an error would miss.
bool write_rows(std::string& file, const std::uint8_t* rgb, png_uint_32 width, png_uint_32 height) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    if (!info || setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_set_write_fn(png, &file, append, no_flush);
    png_set_IHDR(png,
                 info,
                 width,
                 height,
                 8,
                 PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, 9);
    png_write_info(png, info);
    for (png_uint_32 y = 0; y < height; ++y) {
        png_write_row(png, rgb + std::size_t{3} * width * y);
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return true;
}

std::string packed(const std::vector<std::uint8_t>& rgb, int width, int height) {
    std::string file;
    const bool written = write_rows(
        file, rgb.data(), static_cast<png_uint_32>(width), static_cast<png_uint_32>(height));
    if (!written) throw InternalError("libpng cannot write a picture");
    return file;
}

Spot scaled(Spot spot) {
    return {spot.x * kPixelsPerUnit, spot.y * kPixelsPerUnit};
}

void scale(std::vector<std::vector<Spot>>& rings) {
    for (auto& ring : rings) {
        for (Spot& spot : ring) spot = scaled(spot);
    }
}

/// Draws items of each kind on pixels.
class Painter {
public:
    explicit Painter(RasterPaper& paper) : paper_(paper) {}

    void operator()(Area area) const {
        scale(area.rings);
        paper_.fill(area);
    }
    void operator()(Line line) const {
        for (Spot& spot : line.points) spot = scaled(spot);
        line.width *= kPixelsPerUnit;
        line.dash *= kPixelsPerUnit;
        paper_.fill(stroked(line));
    }
    void operator()(const Label& label) const {
        (*this)(Area{.rings = outlines_of(label, 1.0 / kPixelsPerUnit), .colour = label.colour});
    }
    /// Each pixel takes the colour of the cell its centre lies in.
    void operator()(const Cells& cells) const {
        const Spot from = scaled({cells.where.left, cells.where.top});
        const Spot to = scaled({cells.where.right(), cells.where.bottom()});
        for (int y = static_cast<int>(std::lround(from.y)); y < std::lround(to.y); ++y) {
            const std::size_t row = cell_at(y, from.y, to.y, cells.rows);
            for (int x = static_cast<int>(std::lround(from.x)); x < std::lround(to.x); ++x) {
                const std::size_t column = cell_at(x, from.x, to.x, cells.columns);
                paper_.set(x, y, cells.colours[row * cells.columns + column]);
            }
        }
    }

private:
    static std::size_t cell_at(int pixel, double from, double to, std::size_t count) {
        const double share = (pixel + 0.5 - from) / (to - from);
        const double cell = std::floor(share * static_cast<double>(count));
        return static_cast<std::size_t>(std::clamp(cell, 0.0, static_cast<double>(count - 1)));
    }

    RasterPaper& paper_;
};

}  // namespace

std::string to_png(const Picture& picture) {
    RasterPaper paper(static_cast<int>(std::ceil(picture.width * kPixelsPerUnit)),
                      static_cast<int>(std::ceil(picture.height * kPixelsPerUnit)));
    for (const auto& item : picture.items) std::visit(Painter(paper), item);
    return packed(paper.bytes(), paper.width(), paper.height());
}

std::string to_png(const Cells& cells) {
    std::vector<std::uint8_t> rgb;
    for (const Colour& colour : cells.colours) {
        rgb.insert(rgb.end(), {colour.red, colour.green, colour.blue});
    }
    return packed(rgb, static_cast<int>(cells.columns), static_cast<int>(cells.rows));
}

}  // namespace mesogrid::plot
