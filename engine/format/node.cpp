#include "engine/format/node.hpp"

#include <algorithm>

namespace mesogrid {

const Node* Node::find(std::string_view key) const {
    const Table& members = table();
    const auto found = std::find_if(
        members.begin(), members.end(), [&](const Member& member) { return member.key == key; });
    return found == members.end() ? nullptr : &found->node;
}

std::string describe_type(const Node& node) {
    constexpr const char* words[] = {
        "a true/false value", "an integer", "a number", "a string", "an array", "a table"};
    return words[node.value.index()];
}

Node merged(const Node& under, const Node& over) {
    if (!under.is_table() || !over.is_table()) return over;
    Node result = under;
    auto& members = std::get<Node::Table>(result.value);
    for (const Node::Member& member : over.table()) {
        const auto known = std::find_if(members.begin(), members.end(), [&](const auto& entry) {
            return entry.key == member.key;
        });
        if (known == members.end()) {
            members.push_back(member);
        } else {
            known->where = member.where;
            known->node = merged(known->node, member.node);
        }
    }
    result.where = over.where;
    return result;
}

}  // namespace mesogrid
