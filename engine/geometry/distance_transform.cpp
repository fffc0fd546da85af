#include "engine/geometry/distance_transform.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kLinesPerBlock = 64;

/// The lower envelope of parabolas height[i] + (x - i)^2 with i from -1 to n, where both ends have
/// height 0; heights are those of cells 0 to n - 1.
class Envelope {
public:
    explicit Envelope(std::size_t cells)
        : height_(cells + 2, 0.0), apex_(cells + 2), from_(cells + 3) {}

    double& height(std::size_t cell) { return height_[cell + 1]; }

    /// Calls store(cell, lowest) for each cell in turn.
    template <class Store>
    void lowest(Store&& store) {
        std::size_t last = 0;
        apex_[0] = 0;
        from_[0] = -1.0;
        for (std::size_t q = 1; q < height_.size(); ++q) {
            double cross = crossing(apex_[last], q);
            while (last > 0 && cross <= from_[last]) cross = crossing(apex_[--last], q);
            apex_[++last] = q;
            from_[last] = cross;
        }
        std::size_t k = 0;
        for (std::size_t q = 1; q + 1 < height_.size(); ++q) {
            while (k < last && from_[k + 1] < static_cast<double>(q)) ++k;
            const double away = static_cast<double>(q) - static_cast<double>(apex_[k]);
            store(q - 1, height_[apex_[k]] + away * away);
        }
    }

private:
    /// Where the parabola about q gets below the one about p, p < q.
    double crossing(std::size_t p, std::size_t q) const {
        const auto a = static_cast<double>(p);
        const auto b = static_cast<double>(q);
        return 0.5 * ((height_[q] - height_[p]) / (b - a) + a + b);
    }

    std::vector<double> height_;
    std::vector<std::size_t> apex_;
    std::vector<double> from_;  ///< where each parabola begins to be lowest
};

}  // namespace

std::vector<float> squared_distances(const std::vector<char>& marked, int nx, int ny) {
    const auto columns = static_cast<std::size_t>(nx);
    const auto rows = static_cast<std::size_t>(ny);
    MESOGRID_EXPECTS(marked.size() == columns * rows);
    // Along each row first: the square of the distance within the row.
    std::vector<float> squares(marked.size());
    parallel_for_blocks(rows, kLinesPerBlock, [&](std::size_t first, std::size_t last) {
        for (std::size_t j = first; j < last; ++j) {
            float away = 0.0F;
            for (std::size_t i = 0; i < columns; ++i) {
                away = marked[j * columns + i] != 0 ? 0.0F : away + 1.0F;
                squares[j * columns + i] = away;
            }
            away = 0.0F;
            for (std::size_t i = columns; i-- > 0;) {
                float& square = squares[j * columns + i];
                away = marked[j * columns + i] != 0 ? 0.0F : away + 1.0F;
                square = std::min(square, away);
                square *= square;
            }
        }
    });
    parallel_for_blocks(columns, kLinesPerBlock, [&](std::size_t first, std::size_t last) {
        Envelope envelope(rows);
        for (std::size_t i = first; i < last; ++i) {
            for (std::size_t j = 0; j < rows; ++j) {
                envelope.height(j) = static_cast<double>(squares[j * columns + i]);
            }
            envelope.lowest([&](std::size_t j, double lowest) {
                squares[j * columns + i] = static_cast<float>(lowest);
            });
        }
    });
    return squares;
}

}  // namespace mesogrid
