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

}  // namespace

std::string to_text(const Diagnostic& diagnostic, std::string_view severity) {
    std::string text = fmt::format("{}[E{:04}]: ", severity, diagnostic.code);
    const SourcePosition& where = diagnostic.where;
    if (!where.file.empty() && where.line > 0) {
        text += fmt::format("{}:{}:{}: ", where.file, where.line, where.column);
    } else if (!where.file.empty()) {
        text += where.file + ": ";
    }
    if (!diagnostic.key.empty() && !diagnostic.given.empty()) {
        text += diagnostic.key + " = " + diagnostic.given + ": ";
    } else if (!diagnostic.key.empty() || !diagnostic.given.empty()) {
        text += diagnostic.key + diagnostic.given + ": ";
    }
    text += diagnostic.problem;
    if (!diagnostic.allowed.empty()) text += "; allowed " + diagnostic.allowed;
    if (!diagnostic.suggestion.empty()) text += "; " + diagnostic.suggestion + "?";
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

SimulationError::SimulationError(Diagnostic diagnostic)
    : Error(ExitCode::numerical_failure, one(std::move(diagnostic))) {}

InternalError::InternalError(const std::string& what)
    : Error(ExitCode::internal_error, one(bug(what))) {}

}  // namespace mesogrid
