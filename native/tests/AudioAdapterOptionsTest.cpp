// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/AudioAdapterOptions.h"

#include <cstring>

#include <gtest/gtest.h>

#include "Parsed.h"
#include "jack/Descriptor.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<nj_audio_adapter_options, AudioAdapterOptions, SetDefaults>;

std::string ProblemOf(const char *line) {
    return Parsed::ProblemOf(line);
}

} // namespace

TEST(AudioAdapterOptions, NothingSaidIsTheFirstCardInBothDirections) {
    const Parsed parsed("");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.capture_device, "hw:0");
    EXPECT_STREQ(parsed.options.playback_device, "hw:0");
    EXPECT_EQ(parsed.options.capture_channels, 2);
    EXPECT_EQ(parsed.options.playback_channels, 2);
    EXPECT_EQ(parsed.options.rate, 0);
    EXPECT_EQ(parsed.options.period, 0);
    EXPECT_EQ(parsed.options.periods, 2);
}

TEST(AudioAdapterOptions, TheShownDefaultsAreThoseThatHold) {
    const Parsed parsed("");
    for (const auto &option : AudioAdapterOptions()) {
        auto copy = parsed.options;
        ASSERT_FALSE(option.store(copy, option.fallback)) << option.letter;
        EXPECT_EQ(std::memcmp(&copy, &parsed.options, sizeof(copy)), 0) << option.letter;
    }
}

TEST(AudioAdapterOptions, NumbersAreChannelsAndNamesAreDevices) {
    const Parsed numbers("-P4 -C8");
    ASSERT_FALSE(numbers.problem) << *numbers.problem;
    EXPECT_STREQ(numbers.options.playback_device, "hw:0");
    EXPECT_EQ(numbers.options.playback_channels, 4);
    EXPECT_EQ(numbers.options.capture_channels, 8);

    const Parsed names("-P hw:1 -C plughw:2,1");
    ASSERT_FALSE(names.problem) << *names.problem;
    EXPECT_STREQ(names.options.playback_device, "hw:1");
    EXPECT_STREQ(names.options.capture_device, "plughw:2,1");
    EXPECT_EQ(names.options.playback_channels, 2);

    const Parsed both("-P hw:1 -P 6");
    EXPECT_STREQ(both.options.playback_device, "hw:1");
    EXPECT_EQ(both.options.playback_channels, 6);
}

TEST(AudioAdapterOptions, OneDirectionCanBeLeftOut) {
    for (const char *line : {"-C none -d hw:3", "-d hw:3 -C none", "-d hw:3 -D off"}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem) << *parsed.problem;
        EXPECT_STREQ(parsed.options.capture_device, "") << line;
        EXPECT_STREQ(parsed.options.playback_device, "hw:3") << line;
    }
}

TEST(AudioAdapterOptions, WhatIsOutOfBoundsIsRefused) {
    EXPECT_EQ(ProblemOf("-C 0"), "0 is not within 1 to 255 (option -C, capture)");
    EXPECT_EQ(ProblemOf("-q 5"), "5 is not within 0 to 4 (option -q, quality)");
    EXPECT_EQ(ProblemOf("-n 1"), "1 is not within 2 to 32 (option -n, nperiods)");
    EXPECT_EQ(ProblemOf("-p 20000"), "20000 is not within 16 to 8192 (option -p, periodsize)");
    EXPECT_EQ(ProblemOf("-g 63"), "63 is not within 64 to 65536 (option -g, ring-buffer)");
    EXPECT_EQ(ProblemOf("-r 44"), "44 is not within 8000 to 768000 (option -r, rate)");
    EXPECT_EQ(ProblemOf("-d \" \""), "the name of the device is empty (option -d, device)");
    EXPECT_EQ(ProblemOf(("-d " + std::string(128, 'x')).c_str()),
              "'" + std::string(64, 'x') + "...' is longer than 127 bytes (option -d, device)");
}

/** jackd asserts on longer ones. */
TEST(AudioAdapterOptions, NamesFitTheDescriptor) {
    for (const auto &option : AudioAdapterOptions()) {
        EXPECT_LT(std::strlen(option.name), static_cast<size_t>(kDescriptorNameSize)) << option.name;
        EXPECT_LT(std::strlen(option.description), sizeof(jack_driver_param_desc_t::short_desc)) << option.name;
    }
}
