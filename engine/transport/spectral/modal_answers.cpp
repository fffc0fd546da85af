#include "engine/transport/spectral/modal_answers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/transport/spectral/response_table.hpp"

namespace mesogrid::spectral {
namespace {

/// One mode of the window with where to read it in the table.
struct MeshedMode {
    Eigen::Index m;
    Eigen::Index n;
    double k;
    WavenumberMesh::Stencil stencil;
};

class TableAnswers final : public ModalAnswers {
public:
    TableAnswers(const AnswerProblem& problem, const ResponseTable& table)
        : rows_(problem.modes.x.count()), columns_(problem.modes.y.count()) {
        for (const auto& shape : problem.classes.shapes) {
            reach_.push_back(
                std::min(problem.modes.highest, shape->highest_wavenumber(problem.mode_tolerance)));
            auto& readings = at_nodes_.emplace_back();
            for (std::size_t r = 0; r < table.readings(); ++r) {
                readings.push_back(table.depot_response(*shape, r));
            }
        }
        for (Eigen::Index n = 0; n < columns_; ++n) {
            for (Eigen::Index m = 0; m < rows_; ++m) {
                const double k =
                    std::hypot(problem.modes.x.wavenumber(m), problem.modes.y.wavenumber(n));
                if (k > problem.modes.highest) break;
                modes_.push_back({m, n, k, {}});
            }
        }
        parallel_for_blocks(modes_.size(), 1024, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                modes_[i].stencil = table.mesh().stencil(modes_[i].k);
            }
        });
    }

    Eigen::MatrixXd answer(std::size_t depot_class, std::size_t reading) const override {
        Eigen::MatrixXd values = Eigen::MatrixXd::Zero(rows_, columns_);
        const std::vector<double>& nodes = at_nodes_[depot_class][reading];
        for (const MeshedMode& mode : modes_) {
            if (mode.k > reach_[depot_class]) continue;
            values(mode.m, mode.n) = WavenumberMesh::interpolate(mode.stencil, nodes);
        }
        return values;
    }

private:
    Eigen::Index rows_;
    Eigen::Index columns_;
    std::vector<MeshedMode> modes_;
    std::vector<double> reach_;
    std::vector<std::vector<std::vector<double>>> at_nodes_;  ///< [class][reading][node]
};

/// Nothing was asked, or there is nothing to ask.
class NoAnswers final : public ModalAnswers {
public:
    Eigen::MatrixXd answer(std::size_t, std::size_t) const override { return {}; }
};

}  // namespace

std::shared_ptr<const ModalAnswers> answer_by_table(const AnswerProblem& problem) {
    if (problem.readings.empty() || problem.classes.shapes.empty()) {
        return std::make_shared<const NoAnswers>();
    }
    const ResponseTable table(problem.grid,
                              problem.layers,
                              {problem.readings.begin(), problem.readings.end()},
                              problem.modes.highest);
    return std::make_shared<const TableAnswers>(problem, table);
}

}  // namespace mesogrid::spectral
