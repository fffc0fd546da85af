#pragma once

#include <string>

#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"
#include "engine/interfaces/depot_model.hpp"

/// Cheek skin and punctures for tests of depot models.
namespace mesogrid::support {

struct Formation {
    Delivery delivery{.rate = VolumeRate::from_base(10.0)};
    Product product;
    Tissue tissue{
        {{.name = "epidermis", .kind = LayerKind::epidermis, .thickness = 0.075 * units::mm},
         {.name = "dermis", .kind = LayerKind::dermis, .thickness = 1.3 * units::mm},
         {.name = "hypodermis", .kind = LayerKind::hypodermis, .thickness = 4.5 * units::mm}}};

    FormationContext context() const { return {delivery, product, tissue}; }
    double depth() const { return 0.075 + 1.3 + 4.5; }
};

inline Puncture puncture_at(Point position, double depth, double volume, double leaked = 0.0) {
    return {.position = position,
            .depth = Length::from_base(depth),
            .volume_asked = Volume::from_base(volume),
            .volume_leaked = Volume::from_base(leaked)};
}

/// Reads a model from the text of its table; throws InputError for anything wrong in it.
template <class Model>
Model read_table(const std::string& text) {
    Params params(parse_toml(text, "test"));
    Model model = Model::read(params);
    params.finish();
    return model;
}

}  // namespace mesogrid::support
