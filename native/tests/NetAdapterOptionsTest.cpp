// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/NetAdapterOptions.h"

#include <gtest/gtest.h>

#include "Parsed.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<nj_net_adapter_options, NetAdapterOptions>;

std::string ProblemOf(const char *line) {
    return Parsed::ProblemOf(line);
}

} // namespace

TEST(NetAdapterOptions, The_defaults_are_two_audio_ports_in_each_direction_and_the_latency_that_jack2_uses) {
    const Parsed parsed("");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.slave.network.address, "225.3.19.154");
    EXPECT_EQ(parsed.options.slave.network.port, 19000);
    EXPECT_EQ(parsed.options.slave.capture_audio, 2);
    EXPECT_EQ(parsed.options.slave.playback_audio, 2);
    EXPECT_EQ(parsed.options.slave.capture_midi, 0);
    EXPECT_EQ(parsed.options.slave.playback_midi, 0);
    EXPECT_EQ(parsed.options.slave.latency, 2);
}

TEST(NetAdapterOptions, The_letters_of_the_net_driver_mean_the_same) {
    const Parsed parsed("-a 10.0.0.1 -p 1999 -I eth1 -M 9000 -C 3 -P 4 -i 1 -o 2 -e int16 -n keys -l 7 -R 3");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.slave.network.address, "10.0.0.1");
    EXPECT_EQ(parsed.options.slave.network.port, 1999);
    EXPECT_STREQ(parsed.options.slave.network.interface_name, "eth1");
    EXPECT_EQ(parsed.options.slave.mtu, 9000);
    EXPECT_EQ(parsed.options.slave.capture_audio, 3);
    EXPECT_EQ(parsed.options.slave.playback_audio, 4);
    EXPECT_EQ(parsed.options.slave.capture_midi, 1);
    EXPECT_EQ(parsed.options.slave.playback_midi, 2);
    EXPECT_EQ(parsed.options.slave.encoder, 1);
    EXPECT_STREQ(parsed.options.slave.name, "keys");
    EXPECT_EQ(parsed.options.slave.latency, 7);
    EXPECT_EQ(parsed.options.slave.copies, 3);
}

TEST(NetAdapterOptions, The_latency_may_be_automatic_and_the_profile_for_WLAN_makes_it_so) {
    const Parsed automatic("-l auto");
    ASSERT_FALSE(automatic.problem);
    EXPECT_EQ(automatic.options.slave.latency_mode, NJ_LATENCY_AUTO);
    EXPECT_EQ(automatic.options.slave.latency, 5);
    const Parsed profile("--wlan");
    ASSERT_FALSE(profile.problem);
    EXPECT_EQ(profile.options.slave.wlan, 1);
    EXPECT_EQ(profile.options.slave.encoder, NJ_ENCODER_INT16);
    EXPECT_EQ(profile.options.slave.latency_mode, NJ_LATENCY_STABLE);
    EXPECT_EQ(Parsed("-W -l 3").options.slave.latency_mode, NJ_LATENCY_CONSTANT);
    EXPECT_EQ(ProblemOf("-l auto -R 1"), "-R needs a latency that stays: give -l a number, or leave out -R");
}

TEST(NetAdapterOptions, Minus_one_means_two_ports) {
    const Parsed parsed("-C-1 -P-1");
    ASSERT_FALSE(parsed.problem);
    EXPECT_EQ(parsed.options.slave.capture_audio, 2);
    EXPECT_EQ(parsed.options.slave.playback_audio, 2);
}

TEST(NetAdapterOptions, The_letter_c_is_auto_connect_and_not_celt) {
    const Parsed parsed("-c");
    ASSERT_FALSE(parsed.problem);
    EXPECT_EQ(parsed.options.auto_connect, 1);
    EXPECT_EQ(ProblemOf("--celt 64"), "option -k, celt: CELT is not supported; use -O, opus");
}

TEST(NetAdapterOptions, An_adapter_without_any_port_is_rejected) {
    EXPECT_EQ(ProblemOf("-C 0 -P 0"),
              "-C, -P, -i and -o are all 0, so that there is no port; give one of them another number");
    EXPECT_EQ(ProblemOf("-C 0 -P 0 -o 1"), "none");
}

TEST(NetAdapterOptions, Both_audio_directions_may_be_left_out) {
    const Parsed parsed("-C 0 -P 0 -i 1 -o 1");
    ASSERT_FALSE(parsed.problem);
    EXPECT_EQ(parsed.options.slave.capture_audio, 0);
    EXPECT_EQ(parsed.options.slave.playback_audio, 0);
}

TEST(NetAdapterOptions, A_value_out_of_range_is_rejected_by_name) {
    EXPECT_EQ(ProblemOf("-C 256"), "option -C, input-ports: must be 0 to 255 or -1, not 256");
    EXPECT_EQ(ProblemOf("-i-1"), "option -i, midi-in-ports: must be 0 to 255, not -1");
    EXPECT_EQ(ProblemOf("-q 5"), "option -q, quality: must be 0 to 4, not 5");
    EXPECT_EQ(ProblemOf("-g 63"), "option -g, ring-buffer: must be 64 to 65536 or 0, not 63");
    EXPECT_EQ(ProblemOf("-l 31"), "option -l, latency: must be 0 to 30, auto or auto:stable, not 31");
    EXPECT_EQ(ProblemOf("-t 2"), "option -t, transport-sync: must be 0 or 1, not 2");
}

TEST(NetAdapterOptions, The_ring_buffer_may_have_the_size_of_jack2_or_be_0) {
    EXPECT_EQ(Parsed("-g 32768").options.ring_buffer, 32768);
    EXPECT_EQ(Parsed("-g 0").options.ring_buffer, 0);
}
