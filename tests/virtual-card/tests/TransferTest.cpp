// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstring>
#include <tuple>

#include <gtest/gtest.h>

#include "Handle.h"

using namespace virtual_card;

namespace {

/** A format and an access. */
class Transfer : public testing::TestWithParam<std::tuple<snd_pcm_format_t, snd_pcm_access_t>> {
protected:
    // At 8 kHz the buffer holds 128 ms: a machine is seldom that late.
    static Wish Slow() {
        Wish wish;
        wish.rate = 8000;
        wish.format = std::get<0>(GetParam());
        wish.access = std::get<1>(GetParam());
        wish.channels = 3;
        return wish;
    }

    static size_t FrameSize() { return 3 * static_cast<size_t>(snd_pcm_format_physical_width(Slow().format)) / 8; }
};

std::string NameOf(const testing::TestParamInfo<Transfer::ParamType> &info) {
    return std::string(snd_pcm_format_name(std::get<0>(info.param))) + '_' +
           snd_pcm_access_name(std::get<1>(info.param));
}

} // namespace

TEST_P(Transfer, WhatIsPlayedIsRecordedBitForBit) {
    Bytes frames = Noise(1800 * FrameSize()), played;
    ASSERT_EQ(InTime([&] {
                  TestCard card;
                  Handle playback(card, SND_PCM_STREAM_PLAYBACK);
                  EXPECT_EQ(playback.Set(Slow()), 0);
                  const int error = playback.Transfer(frames.data(), 1800);
                  snd_pcm_drain(playback);
                  played = card.Played();
                  return error;
              }),
              0);
    EXPECT_EQ(played, frames);
}

TEST_P(Transfer, WhatTheFileHasIsCapturedBitForBitAndThenSilence) {
    Bytes frames = Noise(900 * FrameSize()), heard(1800 * FrameSize());
    ASSERT_EQ(InTime([&] {
                  TestCard card;
                  card.Capture(frames);
                  Handle capture(card, SND_PCM_STREAM_CAPTURE);
                  EXPECT_EQ(capture.Set(Slow()), 0);
                  return capture.Transfer(heard.data(), 1800);
              }),
              0);
    frames.resize(heard.size());
    EXPECT_EQ(heard, frames);
}

INSTANTIATE_TEST_SUITE_P(
    , Transfer,
    testing::Combine(testing::Values(SND_PCM_FORMAT_S16_LE, SND_PCM_FORMAT_S24_3LE, SND_PCM_FORMAT_S24_LE,
                                     SND_PCM_FORMAT_S32_LE, SND_PCM_FORMAT_FLOAT_LE),
                     testing::Values(SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_RW_NONINTERLEAVED,
                                     SND_PCM_ACCESS_MMAP_INTERLEAVED, SND_PCM_ACCESS_MMAP_NONINTERLEAVED)),
    NameOf);

TEST(Repeat, TheFileStartsAgainAtItsEnd) {
    const Bytes frames = Noise(100 * 4);
    Bytes heard(250 * 4);
    ASSERT_EQ(InTime([&] {
                  TestCard card("repeat yes");
                  card.Capture(frames);
                  Handle capture(card, SND_PCM_STREAM_CAPTURE);
                  Wish wish;
                  wish.rate = 8000;
                  EXPECT_EQ(capture.Set(wish), 0);
                  return capture.Transfer(heard.data(), 250);
              }),
              0);
    for (size_t i = 0; i < heard.size(); i++)
        ASSERT_EQ(heard[i], frames[i % frames.size()]) << i;
}

TEST(Sizes, AreWhatTheApplicationAsks) {
    TestCard card;
    for (const snd_pcm_uframes_t period : {64, 441, 8192})
        for (const unsigned periods : {2, 3, 4})
            for (const unsigned channels : {1, 2, 32, 64}) {
                Handle playback(card, SND_PCM_STREAM_PLAYBACK);
                Wish wish;
                wish.period = period;
                wish.periods = periods;
                wish.channels = channels;
                EXPECT_EQ(playback.Set(wish), 0) << period << ' ' << periods << ' ' << channels;
            }
}

/** By ticks of the card: what was played in tick n is captured in tick n + 1000. */
TEST(Loopback, WhatIsPlayedComesBackAfterItsFrames) {
    for (const snd_pcm_format_t format : {SND_PCM_FORMAT_S16_LE, SND_PCM_FORMAT_S32_LE, SND_PCM_FORMAT_FLOAT_LE}) {
        Wish wish;
        wish.rate = 8000;
        wish.period = 1024;
        wish.channels = 1;
        wish.format = format;
        const auto size = static_cast<size_t>(snd_pcm_format_physical_width(format)) / 8;
        Bytes frames = Noise(1024 * size), heard(2048 * size);
        if (format == SND_PCM_FORMAT_FLOAT_LE)
            for (size_t i = 0; i < 1024; i++) {
                const float value = static_cast<float>(frames[4 * i]) / 255;
                std::memcpy(&frames[4 * i], &value, sizeof(value));
            }
        long lead = 0;
        ASSERT_EQ(InTime([&] {
                      TestCard card("loopback 1000");
                      Handle playback(card, SND_PCM_STREAM_PLAYBACK), capture(card, SND_PCM_STREAM_CAPTURE);
                      EXPECT_EQ(capture.Set(wish), 0);
                      EXPECT_EQ(playback.Set(wish), 0);
                      EXPECT_EQ(playback.Transfer(frames.data(), 1024), 0);
                      EXPECT_EQ(snd_pcm_start(playback), 0);
                      const int error = capture.Transfer(heard.data(), 2048);
                      lead = card.StartTick("playback") + 1000 - card.StartTick("capture");
                      return error;
                  }),
                  0);

        for (long i = 0; i < 2048; i++) {
            const long played = i - lead;
            const Bytes silence(size);
            const unsigned char *expected =
                played >= 0 && played < 1024 ? &frames[static_cast<size_t>(played) * size] : silence.data();
            ASSERT_EQ(std::memcmp(&heard[static_cast<size_t>(i) * size], expected, size), 0) << i;
        }
    }
}
