#include <optional>

#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/mode_field.hpp"
#include "engine/transport/spectral/plane_synthesis.hpp"

namespace mesogrid::spectral {

void stream_snapshots(const TransportProblem& problem,
                      const LateralModes* modes,
                      const std::vector<ModeField>& fields,
                      const SharpPlanes& sharp,
                      Sink& sink) {
    for (std::size_t s = 0; s < problem.snapshots.size(); ++s) {
        std::optional<PlaneSynthesis> synthesis;
        if (modes != nullptr) {
            synthesis.emplace(problem.raster, *modes, fields[s].modes_x, fields[s].modes_y);
        }
        constexpr std::size_t kPlanesPerTask = 5;
        const std::size_t planes = problem.snapshots[s].faces.size() - 1;
        parallel_for_blocks(planes, kPlanesPerTask, [&](std::size_t from, std::size_t to) {
            PlaneSynthesis::Work work;
            std::vector<float> values(problem.raster.size());
            for (std::size_t p = from; p < to; ++p) {
                if (synthesis) {
                    synthesis->synthesise(fields[s].plane(p), work, values);
                } else {
                    std::fill(values.begin(), values.end(), 0.0F);
                }
                sharp.add(s, p, values);
                sink.accept(SnapshotPlane{s, p, problem.raster, values});
            }
        });
    }
}

}  // namespace mesogrid::spectral
