#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mesogrid {

/// Where a value was written. line and column count from 1; line 0 means no position.
struct SourcePosition {
    std::string file;
    int line = 0;
    int column = 0;

    friend bool operator==(const SourcePosition&, const SourcePosition&) = default;
};

/// What a process reports to its caller; stable, printed by --help (robustness promises).
enum class ExitCode : int {
    done = 0,
    internal_error = 1,
    bad_input = 2,
    refused = 3,
    io_failure = 4,
    numerical_failure = 5,
    damaged_file = 6,
    output_locked = 7,
    goal_not_met = 8,
    interrupted = 130,
    terminated = 143,
};

/// One message in the one form every message has:
/// error[E0210]: cheek.toml:14:11: pattern.spacing = "7": a length needs a unit;
/// allowed 0.1 mm to 100 mm; write "7 mm"?
/// Parts that do not apply stay empty and are left out.
struct Diagnostic {
    int code = 0;            ///< four digits, see docs/errors.md; never reused
    SourcePosition where;    ///< file position of the value, if any
    std::string key;         ///< dotted key, as "pattern.spacing"
    std::string given;       ///< the value as written, quotes included
    std::string problem;     ///< what is wrong
    std::string allowed;     ///< allowed range with unit, or the accepted words
    std::string suggestion;  ///< what to write instead, ending without '?'
};

/// The message in its one form; the first word is "error" unless another severity is given.
/// Control characters are escaped; only the problem may span lines (the excerpt of a syntax error).
std::string to_text(const Diagnostic& diagnostic, std::string_view severity = "error");

/// Base of every error mesogrid throws on purpose. Only the app catches and prints.
class Error : public std::runtime_error {
public:
    Error(ExitCode exit_code, std::vector<Diagnostic> diagnostics);
    ExitCode exit_code() const { return exit_code_; }
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    ExitCode exit_code_;
    std::vector<Diagnostic> diagnostics_;
};

/// Something the user wrote is wrong; carries every fault found, in file order.
class InputError : public Error {
public:
    explicit InputError(std::vector<Diagnostic> diagnostics);
    explicit InputError(Diagnostic diagnostic);
};

/// The estimate of memory, time or disk exceeds the limit: nothing was started.
class RefusedError : public Error {
public:
    explicit RefusedError(Diagnostic diagnostic);
};

/// A file could not be read or written.
class IoError : public Error {
public:
    explicit IoError(Diagnostic diagnostic);
};

/// A file that should be a result of ours is damaged, foreign or of another version.
class DamagedFileError : public Error {
public:
    explicit DamagedFileError(Diagnostic diagnostic);
};

/// Another process writes this output.
class LockedOutputError : public Error {
public:
    explicit LockedOutputError(Diagnostic diagnostic);
};

/// Everything was computed and written, but a goal the caller required is not met.
class GoalNotMetError : public Error {
public:
    explicit GoalNotMetError(std::vector<Diagnostic> diagnostics);
};

/// The numbers went wrong; the problem names time and voxel.
class SimulationError : public Error {
public:
    explicit SimulationError(Diagnostic diagnostic);
};

/// A bug in mesogrid itself (a broken contract).
class InternalError : public Error {
public:
    explicit InternalError(const std::string& what);
};

}  // namespace mesogrid
