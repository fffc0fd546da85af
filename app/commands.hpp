#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/format/output_file.hpp"
#include "engine/interfaces/catalogs.hpp"

#include "app/goals.hpp"

namespace mesogrid::app {

/// What the command line asked for, checked.
struct Options {
    std::vector<std::filesystem::path> scenarios;
    std::string json;    ///< file, "-" for standard output, "" for none
    std::string csv;     ///< folder, "" for none
    std::string hdf5;    ///< file, "" for none
    std::string report;  ///< page, "" for none
    std::vector<Goal> goals;
    std::optional<std::uint64_t> seed;
    Overwrite overwrite = Overwrite::refuse;
    enum class Talk { normal, quiet } talk = Talk::normal;
    enum class Colour { automatic, never } colour = Colour::automatic;
};

/// `mesogrid run`: one protocol, its tables and files; of several, each on its own, tables only.
void run(const Options& options, const Catalogs& catalogs);

/// `mesogrid compare`: several protocols side by side, the first as reference.
void compare(const Options& options, const Catalogs& catalogs);

/// `mesogrid check`: reads and validates only.
void check(const Options& options, const Catalogs& catalogs);

/// `mesogrid verify`: is this result file whole and ours?
void verify(const std::filesystem::path& path);

/// `mesogrid report`: the page of a result file.
void report(const std::filesystem::path& result, const Options& options);

/// What `mesogrid list TOPIC` prints; an empty topic lists the topics. `section` is a table of the
/// scenario whose keys are wanted, or empty.
enum class ListForm { text, markdown };
void list(const std::string& topic,
          const std::string& section,
          ListForm form,
          const Catalogs& catalogs);
std::vector<std::string> list_topics();

}  // namespace mesogrid::app
