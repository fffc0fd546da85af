#pragma once

#include <memory>
#include <vector>

#include <Eigen/Core>

#include "engine/domain/depot.hpp"
#include "engine/interfaces/contributions.hpp"
#include "engine/transport/spectral/components.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"
#include "engine/transport/spectral/modal_answers.hpp"
#include "engine/transport/spectral/stamps.hpp"
#include "engine/transport/spectral/terms.hpp"
#include "engine/transport/transport.hpp"

/// Fields made of depots. Private to the spectral solver.
namespace mesogrid::spectral {

/// Everything a superposition is made of; values are kept, not referred to.
struct SuperpositionParts {
    Raster raster;
    Walls walls = Walls::open;
    std::size_t puncture_count = 0;
    DepotClasses classes;
    Components components;
    Terms terms;
    Spread spread;
    std::shared_ptr<const LateralModes> modes;    ///< null when no question needs them
    std::shared_ptr<const ModalAnswers> answers;  ///< null when no question needs them
    /// Of each question: its answer in real space, where that is its path.
    std::vector<std::shared_ptr<const DepotShape>> carried;
};

/// Every depot's answer, summed on demand for all depots or one puncture. Thread safe.
class Superposition final : public Contributions {
public:
    explicit Superposition(SuperpositionParts parts);

    std::size_t size() const override { return of_puncture_.size(); }
    bool adds_up(std::size_t request) const override;
    Patch patch(std::size_t puncture, std::size_t request) const override;

    /// The map of a request. Negatives stay in a map that is linear in the depots; before a least
    /// over depth, a peak or a time above a level they are set to 0 where they are rounding.
    Map map(std::size_t request) const;

    /// Axes from which a depot is seen in real space: its own, and its mirror images where the
    /// walls are mirrors.
    std::vector<Point> visible_axes(const PlacedDepot& depot, double reach) const;
    const SuperpositionParts& parts() const { return parts_; }
    /// sum over the depots on the path of modes of a point component, at a point of the window.
    struct PointValue {
        double value = 0.0;
        double scale = 0.0;  ///< sum of the absolute values of the modes: the scale of rounding
    };
    PointValue modes_at(Point position, const std::vector<Term>& terms) const;

private:
    Map component_map(std::size_t component) const;
    Patch component_patch(std::size_t puncture, std::size_t component) const;
    Eigen::MatrixXd coefficients(const std::vector<Term>& terms) const;
    std::shared_ptr<const Stamps> make_stamps() const;
    Patch drawn(const PlacedDepot& depot, const Term& term) const;
    /// Of depots of one cohort: their structure factor meets the answer once.
    Patch summed_modes(const std::vector<std::size_t>& depots, const Term& term) const;

    SuperpositionParts parts_;
    std::vector<std::vector<std::size_t>> of_puncture_;  ///< depots of each puncture
    std::shared_ptr<const Stamps> stamps_;
    Eigen::MatrixXd cells_x_;  ///< modes x cells: cell averages of the series
    Eigen::MatrixXd cells_y_;
    std::vector<Eigen::VectorXd> cosines_x_;  ///< at each depot's axis
    std::vector<Eigen::VectorXd> cosines_y_;
};

}  // namespace mesogrid::spectral
