#pragma once

#include <regex>
#include <string>
#include <vector>

namespace mesogrid::testing {

/// The parts of one message in the one form (see to_text in engine/base/error.hpp). Parts that a
/// message leaves out are empty.
struct MessageParts {
    std::string code;  ///< "E0210"
    std::string file;
    int line = 0;
    int column = 0;
    std::string key;
    std::string value;
    std::string problem;
    std::string allowed;
    std::string suggestion;
};

/// Takes a message apart; code stays empty when the text has not the form.
inline MessageParts parse_message(const std::string& message) {
    MessageParts parts;
    std::smatch match;
    static const std::regex head(R"(^error\[(E\d{4})\]: )");
    if (!std::regex_search(message, match, head)) return parts;
    parts.code = match[1];
    std::string rest = match.suffix();
    while (!rest.empty() && rest.back() == '\n') rest.pop_back();
    static const std::regex place(R"(^([^:\n]+):(\d+):(\d+): )");
    static const std::regex file(R"(^([^:=\n]*[./][^:=\n]*): )");
    if (std::regex_search(rest, match, place)) {
        parts.file = match[1];
        parts.line = std::stoi(match[2]);
        parts.column = std::stoi(match[3]);
        rest = match.suffix();
    } else if (std::regex_search(rest, match, file)) {
        parts.file = match[1];
        rest = match.suffix();
    }
    static const std::regex key_value(
        R"(^([A-Za-z_][\w.\[\]-]*|--?[\w-]+) = ("[^"\n]*"|[^:\n]*): )");
    static const std::regex key_only(R"(^([A-Za-z_][\w.\[\]-]*|--?[\w-]+): )");
    if (std::regex_search(rest, match, key_value)) {
        parts.key = match[1];
        parts.value = match[2];
        rest = match.suffix();
    } else if (std::regex_search(rest, match, key_only)) {
        parts.key = match[1];
        rest = match.suffix();
    }
    if (!rest.empty() && rest.back() == '?') {
        const std::size_t at = rest.rfind("; ");
        if (at != std::string::npos) {
            parts.suggestion = rest.substr(at + 2, rest.size() - at - 3);
            rest = rest.substr(0, at);
        }
    }
    const std::size_t allowed = rest.rfind("; allowed ");
    if (allowed != std::string::npos) {
        parts.allowed = rest.substr(allowed + 10);
        rest = rest.substr(0, allowed);
    }
    parts.problem = rest;
    return parts;
}

/// Every message of a text, one entry per "error[".
inline std::vector<MessageParts> parse_messages(const std::string& text) {
    std::vector<MessageParts> list;
    std::size_t at = text.find("error[");
    while (at != std::string::npos) {
        const std::size_t next = text.find("\nerror[", at + 1);
        list.push_back(
            parse_message(text.substr(at, next == std::string::npos ? next : next - at)));
        at = next == std::string::npos ? next : next + 1;
    }
    return list;
}

}  // namespace mesogrid::testing
