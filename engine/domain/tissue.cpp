#include "engine/domain/tissue.hpp"

#include "engine/base/contracts.hpp"

namespace mesogrid {

Length Tissue::thickness() const {
    return top(layers.size());
}

Length Tissue::top(std::size_t index) const {
    MESOGRID_EXPECTS(index <= layers.size());
    Length depth;
    for (std::size_t i = 0; i < index; ++i) depth += layers[i].thickness;
    return depth;
}

std::optional<std::size_t> Tissue::find(const std::string& name) const {
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].name == name) return i;
    }
    return std::nullopt;
}

std::string Tissue::layer_names() const {
    std::string names;
    for (const Layer& layer : layers) names += (names.empty() ? "" : " | ") + layer.name;
    return names;
}

std::optional<std::size_t> Tissue::layer_at(Length depth) const {
    if (layers.empty() || depth < Length{} || depth > thickness()) return std::nullopt;
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
        if (depth < top(i + 1)) return i;
    }
    return layers.size() - 1;
}

}  // namespace mesogrid
