#include "engine/run/read_sections.hpp"

/// [numerics]: which solver carries the field, and how finely.
namespace mesogrid::sections {
namespace {

/// Which solver, and how the grid solver steps.
void read_solver(Params& params, Numerics& numerics) {
    numerics.solver = static_cast<Solver>(params.read(ChoiceKey{
        .name = "transport",
        .meaning =
            "spectral: lateral cosine modes, exact in time, for laterally uniform tissue and "
            "linear kinetics; grid: finite volumes in small steps; as-needed: spectral, or "
            "grid where tissue or kinetics need it",
        .words = {"as-needed", "spectral", "grid"},
        .fallback = 0,
        .source = "the spectral solver is faster and exact in time"}));
    numerics.time_step = params.read_optional(
        QuantityKey<Duration>{.name = "time_step",
                              .meaning = "fixed step of the grid solver; default: as long as "
                                         "tolerance allows",
                              .unit = "s",
                              .minimum = 1e-9 * units::s,
                              .maximum = 100.0 * units::day});
    numerics.tolerance = params.read(
        NumberKey{.name = "tolerance",
                  .meaning = "error that time steps of the grid solver may leave in the field, "
                             "relative L2",
                  .minimum = 1e-8,
                  .maximum = 0.1,
                  .fallback = 1e-3,
                  .source = "maps come out a few times better (tests/grid)"});
    numerics.single_precision =
        params.read(ChoiceKey{.name = "precision",
                              .meaning =
                                  "of the grid solver's field: double, or single in half the "
                                  "memory",
                              .words = {"double", "single"},
                              .fallback = 0,
                              .source = "balances to 1e-12"}) == 1;
}

}  // namespace

Numerics read_numerics(Params& root) {
    Numerics numerics;
    auto params = root.group_optional({.name = "numerics", .meaning = "how the numbers are made"});
    if (!params) return numerics;
    read_solver(*params, numerics);
    numerics.walls = static_cast<Walls>(
        params->read(ChoiceKey{.name = "walls",
                               .meaning = "open: the skin goes on around the target; mirrored: it "
                                          "repeats itself at the sides of the map",
                               .words = {"open", "mirrored"},
                               .fallback = 0,
                               .source = "skin goes on"}));
    numerics.step = params->read_optional(
        QuantityKey<Length>{.name = "step",
                            .meaning = "cell of the maps; default: a quarter of the smallest depot "
                                       "scale, at most pitch/16 and 0.5 mm",
                            .unit = "mm",
                            .minimum = 0.01 * units::mm,
                            .maximum = 10.0 * units::mm});
    numerics.surroundings = params->read(QuantityKey<Length>{
        .name = "surroundings",
        .meaning = "how far the maps go on around the target, for conformity; needs open walls",
        .unit = "mm",
        .minimum = 0.0 * units::mm,
        .maximum = 100.0 * units::mm,
        .fallback = 0.0 * units::mm,
        .source = "maps end with the target"});
    if (numerics.surroundings > Length{} && numerics.walls == Walls::mirrored) {
        params->fault("surroundings", 351, "mirrored walls stand where the target ends");
    }
    return numerics;
}

}  // namespace mesogrid::sections
