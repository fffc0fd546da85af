#include "engine/io/result_file.hpp"

#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/parallel.hpp"
#include "engine/io/hdf5_protocol.hpp"
#include "engine/io/hdf5_tables.hpp"
#include "engine/io/result_layout.hpp"
#include "engine/io/version.hpp"
#include "engine/io/xdmf.hpp"

namespace mesogrid {
namespace {

std::string host() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

void write_root(hdf5::Writer& file, const std::vector<const RunResult*>& protocols) {
    file.attribute("/", "filetype", layout::kFiletype);
    file.attribute("/", "version", layout::kVersion);
    file.attribute("/", "mesogrid_version", version());
    file.attribute("/", "git_sha1", commit());
    file.attribute("/", "seed", static_cast<std::int64_t>(protocols.front()->seed));
    file.attribute("/", "status", "complete");
    file.attribute("/", "intended_use", kIntendedUse);
    file.attribute("/", "protocols", static_cast<std::int64_t>(protocols.size()));
}

}  // namespace

std::filesystem::path sidecar_of(const std::filesystem::path& result) {
    std::filesystem::path sidecar = result;
    return sidecar.replace_extension(".xmf");
}

ResultFile::ResultFile(const std::filesystem::path& path, Overwrite overwrite)
    : staged_(path, overwrite),
      writer_(staged_.part(), path.string()),
      began_(std::chrono::steady_clock::now()),
      began_at_(std::chrono::system_clock::now()) {
    staged_.sign();
}

FieldSink& ResultFile::fields_of_next(const Prescription& prescription) {
    const std::string group = layout::fields(fields_.size(), prescription);
    fields_.push_back(std::make_unique<Hdf5Fields>(writer_, group, prescription));
    return *fields_.back();
}

void ResultFile::commit(const RunResult& protocol) {
    write({&protocol});
    put_in_place({&protocol});
}

void ResultFile::commit(const Comparison& comparison) {
    std::vector<const RunResult*> protocols;
    protocols.reserve(comparison.protocols.size());
    for (const RunResult& protocol : comparison.protocols) protocols.push_back(&protocol);
    write(protocols);
    write_comparison(writer_, comparison);
    put_in_place(protocols);
}

void ResultFile::write(const std::vector<const RunResult*>& protocols) {
    write_root(writer_, protocols);
    writer_.group("/provenance");
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began_;
    writer_.attribute("/provenance", "compiler", compiler());
    writer_.attribute("/provenance", "flags", build_flags());
    writer_.attribute("/provenance", "threads", static_cast<std::int64_t>(thread_count()));
    writer_.attribute("/provenance", "host", host());
    const std::time_t began = std::chrono::system_clock::to_time_t(began_at_);
    writer_.attribute(
        "/provenance", "began", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(began)));
    writer_.attribute("/provenance", "seconds", seconds.count());
    for (std::size_t i = 0; i < protocols.size(); ++i) write_protocol(writer_, i, *protocols[i]);
}

void ResultFile::put_in_place(const std::vector<const RunResult*>& protocols) {
    writer_.close();
    write_seal(staged_.descriptor(), staged_.final_path().string());
    staged_.commit();
    std::vector<const FieldGrid*> grids(protocols.size(), nullptr);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (fields_[i]->grid()) grids[i] = &*fields_[i]->grid();
    }
    const std::string name = staged_.final_path().filename().string();
    write_file_atomically(sidecar_of(staged_.final_path()), to_xdmf(name, protocols, grids));
}

}  // namespace mesogrid
