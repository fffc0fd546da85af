#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// One column a CSV table of quantities may have; its header says its unit: "depth [mm]".
struct QuantityColumn {
    std::string_view name;
    Dimension dimension;
    std::string_view unit;  ///< for messages, e.g. "mm"
    double minimum;         ///< base units
    double maximum;
    enum class Need { required, optional } need = Need::required;
};

/// Rows of quantities in base units; an optional cell may be empty.
class QuantityTable {
public:
    explicit QuantityTable(std::size_t columns) : columns_(columns) {}

    std::size_t rows() const { return lines_.size(); }
    std::optional<double> at(std::size_t row, std::size_t column) const {
        return cells_[row * columns_ + column];
    }
    /// Line of the file a row stands in, from 1.
    int line(std::size_t row) const { return lines_[row]; }
    /// `cells`: one per column.
    void add_row(int line, const std::vector<std::optional<double>>& cells) {
        lines_.push_back(line);
        cells_.insert(cells_.end(), cells.begin(), cells.end());
    }

private:
    std::size_t columns_;
    std::vector<int> lines_;
    std::vector<std::optional<double>> cells_;
};

/// Most rows and longest line of a CSV table.
inline constexpr std::size_t kMostTableRows = 1000000;
inline constexpr std::size_t kLongestTableLine = 65536;

/// Reads UTF-8 text (a byte order mark, CRLF and fields in double quotes are fine) whose first line
/// names the columns with their units, in any order. Columns whose name begins with "x_" are passed
/// over. The result has the columns in the order of `columns`.
/// Throws InputError: header (E0364), cells (E0365, up to 20 with line and column, the rest
/// counted), too much of anything or an unclosed quote (E0366). Semicolons and decimal commas are
/// named, not guessed. Never depends on the locale.
QuantityTable read_quantity_table(std::string_view text,
                                  const std::string& file,
                                  const std::vector<QuantityColumn>& columns);

}  // namespace mesogrid
