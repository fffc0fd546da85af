#include "tests/contracts/depot_contract.hpp"

#include <array>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/toml.hpp"

#include "tests/support/formation.hpp"

namespace mesogrid::contracts {
namespace {

using support::Formation;
using support::puncture_at;

constexpr std::array<double, 6> kWavenumbers = {0.0, 0.2, 1.0, 3.0, 10.0, 40.0};

class Inspection {
public:
    Inspection(const DepotModel& model, Formation skin) : model_(model), skin_(std::move(skin)) {}

    void inspect() {
        const std::vector<Puncture> punctures = {puncture_at({0.0, 0.0}, 1.0, 20.0),
                                                 puncture_at({5.0, 0.0}, 1.0, 20.0),
                                                 puncture_at({0.0, 5.0}, 1.0, 50.0, 10.0),
                                                 puncture_at({5.0, 5.0}, 0.3, 1.0),
                                                 puncture_at({9.0, 5.0}, 4.0, 100.0)};
        const std::vector<Depot> depots = model_.form(punctures, 7, skin_.context());
        inspect_fluid(punctures, depots);
        inspect_classes(punctures, depots);
        for (const Depot& depot : depots) inspect_shape(*depot.shape);
        for (const Puncture& puncture : punctures) {
            const double reach = model_.reach(puncture, skin_.context()).base();
            require(std::isfinite(reach) && reach > 0.0, "has no reach");
        }
    }

    void require(bool kept, const std::string& promise) {
        if (!kept) broken_.push_back(promise);
    }
    const std::vector<std::string>& broken() const { return broken_; }

private:
    void inspect_fluid(const std::vector<Puncture>& punctures, const std::vector<Depot>& depots) {
        std::vector<double> fluid(punctures.size(), 0.0);
        for (const Depot& depot : depots) {
            if (depot.puncture < 7 || depot.puncture >= 7 + punctures.size()) {
                broken_.push_back("names a puncture that it was not given");
                return;
            }
            fluid[depot.puncture - 7] += depot.fluid.base();
        }
        for (std::size_t i = 0; i < fluid.size(); ++i) {
            const double delivered = punctures[i].volume_delivered().base();
            const DepotReading reading = model_.reading(punctures[i], skin_.context());
            fluid[i] += (reading.surface_loss + reading.wrong_layer).base();
            require(std::abs(fluid[i] - delivered) <= 1e-12 * delivered, "loses or makes fluid");
        }
    }

    void inspect_classes(const std::vector<Puncture>& punctures, const std::vector<Depot>& depots) {
        std::map<std::string, const DepotShape*> shapes;
        for (const Depot& depot : depots) {
            const auto found = shapes.try_emplace(depot.class_key, depot.shape.get()).first;
            for (const double k : kWavenumbers) {
                require(
                    found->second->transform(k, 0.2, 1.1) == depot.shape->transform(k, 0.2, 1.1),
                    "gives one class two shapes");
            }
        }
        require(model_.class_key(punctures[0], skin_.context()) ==
                    model_.class_key(punctures[1], skin_.context()),
                "tells punctures apart by their place");
        const std::vector<Depot> again = model_.form(punctures, 7, skin_.context());
        for (std::size_t i = 0; i < depots.size() && i < again.size(); ++i) {
            require(depots[i].class_key == again[i].class_key, "changes its keys");
        }
    }

    void inspect_shape(const DepotShape& shape) {
        const double depth = skin_.depth();
        const double support = shape.support_radius();
        require(support > 0.0 && shape.lateral_scale() > 0.0, "has a length that is not positive");
        double whole = 0.0;
        for (int j = 0; j < 47; ++j)
            whole += inspect_slab(shape, depth * j / 47, depth * (j + 1) / 47);
        require(std::abs(whole - 1.0) <= 1e-12, "does not lie in the tissue");
        const double highest = shape.highest_wavenumber(1e-3);
        for (const double beyond : {1.01, 1.3, 2.0}) {
            require(std::abs(shape.transform(beyond * highest, 0.0, depth)) <= 1e-3,
                    "has content beyond its highest wavenumber");
        }
    }

    double inspect_slab(const DepotShape& shape, double top, double bottom) {
        const double share = shape.share(top, bottom);
        require(share >= -1e-15, "holds less than nothing");
        for (const double k : kWavenumbers) {
            const double value = shape.transform(k, top, bottom);
            require(std::isfinite(value) && std::abs(value) <= share + 1e-13,
                    "has a transform above its amount");
        }
        double before = 0.0;
        for (int i = 0; i <= 8; ++i) {
            const double now = shape.enclosed(shape.support_radius() * i / 8, top, bottom);
            require(now >= before - 1e-15, "encloses less in a wider circle");
            before = now;
        }
        require(std::abs(before - share) <= 2e-12, "reaches beyond its support");
        return share;
    }

    const DepotModel& model_;
    Formation skin_;
    std::vector<std::string> broken_;
};

/// A bolus of a liquid and of a gel, and a line that rises through the skin.
std::vector<Formation> formations() {
    std::vector<Formation> list(3);
    list[1].product.forms_as = FormsAs::gel;
    list[2].delivery.technique = Technique::line;
    list[2].delivery.length = 4.0 * units::mm;
    list[2].delivery.angle = 4.0 * units::deg;
    list[2].delivery.direction = 30.0 * units::deg;
    return list;
}

/// A model may refuse a technique (E0345).
bool refuses(const DepotModel& model, const Formation& skin) {
    const Puncture puncture = puncture_at({}, 1.0, 20.0);
    try {
        (void)model.form({&puncture, 1}, 0, skin.context());
    } catch (const InputError& problem) {
        return problem.diagnostics().front().code == 345;
    }
    return false;
}

}  // namespace

std::vector<std::string> broken_depot_promises(const CatalogRow<DepotModel>& row) {
    std::shared_ptr<const DepotModel> model;
    try {
        Params params(parse_toml(row.example, row.name + ".example"));
        model = read_model(params, DepotModelCatalog{row}, "kind", "the depot model");
        params.finish();
    } catch (const InputError& problem) {
        return {"cannot read its own example: " + std::string(problem.what())};
    }
    std::vector<std::string> broken;
    if (row.name.empty() || row.summary.empty()) broken.emplace_back("has no name or no summary");
    for (const Formation& skin : formations()) {
        if (skin.delivery.technique != Technique::bolus && refuses(*model, skin)) continue;
        Inspection inspection(*model, skin);
        inspection.inspect();
        broken.insert(broken.end(), inspection.broken().begin(), inspection.broken().end());
    }
    return broken;
}

void check_depot_contract(const CatalogRow<DepotModel>& row) {
    for (const std::string& promise : broken_depot_promises(row)) {
        ADD_FAILURE() << "depot model \"" << row.name << "\" " << promise;
    }
}

}  // namespace mesogrid::contracts
