// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/MeshOptions.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "Parsed.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<nj_mesh_options, MeshOptions>;

std::string ProblemOf(const char *line) {
    return Parsed::ProblemOf(line);
}

} // namespace

TEST(MeshOptions, The_defaults_are_two_audio_ports_to_and_from_each_peer) {
    const Parsed parsed("");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.interface_name, "");
    EXPECT_EQ(parsed.options.port, 19001);
    EXPECT_EQ(parsed.options.mtu, 1500);
    EXPECT_EQ(parsed.options.capture_audio, 2);
    EXPECT_EQ(parsed.options.playback_audio, 2);
    EXPECT_EQ(parsed.options.capture_midi, 0);
    EXPECT_EQ(parsed.options.playback_midi, 0);
    EXPECT_EQ(parsed.options.latency, 2);
    EXPECT_EQ(parsed.options.encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(parsed.options.kilobits, 0);
}

TEST(MeshOptions, The_letters_of_the_net_driver_mean_the_same) {
    const Parsed parsed("-I eth1 -p 20001 -M 9000 -C 3 -P 4 -i 1 -o 2 -l 7 -e int16");
    ASSERT_FALSE(parsed.problem) << *parsed.problem;
    EXPECT_STREQ(parsed.options.interface_name, "eth1");
    EXPECT_EQ(parsed.options.port, 20001);
    EXPECT_EQ(parsed.options.mtu, 9000);
    EXPECT_EQ(parsed.options.capture_audio, 3);
    EXPECT_EQ(parsed.options.playback_audio, 4);
    EXPECT_EQ(parsed.options.capture_midi, 1);
    EXPECT_EQ(parsed.options.playback_midi, 2);
    EXPECT_EQ(parsed.options.latency, 7);
    EXPECT_EQ(parsed.options.encoder, NJ_ENCODER_INT16);
    EXPECT_EQ(parsed.options.kilobits, 0);
}

TEST(MeshOptions, A_bit_rate_selects_Opus_and_Opus_has_a_usual_bit_rate) {
    for (const char *line : {"-O 96", "-O 96 -e int16", "-e opus -O 96"}) {
        EXPECT_EQ(Parsed(line).options.encoder, NJ_ENCODER_OPUS) << line;
        EXPECT_EQ(Parsed(line).options.kilobits, 96) << line;
    }
    EXPECT_EQ(Parsed("-e opus").options.encoder, NJ_ENCODER_OPUS);
    EXPECT_EQ(Parsed("-e opus").options.kilobits, 128);
}

TEST(MeshOptions, The_interface_is_named_and_has_no_other_form) {
    EXPECT_STREQ(Parsed("-I auto").options.interface_name, "");
    EXPECT_STREQ(Parsed("-I eth1 -I auto").options.interface_name, "");
    EXPECT_EQ(ProblemOf("-I 10.0.0.1"), "option -I, interface: must be an interface name or auto, not '10.0.0.1'");
    EXPECT_EQ(ProblemOf("-I fe80::1"), "option -I, interface: must be an interface name or auto, not 'fe80::1'");
    EXPECT_EQ(ProblemOf("-I \"\""), "option -I, interface: must be an interface name or auto, not ''");
    EXPECT_EQ(ProblemOf("-I a-name-of-16-byt"),
              "option -I, interface: must be an interface name or auto, not 'a-name-of-16-byt'");
}

TEST(MeshOptions, A_mesh_without_any_port_is_rejected) {
    EXPECT_EQ(ProblemOf("-C 0 -P 0"),
              "-C, -P, -i and -o are all 0, so that there is no port; give one of them another number");
    EXPECT_EQ(ProblemOf("-C 0 -P 0 -o 1"), "none");
    EXPECT_EQ(ProblemOf("-C 0"), "none");
}

TEST(MeshOptions, A_value_out_of_range_is_rejected_by_name) {
    EXPECT_EQ(ProblemOf("-l 0"), "option -l, latency: must be 1 to 30, not 0");
    EXPECT_EQ(ProblemOf("-l 31"), "option -l, latency: must be 1 to 30, not 31");
    EXPECT_EQ(ProblemOf("-C 256"), "option -C, input-ports: must be 0 to 255, not 256");
    EXPECT_EQ(ProblemOf("-C-1"), "option -C, input-ports: must be 0 to 255, not -1");
    EXPECT_EQ(ProblemOf("-M auto"), "option -M, mtu: must be 576 to 9000, not 'auto'");
    EXPECT_EQ(ProblemOf("-p 0"), "option -p, udp-net-port: must be 1 to 65535, not 0");
    EXPECT_EQ(ProblemOf("-O 7"), "option -O, opus: must be 8 to 512 or -1, not 7");
    EXPECT_EQ(ProblemOf("-a 10.0.0.1"), "unknown option '-a'; there are -I, -p, -M, -C, -P, -i, -o, -l, -e, -O and -h");
}

/** The variable is for the port of the master, which is another one. */
TEST(MeshOptions, The_environment_does_not_replace_the_port) {
    setenv("JACK_NETJACK_PORT", "20001", 1);
    EXPECT_EQ(Parsed("").options.port, 19001);
    unsetenv("JACK_NETJACK_PORT");
}
