#pragma once

#include <optional>
#include <string>
#include <vector>

/// What the validation report is made of.
namespace mesogrid::validation {

/// What one rung says about one observation.
struct Answer {
    std::string value;  ///< with unit, or why there is none
    /// none: nothing to judge (an identity, an input, or not modelled).
    std::optional<bool> passes;
};

/// One observation of the reference with the answers of both rungs.
struct Observation {
    std::string id;
    std::string what;
    std::string observed;
    std::string tolerance;
    std::string role;  ///< calibration use, as the register has it
    Answer lens;
    Answer flow;
};

/// A value against a closed range.
Answer within(double value, double low, double high, const std::string& unit);

/// Numbers with four significant digits, the same everywhere.
std::string digits(double value, int count = 4);

/// A Markdown table.
struct Sheet {
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::string remark;  ///< beneath it
};

/// Points that a line joins.
struct Line {
    std::string name;
    std::vector<double> x;
    std::vector<double> y;
    bool dots = false;  ///< marks only
};

/// A picture: both axes logarithmic where asked.
struct Chart {
    std::string file;
    std::string title;
    std::string x_label;
    std::string y_label;
    bool log_x = false;
    bool log_y = false;
    std::vector<Line> lines;
};

/// SVG text of a chart.
std::string draw(const Chart& chart);

/// Everything the report says.
struct Report {
    std::vector<Observation> observations;
    std::vector<Sheet> sheets;
    std::vector<Chart> charts;
};

/// An observation on which the depot model has no say: the answer of both rungs.
inline void add_to_both(Report& report,
                        const std::string& id,
                        const std::string& what,
                        const std::string& observed,
                        const std::string& tolerance,
                        const std::string& role,
                        const Answer& answer) {
    report.observations.push_back({id, what, observed, tolerance, role, answer, answer});
}

std::string to_markdown(const Report& report);

}  // namespace mesogrid::validation
