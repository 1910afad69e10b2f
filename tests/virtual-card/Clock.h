// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_CLOCK_H
#define VIRTUAL_CARD_CLOCK_H

#include <cstdint>

namespace virtual_card {

/** CLOCK_MONOTONIC in nanoseconds. */
int64_t Now();

/** The crystal of a card: seconds as the card counts them, from CLOCK_MONOTONIC. They never step and never go back. */
class Clock {
public:
    /** @param deviation in ppm; positive: the card is fast */
    explicit Clock(double deviation) : speed_(SpeedOf(deviation)) {}

    double Seconds(int64_t now) const;

    /** Ticks of @p rate that are complete at @p now. */
    int64_t Tick(int64_t now, unsigned rate) const;

    /** When the tick is complete, to the nanosecond after. */
    int64_t TimeOf(int64_t tick, unsigned rate) const;

    void SetDeviation(double deviation, int64_t now);

    /** Stands still for @p duration nanoseconds, then goes on from where it stood. */
    void Stall(int64_t duration, int64_t now);

private:
    static double SpeedOf(double deviation) { return 1 + deviation * 1e-6; }

    // Cards of several processes agree as long as they are given the same: all count from the same origin.
    int64_t origin_ = 0;
    double secondsAtOrigin_ = 0;
    double speed_;
};

} // namespace virtual_card

#endif
