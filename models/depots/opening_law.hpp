#pragma once

#include <vector>

#include "engine/domain/tissue.hpp"

/// What tissue does under an injection (models.md 3.2). Kernel units: mm, s, kPa; 1 uL = 1 mm3.
namespace mesogrid::models {

/// How one kind of layer stores, conducts and opens; defaults by parameters.csv.
struct LayerFlow {
    double modulus = 0.0;            ///< confined modulus M, kPa
    double permeability = 0.0;       ///< k0 of intact tissue at rest, mm2; 0: nothing flows
    double exponent = 0.0;           ///< m in k0 exp(m p/M)
    double opening_pressure = 0.0;   ///< p_y, kPa
    double anisotropy = 1.0;         ///< R, lateral over vertical permeability
    double open_permeability = 0.0;  ///< K_c between open cells, mm2 (numerical)
};

/// What all layers share.
struct OpeningLaw {
    LayerFlow dermis;
    LayerFlow hypodermis;
    LayerFlow muscle;
    double poisson_ratio = 0.0;
    double size_factor = 0.0;        ///< chi_o
    double closing_share = 0.0;      ///< a cell closes beneath this share of p_y
    double interface = 0.0;          ///< L_I between dermis and hypodermis, mm/(kPa s)
    double vessel_exchange = 0.0;    ///< Lp S/V, 1/(kPa s)
    double vessel_limit = 0.0;       ///< kPa
    double lymph_exchange = 0.0;     ///< LpL SL/V, 1/(kPa s)
    double lymph_limit = 0.0;        ///< kPa
    double track_conductance = 0.0;  ///< G_t, 1/(kPa s)
    double outlet_radius = 0.0;      ///< a_t, mm
    double wait = 0.0;               ///< needle stays after the injection, s

    /// Of a kind of layer; epidermis and what is unknown let nothing through.
    LayerFlow of(LayerKind kind) const;
};

/// One layer in its place.
struct FlowLayer {
    LayerKind kind = LayerKind::other;
    double top = 0.0;
    double bottom = 0.0;
    double porosity = 1.0;
    LayerFlow flow;

    double thickness() const { return bottom - top; }
    bool passes() const { return flow.permeability > 0.0; }
};

std::vector<FlowLayer> flow_layers(const OpeningLaw& law, const Tissue& tissue);

/// What one insertion does.
struct Injection {
    double volume = 0.0;     ///< uL, above 0
    double rate = 0.0;       ///< uL/s
    double viscosity = 0.0;  ///< kPa s
    double depth = 0.0;      ///< of the outlet, mm
};

}  // namespace mesogrid::models
