#include "engine/base/error.hpp"

#include <fmt/format.h>

namespace mesogrid {
namespace {

constexpr std::size_t kMostPrinted = 20;

std::string join(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (std::size_t i = 0; i < diagnostics.size() && i < kMostPrinted; ++i) {
        if (i != 0) text += '\n';
        text += to_text(diagnostics[i]);
    }
    if (diagnostics.size() > kMostPrinted) {
        text += fmt::format("\n… and {} more", diagnostics.size() - kMostPrinted);
    }
    return text;
}

std::vector<Diagnostic> one(Diagnostic diagnostic) {
    std::vector<Diagnostic> list;
    list.push_back(std::move(diagnostic));
    return list;
}

Diagnostic bug(const std::string& what) {
    Diagnostic diagnostic;
    diagnostic.code = 1;
    diagnostic.problem = "internal error, please report it: " + what;
    return diagnostic;
}

/// Control characters (of ASCII and Latin-1) as escapes, so that a hostile file cannot steer the
/// terminal its messages are printed on. Line breaks and tabs stay where an excerpt may need them.
enum class Breaks { escape, keep };

std::string harmless(std::string_view text, Breaks breaks = Breaks::escape) {
    std::string shown;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (breaks == Breaks::keep && (byte == '\n' || byte == '\t')) {
            shown += text[i];
        } else if (byte < 0x20U || byte == 0x7FU) {
            shown += fmt::format("\\x{:02x}", byte);
        } else if (byte == 0xC2U && next >= 0x80U && next <= 0x9FU) {
            shown += fmt::format("\\u{:04x}", next);
            ++i;
        } else {
            shown += text[i];
        }
    }
    return shown;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, std::string_view severity) {
    std::string text = fmt::format("{}[E{:04}]: ", severity, diagnostic.code);
    const SourcePosition& where = diagnostic.where;
    const std::string key = harmless(diagnostic.key);
    const std::string given = harmless(diagnostic.given);
    if (!where.file.empty() && where.line > 0) {
        text += fmt::format("{}:{}:{}: ", harmless(where.file), where.line, where.column);
    } else if (!where.file.empty()) {
        text += harmless(where.file) + ": ";
    }
    if (!key.empty() && !given.empty()) {
        text += key + " = " + given + ": ";
    } else if (!key.empty() || !given.empty()) {
        text += key + given + ": ";
    }
    text += harmless(diagnostic.problem, Breaks::keep);
    if (!diagnostic.allowed.empty()) text += "; allowed " + harmless(diagnostic.allowed);
    if (!diagnostic.suggestion.empty()) text += "; " + harmless(diagnostic.suggestion) + "?";
    return text;
}

Error::Error(ExitCode exit_code, std::vector<Diagnostic> diagnostics)
    : std::runtime_error(join(diagnostics)),
      exit_code_(exit_code),
      diagnostics_(std::move(diagnostics)) {}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : Error(ExitCode::bad_input, std::move(diagnostics)) {}

InputError::InputError(Diagnostic diagnostic)
    : Error(ExitCode::bad_input, one(std::move(diagnostic))) {}

RefusedError::RefusedError(Diagnostic diagnostic)
    : Error(ExitCode::refused, one(std::move(diagnostic))) {}

IoError::IoError(Diagnostic diagnostic) : Error(ExitCode::io_failure, one(std::move(diagnostic))) {}

DamagedFileError::DamagedFileError(Diagnostic diagnostic)
    : Error(ExitCode::damaged_file, one(std::move(diagnostic))) {}

LockedOutputError::LockedOutputError(Diagnostic diagnostic)
    : Error(ExitCode::output_locked, one(std::move(diagnostic))) {}

GoalNotMetError::GoalNotMetError(std::vector<Diagnostic> diagnostics)
    : Error(ExitCode::goal_not_met, std::move(diagnostics)) {}

SimulationError::SimulationError(Diagnostic diagnostic)
    : Error(ExitCode::numerical_failure, one(std::move(diagnostic))) {}

InternalError::InternalError(const std::string& what)
    : Error(ExitCode::internal_error, one(bug(what))) {}

}  // namespace mesogrid
