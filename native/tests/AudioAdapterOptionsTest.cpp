// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/AudioAdapterOptions.h"

#include <gtest/gtest.h>

#include "Parsed.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<AudioAdapterSettings, AudioAdapterOptions>;

std::string ProblemOf(const char *line) {
    return Parsed::ProblemOf(line);
}

} // namespace

TEST(AudioAdapterOptions, The_default_is_the_first_card_in_both_directions) {
    const Parsed parsed("");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.options.capture_device, "hw:0");
    EXPECT_STREQ(parsed.options.options.playback_device, "hw:0");
    EXPECT_EQ(parsed.options.options.capture_channels, 2);
    EXPECT_EQ(parsed.options.options.playback_channels, 2);
    EXPECT_EQ(parsed.options.options.rate, 0);
    EXPECT_EQ(parsed.options.options.period, 0);
    EXPECT_EQ(parsed.options.options.periods, 2);
}

TEST(AudioAdapterOptions, Numbers_are_channels_and_names_are_devices) {
    const Parsed numbers("-P4 -C8");
    ASSERT_FALSE(numbers.problem) << *numbers.problem;
    EXPECT_STREQ(numbers.options.options.playback_device, "hw:0");
    EXPECT_EQ(numbers.options.options.playback_channels, 4);
    EXPECT_EQ(numbers.options.options.capture_channels, 8);

    const Parsed names("-P hw:1 -C plughw:2,1");
    ASSERT_FALSE(names.problem) << *names.problem;
    EXPECT_STREQ(names.options.options.playback_device, "hw:1");
    EXPECT_STREQ(names.options.options.capture_device, "plughw:2,1");
    EXPECT_EQ(names.options.options.playback_channels, 2);

    const Parsed both("-P hw:1 -P 6");
    EXPECT_STREQ(both.options.options.playback_device, "hw:1");
    EXPECT_EQ(both.options.options.playback_channels, 6);
}

TEST(AudioAdapterOptions, One_direction_can_be_left_out_by_options_in_any_order) {
    for (const char *line : {"-C none -d hw:3", "-d hw:3 -C none", "-d hw:3 -D off", "-D off -d hw:3", "-i 0 -d hw:3",
                             "-d hw:3 -i 0", "-C 0 -d hw:3", "-C hw:1 -D off -P hw:3", "-C none -i 4 -d hw:3"}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem) << *parsed.problem;
        EXPECT_STREQ(parsed.options.options.capture_device, "") << line;
        EXPECT_STREQ(parsed.options.options.playback_device, "hw:3") << line;
    }
    for (const char *line : {"-P none -d hw:3", "-d hw:3 -P none", "-o 0 -d hw:3", "-d hw:3 -P 0"}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem) << *parsed.problem;
        EXPECT_STREQ(parsed.options.options.capture_device, "hw:3") << line;
        EXPECT_STREQ(parsed.options.options.playback_device, "") << line;
    }
}

TEST(AudioAdapterOptions, The_device_of_a_direction_overrides_the_one_of_both_in_any_order) {
    for (const char *line : {"-d hw:3 -P hw:1", "-P hw:1 -d hw:3"}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem) << *parsed.problem;
        EXPECT_STREQ(parsed.options.options.capture_device, "hw:3") << line;
        EXPECT_STREQ(parsed.options.options.playback_device, "hw:1") << line;
    }
}

TEST(AudioAdapterOptions, A_number_of_C_overrides_i_in_any_order) {
    for (const char *line : {"-C 4 -i 8", "-i 8 -C 4"})
        EXPECT_EQ(Parsed(line).options.options.capture_channels, 4) << line;
    EXPECT_EQ(Parsed("-o 8").options.options.playback_channels, 8);
}

TEST(AudioAdapterOptions, An_adapter_without_any_direction_is_rejected) {
    for (const char *line : {"-C none -P none", "-i 0 -o 0", "-C 0 -P 0", "-D off -P none", "-D off -o 0"})
        EXPECT_EQ(ProblemOf(line), "neither capture nor playback is left; give -C or -P a device") << line;
}

TEST(AudioAdapterOptions, A_value_out_of_range_is_rejected_by_name) {
    EXPECT_EQ(ProblemOf("-C 256"), "option -C, capture: must be an ALSA device, 0 to 255 or none, not 256");
    EXPECT_EQ(ProblemOf("-i -1"), "option -i, in-channels: must be 0 to 255, not -1");
    EXPECT_EQ(ProblemOf("-q 5"), "option -q, quality: must be 0 to 4, not 5");
    EXPECT_EQ(ProblemOf("-n 1"), "option -n, nperiods: must be 2 to 32, not 1");
    EXPECT_EQ(ProblemOf("-p 20000"), "option -p, periodsize: must be 16 to 8192 or 0, not 20000");
    EXPECT_EQ(ProblemOf("-g 63"), "option -g, ring-buffer: must be 64 to 65536 or 0, not 63");
    EXPECT_EQ(ProblemOf("-r 44"), "option -r, rate: must be 8000 to 768000 or 0, not 44");
    EXPECT_EQ(ProblemOf("-D maybe"), "option -D, duplex: must be on or off, not 'maybe'");
    EXPECT_EQ(ProblemOf("-d \" \""), "option -d, device: must be an ALSA device, not ''");
    EXPECT_EQ(ProblemOf(("-d " + std::string(128, 'x')).c_str()),
              "option -d, device: must be an ALSA device, not '" + std::string(64, 'x') + "...'");
}
