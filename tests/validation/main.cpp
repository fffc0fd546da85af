#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/validation/cases.hpp"

/// Writes validation.md and validation/*.svg into a folder. With a second argument, a report made
/// before: fails where a verdict differs from it.
namespace mesogrid::validation {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// Id and verdicts of each observation, first, eighth and last cell of a row of nine, and of each
/// reading whose grid convergence was studied, the first two and the last of seven.
std::string verdicts(const std::string& report) {
    std::string found;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
        if (cells.size() == 10) found += cells[1] + "|" + cells[7] + "|" + cells[9] + "\n";
        if (cells.size() == 8 && cells[7].find('m') != std::string::npos) {
            found += cells[1] + "|" + cells[2] + "|" + cells[7] + "\n";
        }
    }
    return found;
}

int write(const std::filesystem::path& folder, const char* known) {
    Report report;
    judge_wheals(report);
    judge_subcutis(report);
    judge_toxin(report);
    judge_clearance(report);
    judge_delivery(report);
    study_numerics(report);
    study_sensitivity(report);
    const std::string text = to_markdown(report);
    std::filesystem::create_directories(folder / "validation");
    std::ofstream(folder / "validation.md") << text;
    for (const Chart& chart : report.charts) {
        std::ofstream(folder / "validation" / chart.file) << draw(chart);
    }
    if (known && verdicts(text) != verdicts(read(known))) {
        std::fprintf(stderr,
                     "verdicts differ from %s:\n%s\nrenew it: validation_report docs\n",
                     known,
                     verdicts(text).c_str());
        return 1;
    }
    return 0;
}

}  // namespace
}  // namespace mesogrid::validation

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: validation_report FOLDER [REPORT]\n");
        return 2;
    }
    try {
        return mesogrid::validation::write(argv[1], argc > 2 ? argv[2] : nullptr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
