#include "tests/protocols/scenario_mutants.hpp"

#include <limits>
#include <utility>

namespace mesogrid::testing {
namespace {

/// A key of some table: the way to it from the root (members of tables, entries of arrays).
struct Place {
    std::vector<std::size_t> way;
    std::string path;    ///< "pattern.parts[1].spacing"
    std::string listed;  ///< "pattern.parts[].spacing"
};

Node& child(Node& node, std::size_t index) {
    return node.is_table() ? std::get<Node::Table>(node.value)[index].node
                           : std::get<Node::Array>(node.value)[index];
}

Node& at(Node& root, const std::vector<std::size_t>& way) {
    Node* node = &root;
    for (const std::size_t step : way) node = &child(*node, step);
    return *node;
}

void collect(const Node& node, const Place& here, std::vector<Place>& places) {
    if (node.is_array()) {
        for (std::size_t i = 0; i < node.array().size(); ++i) {
            Place entry = here;
            entry.way.push_back(i);
            entry.path += "[" + std::to_string(i) + "]";
            entry.listed += "[]";
            collect(node.array()[i], entry, places);
        }
    }
    if (!node.is_table()) return;
    for (std::size_t i = 0; i < node.table().size(); ++i) {
        Place member = here;
        member.way.push_back(i);
        const std::string dot = here.path.empty() ? "" : ".";
        member.path += dot + node.table()[i].key;
        member.listed += dot + node.table()[i].key;
        places.push_back(member);
        collect(node.table()[i].node, member, places);
    }
}

/// Where to stand for a value that could not be written: its place stays.
void set(Node& node,
         std::variant<bool, std::int64_t, double, std::string> value,
         std::string text) {
    std::visit([&](auto& plain) { node.value = std::move(plain); }, value);
    node.written = std::move(text);
}

void set_text(Node& node, const std::string& text) {
    set(node, text, '"' + text + '"');
}

bool is_bounded(const KeyInfo& info) {
    return info.range.find(" to ") != std::string::npos;
}

class Maker {
public:
    Maker(const Node& tree, const std::map<std::string, KeyInfo>& keys)
        : tree_(tree), keys_(keys) {}

    std::vector<Mutant> all() {
        std::vector<Place> places;
        collect(tree_, {}, places);
        for (const Place& place : places) {
            leave_out(place);
            change_type(place);
            leave_range(place);
            add_unknown_sibling(place);
        }
        return std::move(mutants_);
    }

private:
    const KeyInfo* info_of(const Place& place) const {
        const auto found = keys_.find(place.listed);
        return found == keys_.end() ? nullptr : &found->second;
    }

    Mutant& begin(const Place& place, const std::string& what) {
        mutants_.push_back({place.path + ": " + what, place.path, tree_});
        return mutants_.back();
    }

    void leave_out(const Place& place) {
        Mutant& mutant = begin(place, "left out");
        std::vector<std::size_t> parent = place.way;
        const std::size_t index = parent.back();
        parent.pop_back();
        auto& table = std::get<Node::Table>(at(mutant.tree, parent).value);
        table.erase(table.begin() + static_cast<std::ptrdiff_t>(index));
        const KeyInfo* info = info_of(place);
        // A table may have others that stand in for it (mix for solutes, a site for its layers).
        mutant.must_fail = info && info->required && info->type.rfind("table", 0) != 0;
    }

    void change_type(const Place& place) {
        Mutant& mutant = begin(place, "of another type");
        Node& node = at(mutant.tree, place.way);
        if (std::holds_alternative<bool>(node.value)) {
            set_text(node, "yes");
        } else {
            set(node, true, "true");
        }
    }

    void leave_range(const Place& place) {
        const KeyInfo* info = info_of(place);
        const Node& node = at(tree_copy(), place.way);
        if (!info || node.is_table() || std::holds_alternative<bool>(node.value)) return;
        if (node.is_array()) return leave_range_of_array(place);
        if (std::holds_alternative<std::string>(node.value))
            return leave_range_of_text(place, *info);
        if (!is_bounded(*info)) return;
        if (std::holds_alternative<std::int64_t>(node.value)) {
            set(spoil(place, "below its range"), std::int64_t{-1000000}, "-1000000");
            const std::int64_t most = std::numeric_limits<std::int64_t>::max();
            if (place.path == "seed") return;  // takes every one of them
            set(spoil(place, "above its range"), most, std::to_string(most));
        } else {
            set(spoil(place, "below its range"), -1e30, "-1e30");
            set(spoil(place, "above its range"), 1e30, "1e30");
        }
    }

    void leave_range_of_array(const Place& place) {
        const Node& node = at(tree_copy(), place.way);
        if (node.array().empty()) return;
        const Node& entry = node.array().front();
        Node& longer = spoil(place, "too many entries");
        std::get<Node::Array>(longer.value).assign(20001, entry);
        if (!std::holds_alternative<std::string>(entry.value)) return;
        set_text(child(spoil(place, "an empty entry"), 0), "");
    }

    void leave_range_of_text(const Place& place, const KeyInfo& info) {
        const std::string text = std::get<std::string>(at(tree_copy(), place.way).value);
        if (info.type == "word") {
            set_text(spoil(place, "a word that is none"), "no-such-word");
        } else if (info.type == "text" || info.type == "file") {
            set_text(spoil(place, "too short"), "");
            set_text(spoil(place, "too long"), std::string(3000, 'x'));
        } else {
            const std::string unit = text.substr(text.find(' '));
            set_text(spoil(place, "below its range"), "-1e30" + unit);
            set_text(spoil(place, "without a unit"), text.substr(0, text.find(' ')));
            set_text(spoil(place, "of another dimension"), text + " K");
            if (is_bounded(info)) set_text(spoil(place, "above its range"), "1e30" + unit);
        }
    }

    void add_unknown_sibling(const Place& place) {
        Mutant& mutant = begin(place, "with an unknown sibling");
        std::vector<std::size_t> parent = place.way;
        const std::size_t index = parent.back();
        parent.pop_back();
        auto& table = std::get<Node::Table>(at(mutant.tree, parent).value);
        Node::Member twin = table[index];
        twin.key += "x";
        table.push_back(std::move(twin));
        mutant.key += "x";
    }

    Node& spoil(const Place& place, const std::string& what) {
        return at(begin(place, what).tree, place.way);
    }
    Node& tree_copy() { return copy_; }

    const Node& tree_;
    Node copy_ = tree_;
    const std::map<std::string, KeyInfo>& keys_;
    std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> mutants_of(const Node& tree, const std::map<std::string, KeyInfo>& keys) {
    return Maker(tree, keys).all();
}

}  // namespace mesogrid::testing
