#include <fmt/format.h>

#include "engine/format/file_tree.hpp"
#include "engine/format/params.hpp"
#include "engine/format/read_log.hpp"

/// Files that a scenario names.
namespace mesogrid {

std::optional<TextFile> Params::read_file(const FileKey& key) {
    const std::string range =
        fmt::format("a {} file in the folder tree of the first scenario", key.ending);
    const Node* node =
        ask({.type = "file", .range = range, .meaning = std::string(key.meaning)}, key.name);
    if (!node) return std::nullopt;
    try {
        const std::string full = join_path(path_, key.name);
        const std::filesystem::path path = FileTree::named_by(*node, full);
        if (path.extension() != key.ending) {
            wrong(*node, key.name, 110, "the file's name has another ending", range);
            return std::nullopt;
        }
        std::string text = FileTree(log_->file_root()).read(*node, full, key.limit);
        resolved(key.name, *node);
        log_->read({path.string(), text});
        return TextFile{path.string(), std::move(text)};
    } catch (const InputError& refused) {
        for (Diagnostic fault : refused.diagnostics()) {
            if (fault.allowed.empty()) fault.allowed = range;
            log_->fault(fault);
        }
        return std::nullopt;
    }
}

const std::vector<TextFile>& Params::files() const {
    return log_->files();
}

void Params::adopt(const InputError& faults) {
    for (const Diagnostic& fault : faults.diagnostics()) log_->fault(fault);
}

}  // namespace mesogrid
