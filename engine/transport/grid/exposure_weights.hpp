#pragma once

/// What each field counts for in integrals over time. Private to the grid solver.
namespace mesogrid::grid {

/// Weights of the trapezoidal rule over steps of changing length, with its leading error taken off:
/// where steps of h1 meet steps of h2 the rule errs by (h1^2 - h2^2)/12 c' (Euler-Maclaurin), and
/// c' = (c_next - c)/h2. Weights are known as soon as the next step is, and never negative: a step
/// below half of the one before is not corrected for, nor is the end.
class ExposureWeights {
public:
    /// s that the field now stands for, of the time behind it.
    double behind() const { return behind_; }
    /// s of the time ahead of it, a step of dt.
    double ahead(double dt) const { return 0.5 * dt - given_on(dt); }

    void stepped(double dt) {
        behind_ = 0.5 * dt + given_on(dt);
        last_ = dt;
    }
    /// The field has been counted for what lies behind it.
    void counted() { behind_ = 0.0; }
    /// Depots formed: the course has a kink here.
    void restart() { last_ = 0.0; }

private:
    /// s that a field gives to its successor.
    double given_on(double dt) const {
        return dt < 0.5 * last_ ? 0.0 : (dt * dt - last_ * last_) / (12.0 * dt);
    }

    double behind_ = 0.0;
    double last_ = 0.0;  ///< step before, since depots last formed
};

}  // namespace mesogrid::grid
