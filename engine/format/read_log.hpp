#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/format/params.hpp"

namespace mesogrid {

/// See params.hpp; private to this floor.
class ReadLog {
public:
    explicit ReadLog(std::filesystem::path file_root) : file_root_(std::move(file_root)) {}

    const std::filesystem::path& file_root() const { return file_root_; }
    void fault(Diagnostic diagnostic) { faults_.push_back(std::move(diagnostic)); }
    const std::vector<Diagnostic>& faults() const { return faults_; }

    /// Remembers a file that a key names; the first reading stands.
    void read(TextFile file) {
        const auto same = [&](const TextFile& known) { return known.path == file.path; };
        if (std::none_of(files_.begin(), files_.end(), same)) files_.push_back(std::move(file));
    }
    const std::vector<TextFile>& files() const { return files_; }

    /// Remembers that `name` of the table at `table_path` was asked for.
    void ask(const std::string& table_path, std::string_view name);
    /// Remembers what a key means; the first asking stands.
    void describe(KeyInfo info);
    void resolve(ResolvedValue value) { resolved_.push_back(std::move(value)); }
    /// The value resolved last.
    ResolvedValue& last_resolved() { return resolved_.back(); }
    /// Remembers that someone reads the table at `table_path`.
    void open(const std::string& table_path) { names_[table_path]; }
    /// No complaints about missing or unread keys of this table.
    void ignore(const std::string& table_path) { ignored_.insert(table_path); }
    bool ignores(const std::string& table_path) const { return ignored_.count(table_path) != 0; }
    void note(std::string text) { notes_.push_back(std::move(text)); }

    const std::vector<KeyInfo>& asked() const { return asked_; }
    const std::vector<ResolvedValue>& resolved() const { return resolved_; }
    const std::vector<std::string>& notes() const { return notes_; }

    /// Faults for every key below `table` that no one asked for, with the nearest asked name.
    /// Tables no one opened have a fault of their own and are passed over.
    void add_unread(const Node& table, const std::string& path);

private:
    void add_unread_value(const Node& value, const std::string& path);

    std::vector<TextFile> files_;
    std::filesystem::path file_root_;  ///< files lie in this folder tree
    std::vector<Diagnostic> faults_;
    std::vector<KeyInfo> asked_;
    std::set<std::string> described_;
    std::map<std::string, std::vector<std::string>> names_;  ///< asked of each opened table
    std::set<std::string> ignored_;
    std::vector<ResolvedValue> resolved_;
    std::vector<std::string> notes_;
};

/// "pattern.spacing" from a table's path and a key.
std::string join_path(const std::string& table_path, std::string_view name);

}  // namespace mesogrid
