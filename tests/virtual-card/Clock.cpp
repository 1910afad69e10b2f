// SPDX-License-Identifier: GPL-2.0-or-later
#include "Clock.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace virtual_card {

int64_t Now() {
    timespec time = {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

double Clock::Seconds(int64_t now) const {
    // During a stall the origin is in the future.
    return secondsAtOrigin_ + static_cast<double>(std::max<int64_t>(0, now - origin_)) * 1e-9 * speed_;
}

int64_t Clock::Tick(int64_t now, unsigned rate) const {
    return static_cast<int64_t>(std::floor(Seconds(now) * rate));
}

int64_t Clock::TimeOf(int64_t tick, unsigned rate) const {
    const double seconds = static_cast<double>(tick) / rate - secondsAtOrigin_;
    return origin_ + static_cast<int64_t>(std::ceil(seconds / speed_ * 1e9)) + 1;
}

void Clock::SetDeviation(double deviation, int64_t now) {
    if (now > origin_) {
        secondsAtOrigin_ = Seconds(now);
        origin_ = now;
    }
    speed_ = SpeedOf(deviation);
}

void Clock::Stall(int64_t duration, int64_t now) {
    secondsAtOrigin_ = Seconds(now);
    origin_ = std::max(origin_, now) + duration;
}

} // namespace virtual_card
