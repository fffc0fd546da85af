#include <fmt/format.h>

#include "engine/io/result_reader.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"

namespace mesogrid::app {

void verify(const std::filesystem::path& path) {
    const StoredResult stored = read_result(path);
    std::string text = fmt::format("{}: whole; {} bytes, sha256 {}\n",
                                   path.string(),
                                   kSealSize + stored.seal.length,
                                   to_text(stored.seal.digest));
    text += fmt::format("made by mesogrid {} ({}), {}, {} threads, on {} at {}\n",
                        stored.program.version,
                        stored.program.commit,
                        stored.program.compiler,
                        stored.program.threads,
                        stored.program.host,
                        stored.program.began);
    for (const RunResult& protocol : stored.comparison.protocols) {
        text += fmt::format("  {} ({}): {} punctures, map of {} x {} cells, {} measures\n",
                            protocol.name,
                            protocol.file,
                            protocol.punctures.rows.size(),
                            protocol.dose.raster.nx,
                            protocol.dose.raster.ny,
                            protocol.measures.size());
    }
    print(text);
}

}  // namespace mesogrid::app
