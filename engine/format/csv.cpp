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

}  // namespace mesogrid
