#include "engine/geometry/components.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

/// Sets of numbers that turned out to be one, each led by its lowest.
class Joined {
public:
    std::uint32_t add() {
        leader_.push_back(static_cast<std::uint32_t>(leader_.size()));
        return leader_.back();
    }
    std::uint32_t leader(std::uint32_t n) {
        while (leader_[n] != n) n = leader_[n] = leader_[leader_[n]];
        return n;
    }
    std::uint32_t join(std::uint32_t a, std::uint32_t b) {
        a = leader(a);
        b = leader(b);
        return leader_[std::max(a, b)] = std::min(a, b);
    }
    std::size_t size() const { return leader_.size(); }

private:
    std::vector<std::uint32_t> leader_ = {0};  ///< 0 stands for unmarked
};

}  // namespace

std::vector<std::uint32_t> connected_components(const std::vector<char>& marked, int nx, int ny) {
    const auto columns = static_cast<std::size_t>(nx);
    MESOGRID_EXPECTS(marked.size() == columns * static_cast<std::size_t>(ny));
    std::vector<std::uint32_t> label(marked.size(), 0);
    Joined joined;
    for (std::size_t cell = 0; cell < marked.size(); ++cell) {
        if (marked[cell] == 0) continue;
        const std::uint32_t left = cell % columns != 0 ? label[cell - 1] : 0;
        const std::uint32_t below = cell >= columns ? label[cell - columns] : 0;
        if (left == 0 && below == 0) {
            label[cell] = joined.add();
        } else if (left == 0 || below == 0 || left == below) {
            label[cell] = std::max(left, below);
        } else {
            label[cell] = joined.join(left, below);
        }
    }
    std::vector<std::uint32_t> number(joined.size(), 0);
    std::uint32_t next = 0;
    for (std::uint32_t n = 1; n < number.size(); ++n) {
        const std::uint32_t leader = joined.leader(n);
        number[n] = leader == n ? ++next : number[leader];
    }
    for (std::uint32_t& n : label) n = number[n];
    return label;
}

}  // namespace mesogrid
