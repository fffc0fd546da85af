#include "engine/base/amount.hpp"

#include "engine/base/error.hpp"

namespace mesogrid {

void require_same_label(const AmountLabel& a, const AmountLabel& b) {
    if (a == b) return;
    throw InternalError("amounts of unlike labels were combined: " + a.text + " and " + b.text);
}

}  // namespace mesogrid
