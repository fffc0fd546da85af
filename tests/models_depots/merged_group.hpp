#pragma once

#include <string>
#include <vector>

#include "models/depots/merged_formation.hpp"

#include "tests/support/opening_case.hpp"

/// Groups of depots that are solved together.
namespace mesogrid::support {

/// Injections of a few uL in cheek dermis, one after the other.
struct Group {
    models::OpeningFlowSettings settings;
    std::vector<models::FlowLayer> layers;
    std::vector<models::GroupMember> members;

    explicit Group(const std::string& keys)
        : settings(shipped_flow(keys)),
          layers(models::flow_layers(settings.law, porous_skin().tissue)) {}

    /// With fewer cells than a scenario may ask for: what holds on every grid is shown sooner.
    Group& on_cells(double front) {
        settings.followed.resolution.front = front;
        return *this;
    }
    Group& add(Point at, double volume = 5.0, double depth = 0.7) {
        members.push_back(
            {at,
             {.volume = volume, .rate = 10.0, .viscosity = settings.viscosity, .depth = depth}});
        return *this;
    }
    models::MergedFlow formed() const {
        return models::form_merged(layers, settings.law, members, settings.followed);
    }
};

inline constexpr const char* kCoarse = "cells = 10\nhand_over = \"0 s\"";

inline double amount(const models::Columns& columns) {
    double sum = 0.0;
    for (const models::ColumnPart& part : columns.parts) sum += part.volume;
    return sum;
}

inline Point centre(const models::Columns& columns) {
    Point sum;
    for (const models::ColumnPart& part : columns.parts) sum = sum + part.volume * part.axis;
    return (1.0 / amount(columns)) * sum;
}

}  // namespace mesogrid::support
