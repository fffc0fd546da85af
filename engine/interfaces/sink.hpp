#pragma once

#include "engine/domain/exposure.hpp"

namespace mesogrid {

/// Receives finished planes while a solver works; never called from two threads at once, planes of
/// one request in a fixed order.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void accept(ExposurePlane plane) = 0;
};

}  // namespace mesogrid
