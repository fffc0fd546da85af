#pragma once

#include <functional>
#include <memory>

/// How the layers are solved, without the linear algebra that it takes (modal_answers.hpp).
namespace mesogrid::spectral {

struct AnswerProblem;
class ModalAnswers;

using Answerer = std::function<std::shared_ptr<const ModalAnswers>(const AnswerProblem&)>;

/// Each class is answered at the nodes of a mesh in k, from a ResponseTable, and interpolated to
/// the modes when asked, to 1e-11 of the largest answer. Work per mode does not depend on the
/// number of cells, memory not on the number of modes and classes together.
std::shared_ptr<const ModalAnswers> answer_by_table(const AnswerProblem& problem);

}  // namespace mesogrid::spectral
