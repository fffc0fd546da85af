#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/mode_field.hpp"
#include "engine/transport/spectral/plane_synthesis.hpp"

namespace mesogrid::spectral {

void stream_snapshots(const TransportProblem& problem,
                      const LateralModes& modes,
                      const std::vector<ModeField>& fields,
                      Sink& sink) {
    for (std::size_t s = 0; s < fields.size(); ++s) {
        const ModeField& field = fields[s];
        const PlaneSynthesis synthesis(problem.raster, modes, field.modes_x, field.modes_y);
        constexpr std::size_t kPlanesPerTask = 5;
        parallel_for_blocks(field.planes, kPlanesPerTask, [&](std::size_t from, std::size_t to) {
            PlaneSynthesis::Work work;
            std::vector<float> values(problem.raster.size());
            for (std::size_t p = from; p < to; ++p) {
                synthesis.synthesise(field.plane(p), work, values);
                sink.accept(SnapshotPlane{s, p, problem.raster, values});
            }
        });
    }
}

}  // namespace mesogrid::spectral
