#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/responses.hpp"

namespace mesogrid::spectral {

ModalResponses respond_by_table(const LateralModes& modes,
                                const ResponseTable& table,
                                const DepotClasses& classes,
                                double mode_tolerance) {
    const Eigen::Index mx = modes.x.count();
    const Eigen::Index my = modes.y.count();
    const std::size_t readings = table.readings();
    ModalResponses responses(classes.shapes.size(),
                             std::vector<Eigen::MatrixXd>(readings, Eigen::MatrixXd::Zero(mx, my)));
    std::vector<std::vector<std::vector<double>>> at_nodes;  // [class][reading][node]
    std::vector<double> reach;
    for (const auto& shape : classes.shapes) {
        reach.push_back(std::min(modes.highest, shape->highest_wavenumber(mode_tolerance)));
        auto& rows = at_nodes.emplace_back();
        for (std::size_t r = 0; r < readings; ++r) rows.push_back(table.depot_response(*shape, r));
    }
    parallel_for(static_cast<std::size_t>(mx), [&](std::size_t row) {
        const auto m = static_cast<Eigen::Index>(row);
        for (Eigen::Index n = 0; n < my; ++n) {
            const double k = std::hypot(modes.x.wavenumber(m), modes.y.wavenumber(n));
            if (k > modes.highest) break;
            const WavenumberMesh::Stencil stencil = table.mesh().stencil(k);
            for (std::size_t c = 0; c < classes.shapes.size(); ++c) {
                if (k > reach[c]) continue;
                for (std::size_t r = 0; r < readings; ++r) {
                    responses[c][r](m, n) = WavenumberMesh::interpolate(stencil, at_nodes[c][r]);
                }
            }
        }
    });
    return responses;
}

}  // namespace mesogrid::spectral
