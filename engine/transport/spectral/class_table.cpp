#include "engine/transport/spectral/class_table.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/parallel.hpp"

namespace mesogrid::spectral {

ClassTable tabulate(const DepotShape& shape, const WavenumberMesh& mesh, const LayeredGrid& grid) {
    ClassTable table;
    table.separable = shape.lateral_transform(0.0).has_value();
    if (table.separable) {
        for (const double k : mesh.nodes()) table.lateral.push_back(*shape.lateral_transform(k));
        for (std::size_t j = 0; j < grid.size(); ++j) {
            table.share.push_back(shape.share(grid.faces[j], grid.faces[j + 1]));
        }
        return table;
    }
    for (const double k : mesh.nodes()) {
        for (std::size_t j = 0; j < grid.size(); ++j) {
            table.full.push_back(shape.transform(k, grid.faces[j], grid.faces[j + 1]));
        }
    }
    return table;
}

double cut_off(const DepotClasses& classes,
               const CellColumn& column,
               double time,
               double highest,
               double tolerance) {
    const double slowest = *std::min_element(column.diffusivity.begin(), column.diffusivity.end());
    double total_depth = 0.0;
    for (const double height : column.height) total_depth += height;
    constexpr int kSteps = 400;
    // The step above the last at which a shape still counts; no transform exceeds 1.
    std::vector<int> needed(std::max<std::size_t>(classes.shapes.size(), 1), 1);
    parallel_for(classes.shapes.size(), [&](std::size_t c) {
        for (int i = kSteps; i > 0; --i) {
            const double k = highest * i / kSteps;
            const double diffused = std::exp(-k * k * slowest * time);
            if (diffused <= 0.3 * tolerance) continue;
            const double amplitude = std::abs(classes.shapes[c]->transform(k, 0.0, total_depth));
            if (amplitude * diffused <= 0.3 * tolerance) continue;
            needed[c] = std::min(i + 1, kSteps);
            break;
        }
    });
    return highest * *std::max_element(needed.begin(), needed.end()) / kSteps;
}

}  // namespace mesogrid::spectral
