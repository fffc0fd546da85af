#pragma once

#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>

#include "engine/base/progress.hpp"

#include "app/commands.hpp"

namespace mesogrid::app {

/// Shows how far work that takes longer than a second has come: on a terminal a bar in one line,
/// which goes when the work is done; elsewhere a line per 10 %. Silent with --quiet.
class ProgressBar final : public ProgressObserver {
public:
    enum class Form { bar, lines, none };

    /// Writes to standard error in the form that fits it and the options.
    explicit ProgressBar(const Options& options);
    ProgressBar(std::FILE* stream, Form form, std::chrono::milliseconds patience);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    /// Wipes the bar.
    ~ProgressBar() override;

    /// What is being done from now on, at most a few words.
    void now(std::string what);
    void done(double share) override;

private:
    void draw(int percent);
    void wipe();

    std::FILE* stream_;
    Form form_;
    std::chrono::milliseconds patience_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point drawn_at_;
    std::mutex mutex_;
    std::string what_;
    int shown_ = 0;       ///< per cent that a line or the bar said last
    bool drawn_ = false;  ///< a bar stands on the terminal
};

}  // namespace mesogrid::app
