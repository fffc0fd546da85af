#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/result_file.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid::testing {

/// A small scenario with fields at two times, a hole in the outline, two probes and a solute whose
/// name is no plain word.
Scenario sample_scenario(const std::string& spacing = "3 mm");

/// Keeps the planes it hands on.
class KeptFields final : public FieldSink {
public:
    explicit KeptFields(FieldSink& next) : next_(next) {}
    void begin(const FieldGrid& grid) override;
    void accept(const SnapshotPlane& plane) override;
    /// [time, plane]
    const std::map<std::pair<std::size_t, std::size_t>, std::vector<float>>& planes() const {
        return planes_;
    }

private:
    FieldSink& next_;
    std::mutex mutex_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<float>> planes_;
};

/// Simulates the scenario into the file and commits it.
RunResult write_run(const std::filesystem::path& path, const Scenario& scenario);

/// The same for two protocols.
Comparison write_comparison_of(const std::filesystem::path& path,
                               const Scenario& a,
                               const Scenario& b);

}  // namespace mesogrid::testing
