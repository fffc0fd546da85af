#include "app/report.hpp"

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/format/gzip.hpp"
#include "engine/format/output_file.hpp"
#include "engine/io/page_data.hpp"
#include "engine/io/version.hpp"

#include "app/report/embedded.hpp"

namespace mesogrid::app {
namespace {

constexpr std::string_view kPlace = "@MESOGRID_DATA@";

}  // namespace

std::string report_page(const Comparison& comparison,
                        const ProgramFacts& program,
                        const std::string& file) {
    std::string page(embedded::page_html());
    const std::size_t at = page.find(kPlace);
    MESOGRID_ENSURES(at != std::string::npos);
    // base64 has no character that HTML or a script could take for its own
    page.replace(at, kPlace.size(), base64(gzip(page_data(comparison, program, file))));
    return page;
}

void write_report(const Options& options, const Comparison& comparison) {
    if (options.report.empty()) return;
    const ProgramFacts program{.version = version(),
                               .commit = commit(),
                               .compiler = compiler(),
                               .flags = build_flags(),
                               .threads = static_cast<std::int64_t>(thread_count())};
    write_file_atomically(options.report, report_page(comparison, program, ""));
}

void report(const std::filesystem::path& result, const Options& options) {
    check_output_path(options.report, {".html", ".htm"}, {result}, options.overwrite);
    const StoredResult stored = read_result(result);
    write_file_atomically(
        options.report, report_page(stored.comparison, stored.program, result.filename().string()));
}

}  // namespace mesogrid::app
