#include "engine/format/csv.hpp"

#include <charconv>

namespace mesogrid {
namespace {

bool is_number(std::string_view text) {
    if (text.substr(0, 1) == "+") text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string csv_field(std::string_view text) {
    std::string field;
    const bool formula =
        !text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos;
    if (formula && !is_number(text)) field = "'";
    field += text;
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char c : field) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string csv_table(const std::vector<std::vector<std::string>>& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i != 0) text += ',';
            text += csv_field(row[i]);
        }
        text += "\r\n";
    }
    return text;
}

std::vector<std::vector<std::string>> read_csv(std::string_view text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    const auto end_row = [&] {
        if (row.size() > 1 || !row.front().empty()) rows.push_back(row);
        row.assign(1, "");
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool doubled = quoted && c == '"' && text.substr(i + 1, 1) == "\"";
        if (doubled) {
            row.back() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
            row.back() += c;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n') {
            end_row();
        }
    }
    end_row();
    return rows;
}

}  // namespace mesogrid
