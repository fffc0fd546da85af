#include "engine/base/error.hpp"
#include "engine/format/toml.hpp"

#include "models/data/embedded.hpp"
#include "models/data/library.hpp"

namespace mesogrid::models {
namespace {

/// Takes a member out of a table; null when there is none.
std::optional<Node> take(Node& table, std::string_view key) {
    auto& members = std::get<Node::Table>(table.value);
    for (auto at = members.begin(); at != members.end(); ++at) {
        if (at->key != key) continue;
        Node node = std::move(at->node);
        members.erase(at);
        return node;
    }
    return std::nullopt;
}

/// Marks every value of the tree: with what its table's `evidence` says of its key, or else with
/// what is said of the whole.
void mark(Node& node, const std::string& whole) {
    node.source = whole;
    if (node.is_array()) {
        for (Node& entry : std::get<Node::Array>(node.value)) mark(entry, whole);
    }
    if (!node.is_table()) return;
    const std::optional<Node> evidence = take(node, "evidence");
    for (Node::Member& member : std::get<Node::Table>(node.value)) {
        const Node* own = evidence ? evidence->find(member.key) : nullptr;
        mark(member.node, own ? std::get<std::string>(own->value) : whole);
    }
}

std::string text_of(const Node& table, std::string_view key) {
    const Node* node = table.find(key);
    const auto* text = node ? std::get_if<std::string>(&node->value) : nullptr;
    if (!text) throw InternalError("products.toml: no text " + std::string(key));
    return *text;
}

}  // namespace

std::vector<ProductRow> products() {
    const Node file = parse_toml(embedded::products_toml(), "products.toml");
    std::vector<ProductRow> rows;
    for (const Node& entry : file.find("products")->array()) {
        ProductRow row{text_of(entry, "name"), text_of(entry, "summary"), entry};
        take(row.table, "summary");
        mark(row.table, "the program's product " + row.name);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace mesogrid::models
