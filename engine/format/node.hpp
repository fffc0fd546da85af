#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/error.hpp"

namespace mesogrid {

/// One value of a scenario file with the place it was written at: a tree of tables and arrays.
/// Keys of a table keep their order of writing.
struct Node {
    using Array = std::vector<Node>;
    struct Member;
    using Table = std::vector<Member>;

    std::variant<bool, std::int64_t, double, std::string, Array, Table> value;
    SourcePosition where;
    std::string
        written;         ///< the value as it stands in the file (strings with quotes); for messages
    std::string source;  ///< where a library's value comes from, with its grade; "" in scenarios

    bool is_table() const { return std::holds_alternative<Table>(value); }
    bool is_array() const { return std::holds_alternative<Array>(value); }
    const Table& table() const { return std::get<Table>(value); }
    const Array& array() const { return std::get<Array>(value); }

    /// The member of that name, or nullptr. Only for tables.
    const Node* find(std::string_view key) const;
};

struct Node::Member {
    std::string key;
    SourcePosition where;  ///< of the key
    Node node;
};

/// "a table", "a string", "an integer" … for messages.
std::string describe_type(const Node& node);

/// `over` laid upon `under`: tables merge key by key, everything else is replaced.
Node merged(const Node& under, const Node& over);

}  // namespace mesogrid
