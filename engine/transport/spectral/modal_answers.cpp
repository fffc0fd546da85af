#include "engine/transport/spectral/modal_answers.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/base/parallel.hpp"

namespace mesogrid::spectral {
namespace {

/// Panels of a class's mesh per radius of its support (WavenumberMesh: 12/a).
constexpr double kPhasePerPanel = 12.0;

class TableAnswers final : public ModalAnswers {
public:
    explicit TableAnswers(const AnswerProblem& problem)
        : modes_(problem.modes), questions_(problem.terms.questions) {
        // A class's transform and its answers vary on the scales of its size and of the responses.
        const double first = problem.table.mesh().edges()[1];
        // Snapshots may need more modes than any question asks for, and than the table answers.
        const double highest = std::min(modes_.highest, problem.table.mesh().highest());
        for (const auto& shape : problem.classes.shapes) {
            meshes_.emplace_back(
                highest, std::min(first, highest), kPhasePerPanel / shape->support_radius());
        }
        series_.resize(questions_.size());
        for (std::size_t q = 0; q < questions_.size(); ++q) {
            if (problem.terms.paths[q] != Path::modes) continue;
            const Question& question = questions_[q];
            const WavenumberMesh& mesh = meshes_[question.depot_class];
            const std::size_t reading =
                problem.table.find(problem.terms.readings[question.reading]);
            const DepotShape& shape = *problem.classes.shapes[question.depot_class];
            series_[q] = mesh.series(problem.table.depot_response(shape, reading, mesh.nodes()));
        }
    }

    Eigen::MatrixXd answer(std::size_t question,
                           Eigen::Index rows,
                           Eigen::Index columns) const override {
        Eigen::MatrixXd values = Eigen::MatrixXd::Zero(rows, columns);
        const Question& what = questions_[question];
        const WavenumberMesh& mesh = meshes_[what.depot_class];
        const double highest = std::min(what.highest, mesh.highest());
        constexpr std::size_t kColumnsPerTask = 16;
        parallel_for_blocks(
            static_cast<std::size_t>(columns),
            kColumnsPerTask,
            [&](std::size_t first, std::size_t last) {
                std::vector<double> k;
                for (std::size_t n = first; n < last; ++n) {
                    const auto column = static_cast<Eigen::Index>(n);
                    const double ky = modes_.y.wavenumber(column);
                    k.clear();
                    for (Eigen::Index m = 0; m < rows; ++m) {
                        const double all = std::hypot(modes_.x.wavenumber(m), ky);
                        if (all > highest) break;
                        k.push_back(all);
                    }
                    mesh.evaluate(series_[question], k, {values.col(column).data(), k.size()});
                }
            });
        return values;
    }

private:
    LateralModes modes_;
    std::vector<Question> questions_;
    std::vector<WavenumberMesh> meshes_;       ///< of each class
    std::vector<std::vector<double>> series_;  ///< of each question
};

}  // namespace

std::shared_ptr<const ModalAnswers> answer_by_table(const AnswerProblem& problem) {
    return std::make_shared<const TableAnswers>(problem);
}

}  // namespace mesogrid::spectral
