#include "app/progress_bar.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include "app/text.hpp"

namespace mesogrid::app {
namespace {

constexpr std::chrono::milliseconds kPatience{1000};
constexpr std::chrono::milliseconds kBetweenDrawings{100};
constexpr int kBarWidth = 24;

ProgressBar::Form form_for(const Options& options) {
    if (options.talk == Options::Talk::quiet) return ProgressBar::Form::none;
    return ::isatty(STDERR_FILENO) != 0 ? ProgressBar::Form::bar : ProgressBar::Form::lines;
}

}  // namespace

ProgressBar::ProgressBar(const Options& options)
    : ProgressBar(stderr, form_for(options), kPatience) {}

ProgressBar::ProgressBar(std::FILE* stream, Form form, std::chrono::milliseconds patience)
    : stream_(stream),
      form_(form),
      patience_(patience),
      began_(std::chrono::steady_clock::now()),
      drawn_at_(began_) {}

ProgressBar::~ProgressBar() {
    wipe();
}

void ProgressBar::now(std::string what) {
    const std::lock_guard lock(mutex_);
    what_ = std::move(what);
}

void ProgressBar::done(double share) {
    if (form_ == Form::none) return;
    const std::lock_guard lock(mutex_);
    const auto time = std::chrono::steady_clock::now();
    const int percent = static_cast<int>(100.0 * std::clamp(share, 0.0, 1.0));
    if (time - began_ < patience_ || percent <= shown_) return;
    if (form_ == Form::lines) {
        if (percent / 10 == shown_ / 10) return;
        shown_ = percent / 10 * 10;
        std::fprintf(stream_, "mesogrid: %d %% (%s)\n", shown_, shortened(what_, 60).c_str());
        return;
    }
    if (drawn_ && time - drawn_at_ < kBetweenDrawings) return;
    drawn_at_ = time;
    draw(percent);
}

void ProgressBar::draw(int percent) {
    shown_ = percent;
    drawn_ = true;
    const int filled = kBarWidth * percent / 100;
    const std::string line =
        fmt::format("[{}{}] {:3} %  {}",
                    std::string(static_cast<std::size_t>(filled), '#'),
                    std::string(static_cast<std::size_t>(kBarWidth - filled), '.'),
                    percent,
                    shortened(what_, 40));
    std::fprintf(stream_, "\r\033[K%s", line.c_str());
    std::fflush(stream_);
}

void ProgressBar::wipe() {
    if (!drawn_) return;
    std::fputs("\r\033[K", stream_);
    std::fflush(stream_);
    drawn_ = false;
}

}  // namespace mesogrid::app
