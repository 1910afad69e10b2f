// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cmath>
#include <ctime>
#include <list>
#include <numeric>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "Handle.h"

using namespace virtual_card;
using namespace std::chrono_literals;

namespace {

double Seconds() {
    timespec time = {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/** Positions over time, and the line through them. */
class Track {
public:
    /** Looks where an endless capture is. */
    void Add(snd_pcm_t *capture) {
        const double before = Seconds();
        const auto position = static_cast<double>(snd_pcm_avail(capture));
        const double after = Seconds();
        // A look that was interrupted gives no time.
        if (after - before < 15e-6)
            Add((before + after) / 2 - origin_, position);
    }

    int Count() const { return count_; }

    /** Frames per second. */
    double Speed() const { return (count_ * tp_ - t_ * p_) / (count_ * tt_ - t_ * t_); }

private:
    void Add(double time, double position) {
        count_++;
        t_ += time;
        p_ += position;
        tt_ += time * time;
        tp_ += time * position;
    }

    const double origin_ = Seconds();
    int count_ = 0;
    double t_ = 0, p_ = 0, tt_ = 0, tp_ = 0;
};

Wish Endless(unsigned rate) {
    Wish wish;
    wish.rate = rate;
    wish.isEndless = true;
    return wish;
}

/** A card that runs by itself. */
struct Runner {
    Runner(double deviation, unsigned rate, const std::string &more = "")
        : expected(rate * (1 + deviation * 1e-6)), card("ppm " + std::to_string(deviation) + ' ' + more),
          capture(card, SND_PCM_STREAM_CAPTURE) {
        EXPECT_EQ(capture.Set(Endless(rate)), 0);
        EXPECT_EQ(snd_pcm_start(capture), 0);
    }

    const double expected;
    TestCard card;
    Handle capture;
    Track track;
};

} // namespace

TEST(Clock, EachCardOfAProcessRunsAtItsOwnRate) {
    std::list<Runner> runners;
    runners.emplace_back(0, 48000);
    runners.emplace_back(100, 44100);
    runners.emplace_back(-250, 192000);
    runners.emplace_back(20000, 8000);
    for (const double end = Seconds() + 2; Seconds() < end; std::this_thread::sleep_for(500us))
        for (Runner &runner : runners)
            runner.track.Add(runner.capture);
    for (const Runner &runner : runners) {
        ASSERT_GT(runner.track.Count(), 100);
        EXPECT_NEAR(runner.track.Speed() / runner.expected, 1, 3e-6) << runner.expected;
    }
}

TEST(Clock, ItsSpeedIsChangedWhileItRuns) {
    Runner runner(0, 48000);
    runner.card.Order("ppm -30000");
    for (const double end = Seconds() + 0.5; Seconds() < end; std::this_thread::sleep_for(500us))
        runner.track.Add(runner.capture);
    EXPECT_NEAR(runner.track.Speed() / 48000, 0.97, 1e-4);
}

TEST(Clock, BothDirectionsRunByOne) {
    TestCard card("ppm 300");
    Handle playback(card, SND_PCM_STREAM_PLAYBACK), capture(card, SND_PCM_STREAM_CAPTURE);
    ASSERT_EQ(playback.Set(Endless(48000)), 0);
    ASSERT_EQ(capture.Set(Endless(48000)), 0);
    ASSERT_EQ(snd_pcm_start(playback), 0);
    ASSERT_EQ(snd_pcm_start(capture), 0);
    const long lead = card.StartTick("capture") - card.StartTick("playback");
    for (int i = 0; i < 200; i++) {
        if (i == 100)
            card.Order("ppm -5000");
        const long before = snd_pcm_avail(capture) + lead;
        const long played = snd_pcm_avail(playback) - 4 * 256;
        const long after = snd_pcm_avail(capture) + lead;
        EXPECT_LE(before, played);
        EXPECT_LE(played, after);
        std::this_thread::sleep_for(1ms);
    }
}

TEST(Clock, AStallShiftsTheTimeThatFollows) {
    Runner runner(0, 48000);
    std::this_thread::sleep_for(5ms);
    const double ordered = Seconds();
    runner.card.Order("stall 300");
    const long stalled = snd_pcm_avail(runner.capture);
    const double obeyed = Seconds();
    std::this_thread::sleep_for(50ms);
    const long later = snd_pcm_avail(runner.capture);
    if (Seconds() < ordered + 0.3) {
        EXPECT_EQ(later, stalled);
    }
    std::this_thread::sleep_for(300ms);
    const double before = Seconds();
    const long moved = snd_pcm_avail(runner.capture) - stalled;
    const double after = Seconds();
    EXPECT_GE(moved, std::floor((before - obeyed - 0.3) * 48000) - 1);
    EXPECT_LE(moved, std::ceil((after - ordered - 0.3) * 48000) + 1);
}

TEST(Clock, ThePositionMovesInBursts) {
    Runner runner(0, 48000, "burst 48");
    for (int i = 0; i < 20; i++) {
        EXPECT_EQ(snd_pcm_avail(runner.capture) % 48, 0);
        std::this_thread::sleep_for(700us);
    }
}

/** Frames that there were beyond a period at each wake-up. */
static std::vector<long> Lateness(snd_pcm_t *capture, size_t count) {
    std::vector<long> lateness;
    Bytes frames(256 * 4);
    while (lateness.size() < count && snd_pcm_wait(capture, 1000) == 1) {
        lateness.push_back(snd_pcm_avail_update(capture) - 256);
        snd_pcm_readi(capture, frames.data(), 256);
    }
    return lateness;
}

TEST(Clock, AWakeUpIsNeverEarlyAndLateByTheJitter) {
    const std::vector<long> steady = Lateness(Runner(0, 48000).capture, 200);
    const std::vector<long> shaky = Lateness(Runner(0, 48000, "jitter 4000 seed 3").capture, 40);
    ASSERT_EQ(steady.size(), 200u);
    ASSERT_EQ(shaky.size(), 40u);
    const long soonest = *std::min_element(steady.begin(), steady.end());
    EXPECT_GE(soonest, 0);
    EXPECT_LT(soonest, 48);
    // Jitter of up to 192 frames, 96 in the mean; a busy machine only adds to it.
    EXPECT_GE(*std::min_element(shaky.begin(), shaky.end()), 0);
    EXPECT_GE(std::accumulate(shaky.begin(), shaky.end(), 0L) / 40, 70);
}
