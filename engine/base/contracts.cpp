#include "engine/base/contracts.hpp"

#include <string>

#include "engine/base/error.hpp"

namespace mesogrid::contracts {

void fail(const char* kind, const char* condition, const char* file, int line) {
    throw InternalError(std::string(kind) + " " + condition + " at " + file + ":" +
                        std::to_string(line));
}

}  // namespace mesogrid::contracts
