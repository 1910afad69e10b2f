// SPDX-License-Identifier: GPL-2.0-or-later
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>

#include "Handle.h"

using namespace virtual_card;
using namespace std::chrono_literals;

namespace {

Wish Short() {
    Wish wish;
    wish.period = 64;
    wish.periods = 2;
    return wish;
}

/** The events that poll returns within a second; 0: nothing. */
unsigned short Events(snd_pcm_t *pcm) {
    pollfd descriptors[8] = {};
    const int count = snd_pcm_poll_descriptors(pcm, descriptors, 8);
    unsigned short events = 0;
    while (events == 0 && poll(descriptors, static_cast<nfds_t>(count), 1000) > 0)
        snd_pcm_poll_descriptors_revents(pcm, descriptors, static_cast<unsigned>(count), &events);
    return events;
}

} // namespace

TEST(Xrun, PlaybackThatIsNotFedStopsWhenAllIsPlayed) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    ASSERT_EQ(playback.Set(Short()), 0);
    Bytes frames = Noise(100 * 4);
    ASSERT_EQ(playback.Transfer(frames.data(), 100), 0);
    ASSERT_EQ(snd_pcm_start(playback), 0);
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(Events(playback), POLLOUT | POLLERR);
    EXPECT_EQ(snd_pcm_state(playback), SND_PCM_STATE_XRUN);
    EXPECT_EQ(snd_pcm_avail_update(playback), -EPIPE);
    EXPECT_EQ(snd_pcm_writei(playback, frames.data(), 100), -EPIPE);
    EXPECT_EQ(card.Played(), frames);

    ASSERT_EQ(snd_pcm_prepare(playback), 0);
    ASSERT_EQ(playback.Transfer(frames.data(), 100), 0);
    ASSERT_EQ(snd_pcm_drain(playback), 0);
    frames.insert(frames.end(), frames.begin(), frames.end());
    EXPECT_EQ(card.Played(), frames);
}

TEST(Xrun, CaptureThatIsNotReadStopsWhenTheBufferIsFull) {
    TestCard card;
    Handle capture(card, SND_PCM_STREAM_CAPTURE);
    ASSERT_EQ(capture.Set(Short()), 0);
    ASSERT_EQ(snd_pcm_start(capture), 0);
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(snd_pcm_avail_update(capture), -EPIPE);
    EXPECT_EQ(snd_pcm_state(capture), SND_PCM_STATE_XRUN);
    EXPECT_EQ(Events(capture), POLLIN | POLLERR);
    EXPECT_NE(card.Journal().find("capture xrun frame 128"), std::string::npos);
}

TEST(Xrun, WhatACaptureMissesIsGone) {
    const Bytes frames = Noise(48000 * 4);
    Bytes heard(256 * 4);
    long missed = 0;
    ASSERT_EQ(InTime([&] {
                  TestCard card;
                  card.Capture(frames);
                  Handle capture(card, SND_PCM_STREAM_CAPTURE);
                  Wish wish;
                  wish.rate = 8000;
                  EXPECT_EQ(capture.Set(wish), 0);
                  EXPECT_EQ(snd_pcm_start(capture), 0);
                  const long first = card.StartTick("capture");
                  EXPECT_EQ(snd_pcm_drop(capture), 0);
                  std::this_thread::sleep_for(50ms);
                  EXPECT_EQ(snd_pcm_prepare(capture), 0);
                  const int error = capture.Transfer(heard.data(), 256);
                  missed = card.StartTick("capture") - first;
                  return error;
              }),
              0);
    ASSERT_GE(missed, 400);
    ASSERT_LT(missed, 40000);
    EXPECT_TRUE(std::equal(heard.begin(), heard.end(), frames.begin() + missed * 4));
}

TEST(Xrun, AStopThresholdBeyondTheBoundaryLetsItPlayOn) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    Wish wish = Short();
    wish.isEndless = true;
    ASSERT_EQ(playback.Set(wish), 0);
    Bytes frames = Noise(128 * 4);
    ASSERT_EQ(playback.Transfer(frames.data(), 128), 0);
    ASSERT_EQ(snd_pcm_start(playback), 0);
    std::this_thread::sleep_for(20ms);
    EXPECT_GT(snd_pcm_avail(playback), 128);
    EXPECT_EQ(snd_pcm_state(playback), SND_PCM_STATE_RUNNING);
    const Bytes played = card.Played();
    ASSERT_GT(played.size(), frames.size());
    for (size_t i = 0; i < played.size(); i++)
        ASSERT_EQ(played[i], frames[i % frames.size()]) << i;
}

TEST(Xrun, NothingToPlayIsAnUnderrunAtOnce) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    ASSERT_EQ(playback.Set(Short()), 0);
    EXPECT_EQ(snd_pcm_start(playback), -EPIPE);
}

TEST(Xrun, ThereIsOneWhenItIsOrdered) {
    TestCard card;
    Handle capture(card, SND_PCM_STREAM_CAPTURE);
    Wish wish;
    wish.isEndless = true;
    ASSERT_EQ(capture.Set(wish), 0);
    ASSERT_EQ(snd_pcm_start(capture), 0);
    ASSERT_GE(snd_pcm_avail(capture), 0);
    card.Order("xrun");
    EXPECT_EQ(Events(capture), POLLIN | POLLERR);
    EXPECT_EQ(snd_pcm_avail(capture), -EPIPE);
    ASSERT_EQ(snd_pcm_prepare(capture), 0);
    EXPECT_EQ(snd_pcm_start(capture), 0);
}

TEST(Delay, IsWhatIsBetweenApplicationAndConverter) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    Wish wish;
    wish.rate = 8000;
    wish.period = 2048;
    ASSERT_EQ(playback.Set(wish), 0);
    Bytes frames = Noise(8000 * 4);
    ASSERT_EQ(playback.Transfer(frames.data(), 8000), 0);
    snd_pcm_sframes_t delay = 0;
    ASSERT_EQ(snd_pcm_delay(playback, &delay), 0);
    EXPECT_EQ(delay, 8000);
    ASSERT_EQ(snd_pcm_start(playback), 0);
    std::this_thread::sleep_for(10ms);
    const snd_pcm_sframes_t before = 8192 - snd_pcm_avail(playback);
    ASSERT_EQ(snd_pcm_delay(playback, &delay), 0);
    const snd_pcm_sframes_t after = 8192 - snd_pcm_avail(playback);
    EXPECT_LE(delay, before);
    EXPECT_GE(delay, after);
    EXPECT_LE(delay, 7920);
}
