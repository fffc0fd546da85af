#pragma once

#include <span>
#include <vector>

/// What a course of maps in time becomes: its value, its peak, or the time it spends above a level.
/// Shared by every solver; a solver feeds maps in the order of their instants and stores none.
namespace mesogrid {

enum class TimeFold { value, peak, time_above };

/// One moment at which a map is taken.
struct Instant {
    double time = 0.0;   ///< s on the problem's clock
    double since = 0.0;  ///< s since the stretch of undisturbed decay began; 0: its start
    /// Depots formed at exactly this time count: true at the start of a stretch, false at its end.
    bool formed_included = true;
};

/// Samples per decade of time in a stretch, after which peaks and times above a level are read from
/// interpolants in ln t (models.md 4.6).
inline constexpr int kInstantsPerDecade = 16;

/// Stretches between the times at which depots form (ascending), each sampled at its start, at
/// `first` after it and geometrically on to its end; the last stretch ends at `end`. Times from
/// `end` on are left out. `first` > 0.
std::vector<Instant> instants_until(std::span<const double> formed, double first, double end);

/// Folds a course of maps cell by cell. Values of one instant arrive together; instants arrive in
/// order.
///
/// - peak: the largest sample, refined by the parabola through ln c of it and its neighbours in ln
/// t
///   (a course beside a depot is close to a Gaussian in ln t, often a narrow one: a parabola
///   through c itself errs ten times more). Samples at the start and at the end of a stretch are
///   taken as they are.
/// - time_above: s during which the monotone cubic in ln t (Fritsch & Carlson 1980, SIAM J Numer
///   Anal 17:238, with the harmonic slopes of Fritsch & Butland 1984) lies at or above the level,
///   over all stretches; linear in t before the first sample after a start.
///
/// Error against the true course: below 5e-4 of the peak, and below 1 % of the time since the start
/// of the stretch at each crossing of the level (both measured on heat kernels in
/// tests/transport/time_fold_test.cpp).
class CourseFold {
public:
    CourseFold(TimeFold fold, double level, std::size_t cells);

    void accept(const Instant& instant, std::span<const double> values);
    /// The folded map; closes the last stretch.
    std::vector<double> finish();

private:
    void accept_peak(std::span<const double> values);
    void accept_time();
    void close_stretch();
    /// Adds the time above the level between samples `from` and `from` + 1 of the rolling window.
    void add_interval(std::size_t from);

    TimeFold fold_;
    double level_;
    std::vector<double> result_;
    std::vector<double> times_;                ///< since, of the samples in the window
    std::vector<std::vector<double>> window_;  ///< up to four samples, oldest first
    std::size_t done_ = 0;                     ///< intervals of the window that are already counted
};

}  // namespace mesogrid
