#pragma once

#include "engine/run/scenario.hpp"

/// Private to the run floor.
namespace mesogrid::sections {

/// One dissolved substance with the laws that carry it.
struct CarriedSolute {
    Solute solute;
    SoluteLaws laws;
};

/// Reads one table of `solutes`.
CarriedSolute read_carried_solute(Params& params, const Catalogs& catalogs);

}  // namespace mesogrid::sections
