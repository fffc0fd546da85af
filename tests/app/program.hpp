#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mesogrid::testing {

/// What one call of the program left behind.
struct Outcome {
    int exit_code = 0;
    std::string out;
    std::string err;
};

/// Runs the command line in this process with the shipped catalogs.
Outcome run_program(const std::vector<std::string>& arguments);

/// A folder of its own that goes with the object.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Writes a file into the folder and returns its path.
    std::string write(const std::string& name, const std::string& content) const;

private:
    std::filesystem::path path_;
};

/// A small scenario that runs in well under a second: 12 x 9 mm, 3 mm square grid, gaussian depots.
std::string small_scenario();

/// The scenario with the first occurrence of `from` replaced; the test fails when there is none.
std::string with(const std::string& scenario, const std::string& from, const std::string& to);

}  // namespace mesogrid::testing
