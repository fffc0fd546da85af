#pragma once

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/numerics/layer_spectrum.hpp"
#include "engine/transport/spectral/modal_answers.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

/// The oracle of the fast spectral solver: one dense eigendecomposition per lateral mode, double
/// precision, no table and no rational function. Slow and plain on purpose.
namespace mesogrid::support {

class DenseAnswers final : public spectral::ModalAnswers {
public:
    explicit DenseAnswers(const spectral::AnswerProblem& problem) {
        const Eigen::Index mx = problem.modes.x.count();
        const Eigen::Index my = problem.modes.y.count();
        table_.assign(problem.terms.questions.size(), Eigen::MatrixXd::Zero(mx, my));
        parallel_for(static_cast<std::size_t>(mx), [&](std::size_t m) {
            for (Eigen::Index n = 0; n < my; ++n) {
                answer_mode(problem, static_cast<Eigen::Index>(m), n);
            }
        });
    }

    Eigen::MatrixXd answer(std::size_t question,
                           Eigen::Index rows,
                           Eigen::Index columns) const override {
        return table_[question].topLeftCorner(rows, columns);
    }

private:
    void answer_mode(const spectral::AnswerProblem& problem, Eigen::Index m, Eigen::Index n) {
        const double k = std::hypot(problem.modes.x.wavenumber(m), problem.modes.y.wavenumber(n));
        if (k > problem.modes.highest) return;
        const LayerSpectrum spectrum = decompose(problem.layers, k);
        std::vector<std::vector<double>> states(problem.classes.shapes.size());
        for (std::size_t q = 0; q < table_.size(); ++q) {
            const spectral::Question& question = problem.terms.questions[q];
            if (problem.terms.paths[q] != spectral::Path::modes || k > question.highest) continue;
            std::vector<double>& state = states[question.depot_class];
            if (state.empty()) {
                const DepotShape& shape = *problem.classes.shapes[question.depot_class];
                state = spectrum.project(initial_state(problem, shape, k));
            }
            table_[q](m, n) =
                read(problem, problem.terms.readings[question.reading], spectrum, state);
        }
    }

    /// S A of a shape's transform: cell averages times sqrt(h/g).
    static std::vector<double> initial_state(const spectral::AnswerProblem& problem,
                                             const DepotShape& shape,
                                             double k) {
        std::vector<double> state(problem.grid.size());
        for (std::size_t j = 0; j < state.size(); ++j) {
            const double amount =
                shape.transform(k, problem.grid.faces[j], problem.grid.faces[j + 1]);
            state[j] = problem.layers.scale()[j] * amount / problem.grid.height(j);
        }
        return state;
    }

    static double read(const spectral::AnswerProblem& problem,
                       const spectral::Reading& reading,
                       const LayerSpectrum& spectrum,
                       const std::vector<double>& state) {
        std::vector<double> weights = reading.weights;
        for (std::size_t j = 0; j < weights.size(); ++j) weights[j] /= problem.layers.scale()[j];
        const std::vector<double> seen = spectrum.project(weights);
        double sum = 0.0;
        for (std::size_t i = 0; i < spectrum.size(); ++i) {
            const double factor = reading.function == spectral::TimeFunction::value
                                      ? decay(spectrum.rates[i], reading.time)
                                      : decay_integral(spectrum.rates[i], reading.time);
            sum += seen[i] * factor * state[i];
        }
        return sum;
    }

    std::vector<Eigen::MatrixXd> table_;  ///< [question]
};

inline std::shared_ptr<const spectral::ModalAnswers> answer_densely(
    const spectral::AnswerProblem& problem) {
    return std::make_shared<const DenseAnswers>(problem);
}

/// The whole solver on dense answers.
inline SpectralTransport plain_spectral(SpectralOptions options = {}) {
    return SpectralTransport(options, answer_densely);
}

}  // namespace mesogrid::support
