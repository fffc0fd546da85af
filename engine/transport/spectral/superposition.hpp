#pragma once

#include <optional>
#include <vector>

#include <Eigen/Core>

#include "engine/interfaces/contributions.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"
#include "engine/transport/spectral/modal_answers.hpp"
#include "engine/transport/spectral/real_space.hpp"
#include "engine/transport/transport.hpp"

/// Fields made of depots. Private to the spectral solver.
namespace mesogrid::spectral {

/// How the map of one request is made.
struct MapRecipe {
    std::optional<std::size_t> reading;  ///< by modes: index into the readings; none: real space
    std::vector<WeightedSlab> slabs;     ///< in real space
    double reach = 0.0;  ///< mm from the axis beyond which a depot adds less than 1e-12 of its peak
};

/// Every depot's answer, summed on demand for all depots or one puncture. Thread safe.
class Superposition final : public Contributions {
public:
    Superposition(const TransportProblem& problem,
                  DepotClasses classes,
                  const LateralModes& modes,
                  std::shared_ptr<const ModalAnswers> answers,
                  std::vector<MapRecipe> recipes);

    std::size_t size() const override { return of_puncture_.size(); }
    Patch patch(std::size_t puncture, std::size_t request) const override;

    /// The map of a request, negatives included.
    Map map(std::size_t request) const;

    struct PointValue {
        double value;
        double bound;  ///< sum of the absolute values of the modes, the scale of rounding errors
    };
    /// A reading at a point of the window (not averaged).
    PointValue at(Point position, std::size_t reading) const;

    /// Axes from which a depot is seen in real space: its own, and its mirror images where the
    /// walls are mirrors.
    std::vector<Point> visible_axes(const PlacedDepot& depot) const;
    const DepotClasses& classes() const { return classes_; }

private:
    Eigen::MatrixXd coefficients(std::size_t reading) const;
    Patch drawn(const PlacedDepot& depot, const MapRecipe& recipe) const;
    Patch summed_modes(const PlacedDepot& depot, const MapRecipe& recipe) const;

    Raster raster_;
    Walls walls_;
    DepotClasses classes_;
    LateralModes modes_;
    std::shared_ptr<const ModalAnswers> answers_;
    std::vector<MapRecipe> recipes_;
    std::vector<std::vector<std::size_t>> of_puncture_;  ///< depots of each puncture
    Eigen::MatrixXd cells_x_;  ///< modes x cells: cell averages of the series
    Eigen::MatrixXd cells_y_;
    std::vector<Eigen::VectorXd> cosines_x_;  ///< at each depot's axis
    std::vector<Eigen::VectorXd> cosines_y_;
};

}  // namespace mesogrid::spectral
