// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include "Handle.h"

using namespace virtual_card;

namespace {

/** Of setting what the wish is after the change. */
template <typename Change> int SetWith(const TestCard &card, Change change) {
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    Wish wish;
    change(wish);
    return playback.Error() ? playback.Error() : playback.Set(wish);
}

} // namespace

TEST(Definition, ACardDoesOnlyTheFormatsItNames) {
    TestCard card("format [ S16_LE S24_3LE ]");
    EXPECT_EQ(SetWith(card, [](Wish &) {}), 0);
    EXPECT_EQ(SetWith(card, [](Wish &wish) { wish.format = SND_PCM_FORMAT_S24_3LE; }), 0);
    EXPECT_EQ(SetWith(card, [](Wish &wish) { wish.format = SND_PCM_FORMAT_S32_LE; }), -EINVAL);
}

TEST(Definition, ACardDoesOnlyTheRatesItNames) {
    TestCard one("rate 44100"), two("rate [ 44100 96000 ]"), range("rate { min 32000 max 48000 }");
    const auto at = [](unsigned rate) { return [rate](Wish &wish) { wish.rate = rate; }; };
    EXPECT_EQ(SetWith(range, at(32000)), 0);
    EXPECT_EQ(SetWith(range, at(40000)), 0);
    EXPECT_EQ(SetWith(range, at(96000)), -EINVAL);
    EXPECT_EQ(SetWith(two, at(96000)), 0);
    EXPECT_EQ(SetWith(two, at(48000)), -EINVAL);
    EXPECT_EQ(SetWith(one, at(44100)), 0);
    EXPECT_EQ(SetWith(one, at(48000)), -EINVAL);
}

TEST(Definition, ACardDoesOnlyTheAccessesItNames) {
    TestCard card("access RW_INTERLEAVED");
    EXPECT_EQ(SetWith(card, [](Wish &) {}), 0);
    EXPECT_EQ(SetWith(card, [](Wish &wish) { wish.access = SND_PCM_ACCESS_MMAP_INTERLEAVED; }), -EINVAL);
}

TEST(Definition, DirectionsHaveTheirOwnChannels) {
    TestCard card("playback_channels 8 capture_channels { min 1 max 2 }");
    EXPECT_EQ(SetWith(card, [](Wish &wish) { wish.channels = 8; }), 0);
    EXPECT_EQ(SetWith(card, [](Wish &) {}), -EINVAL);
    Handle capture(card, SND_PCM_STREAM_CAPTURE);
    EXPECT_EQ(capture.Set(Wish()), 0);
}

TEST(Definition, ADirectionWithoutChannelsIsNotThere) {
    TestCard card("playback_channels 0");
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), -ENOENT);
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_CAPTURE).Error(), 0);
}

TEST(Definition, BothDirectionsHaveOneRate) {
    TestCard card;
    Handle capture(card, SND_PCM_STREAM_CAPTURE);
    ASSERT_EQ(capture.Set(Wish()), 0);
    EXPECT_EQ(SetWith(card, [](Wish &wish) { wish.rate = 44100; }), -EINVAL);
    EXPECT_EQ(SetWith(card, [](Wish &) {}), 0);
}

TEST(Definition, WhatCannotBeIsRefused) {
    for (const char *parameters : {"ppm fast", "ppm 600000", "jitter -1", "burst 0", "rate 10", "rate []",
                                   "rate { min 48000 max 44100 }", "format S8", "format LOUD", "access MMAP_COMPLEX",
                                   "repeat maybe", "loopback -1", "colour blue", "folder \"/nonexistent\""})
        EXPECT_EQ(Handle(TestCard(parameters), SND_PCM_STREAM_PLAYBACK).Error(), -EINVAL) << parameters;
}
