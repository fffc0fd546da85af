#pragma once

#include <atomic>
#include <cstddef>

namespace mesogrid {

/// Is told how far long work has come.
class ProgressObserver {
public:
    virtual ~ProgressObserver() = default;
    /// Share of the work that is done, 0 to 1; from several threads at once, not always ascending.
    virtual void done(double share) = 0;
};

/// A piece of work that reports to an observer, or to nobody; passed down, cut into parts on the
/// way.
class Progress {
public:
    Progress() = default;
    explicit Progress(ProgressObserver& observer) : observer_(&observer) {}

    /// The part of this piece between two of its shares.
    Progress part(double from, double to) const {
        Progress inner = *this;
        inner.from_ = at(from);
        inner.to_ = at(to);
        return inner;
    }
    /// This share of the piece is done.
    void done(double share) const {
        if (observer_) observer_->done(at(share));
    }

private:
    double at(double share) const { return from_ + share * (to_ - from_); }

    ProgressObserver* observer_ = nullptr;
    double from_ = 0.0;
    double to_ = 1.0;
};

/// Counts alike steps of a piece of work, from any thread.
class ProgressCount {
public:
    ProgressCount(Progress progress, std::size_t steps) : progress_(progress), steps_(steps) {}
    void step() {
        const std::size_t count = count_.fetch_add(1, std::memory_order_relaxed) + 1;
        progress_.done(static_cast<double>(count) / static_cast<double>(steps_));
    }

private:
    Progress progress_;
    std::size_t steps_;
    std::atomic<std::size_t> count_ = 0;
};

}  // namespace mesogrid
