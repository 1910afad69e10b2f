// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/DriverOptions.h"

#include <string>

#include <gtest/gtest.h>

#include "options/InitString.h"

using namespace netjack2;

namespace {

nj_driver_options options;

/** What becomes of options that are given in this order: none, or the problem. */
std::string ProblemOf(const char *line) {
    bool help = false;
    return ParseInitString(line, DriverOptions(), options, help).value_or("none");
}

bool IsAccepted(const char *option, const char *value) {
    return ProblemOf((std::string(option) + " \"" + value + "\"").c_str()) == "none";
}

} // namespace

TEST(DriverOptions, The_defaults_are_those_of_jack2) {
    ASSERT_EQ(ProblemOf(""), "none");
    EXPECT_STREQ(options.slave.network.address, "225.3.19.154");
    EXPECT_STREQ(options.slave.name, "");
    EXPECT_EQ(options.slave.network.port, 19000);
    EXPECT_EQ(options.slave.mtu, 0);
    EXPECT_STREQ(options.slave.network.interface_name, "");
    EXPECT_EQ(options.slave.capture_audio, -1);
    EXPECT_EQ(options.slave.playback_audio, -1);
    EXPECT_EQ(options.slave.capture_midi, -1);
    EXPECT_EQ(options.slave.playback_midi, -1);
    EXPECT_EQ(options.slave.latency, 5);
    EXPECT_EQ(options.slave.encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(options.slave.kilobits, 0);
    EXPECT_EQ(options.slave.copies, 0);
    EXPECT_EQ(options.auto_save, 0);
    EXPECT_EQ(options.transport, 1);
}

TEST(DriverOptions, An_address_is_one_of_IPv4_or_IPv6) {
    for (const char *address :
         {"10.0.0.1", "::1", "2001:db8::1", "fe80::1%eth0", "ff12::4e4a:e103:139a", "::ffff:10.0.0.1"}) {
        EXPECT_TRUE(IsAccepted("-a", address)) << address;
        EXPECT_STREQ(options.slave.network.address, address);
    }
    for (const char *address :
         {"", "studio", "1.2.3", "10.0.0.1%eth0", "[::1]", "fe80::1::2", "fe80::1%", "fe80::1%eth0%eth1"})
        EXPECT_FALSE(IsAccepted("-a", address)) << address;
    EXPECT_EQ(ProblemOf("-a studio"), "option -a, multicast-ip: must be an IP address, not 'studio'");
}

TEST(DriverOptions, An_interface_is_a_name_or_an_address) {
    for (const char *name : {"eth0", "enp3s0.7", "br-lan", "192.168.7.1", "fe80::1", ""}) {
        EXPECT_TRUE(IsAccepted("-I", name)) << name;
        EXPECT_STREQ(options.slave.network.interface_name, name);
    }
    EXPECT_TRUE(IsAccepted("-I", "all"));
    EXPECT_STREQ(options.slave.network.interface_name, "");
    for (const char *name : {"eth0/1", "eth 0", "a-name-of-16-char", "fe80::1%eth0"})
        EXPECT_FALSE(IsAccepted("-I", name)) << name;
}

TEST(DriverOptions, The_MTU_is_auto_or_a_number) {
    EXPECT_EQ(ProblemOf("-M 1400"), "none");
    EXPECT_EQ(options.slave.mtu, 1400);
    EXPECT_EQ(ProblemOf("-M 1400 -M auto"), "none");
    EXPECT_EQ(options.slave.mtu, 0);
    EXPECT_EQ(ProblemOf("-M 575"), "option -M, mtu: must be 576 to 9000 or auto, not 575");
    EXPECT_EQ(ProblemOf("-M much"), "option -M, mtu: must be 576 to 9000 or auto, not 'much'");
}

TEST(DriverOptions, Each_option_sets_its_field) {
    ASSERT_EQ(ProblemOf("-C 3 -P 4 -i 5 -o 255 -M 9000 -s -t 0 -R 4 -p 1999"), "none");
    EXPECT_EQ(options.slave.capture_audio, 3);
    EXPECT_EQ(options.slave.playback_audio, 4);
    EXPECT_EQ(options.slave.capture_midi, 5);
    EXPECT_EQ(options.slave.playback_midi, 255);
    EXPECT_EQ(options.slave.mtu, 9000);
    EXPECT_EQ(options.auto_save, 1);
    EXPECT_EQ(options.transport, 0);
    EXPECT_EQ(options.slave.copies, 4);
    EXPECT_EQ(options.slave.network.port, 1999);
}

TEST(DriverOptions, A_value_out_of_range_is_rejected_by_name) {
    EXPECT_EQ(ProblemOf("-C 256"), "option -C, input-ports: must be 0 to 255 or -1, not 256");
    EXPECT_EQ(ProblemOf("-o -2"), "option -o, midi-out-ports: must be 0 to 255 or -1, not -2");
    EXPECT_EQ(ProblemOf("-R 5"), "option -R, redundancy: must be 0 to 4, not 5");
    EXPECT_EQ(ProblemOf("-t 2"), "option -t, transport-sync: must be 0 or 1, not 2");
    EXPECT_EQ(ProblemOf("-e mp3"), "option -e, encoding: must be float, int16 or opus, not 'mp3'");
}

TEST(DriverOptions, A_slave_without_any_port_is_rejected) {
    EXPECT_EQ(ProblemOf("-C 0 -P 0 -i 0 -o 0"),
              "-C, -P, -i and -o are all 0, so that there is no port; give one of them another number");
    EXPECT_EQ(ProblemOf("-C 0 -P 0 -i 0"), "none");
}

TEST(DriverOptions, Encodings_are_numbered_as_on_the_wire) {
    const std::pair<const char *, int> expected[] = {{"float", 0}, {"int16", 1}, {"opus", 3}};
    for (const auto &[name, number] : expected) {
        EXPECT_TRUE(IsAccepted("-e", name));
        EXPECT_EQ(options.slave.encoder, number) << name;
    }
    EXPECT_EQ(options.slave.kilobits, 128);
}

TEST(DriverOptions, A_bit_rate_implies_Opus_whatever_the_order) {
    for (const char *line : {"-O 64", "-O 64 -e opus", "-e opus -O 64", "-e float -O 64", "-O 64 -e float"}) {
        ASSERT_EQ(ProblemOf(line), "none");
        EXPECT_EQ(options.slave.encoder, NJ_ENCODER_OPUS) << line;
        EXPECT_EQ(options.slave.kilobits, 64) << line;
    }
    ASSERT_EQ(ProblemOf("-O -1"), "none");
    EXPECT_EQ(options.slave.encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(options.slave.kilobits, 0);
}

TEST(DriverOptions, Celt_is_rejected_with_its_replacement) {
    EXPECT_EQ(ProblemOf("-c 64"), "option -c, celt: CELT is not supported; use -O, opus");
    EXPECT_EQ(ProblemOf("-c -1"), "none");
}

TEST(DriverOptions, Options_of_netone_are_named_as_such) {
    EXPECT_EQ(ProblemOf("-r 48000"), "option -r, rate: belongs to the driver netone; the master sets the sample rate");
    EXPECT_EQ(ProblemOf("-b 16"), "option -b, bit-depth: belongs to the driver netone; use -e, encoding");
    EXPECT_EQ(ProblemOf("-l 3000"),
              "option -l, latency: must be 0 to 30, auto or auto:stable, not 3000; the UDP port (-l of the driver "
              "netone) is -p here");
    EXPECT_EQ(ProblemOf("-I 2"), "option -I, interface: must be an interface name, an IP address or all, not 2; "
                                 "MIDI inputs (-I of the driver netone) are -i here");
    EXPECT_EQ(ProblemOf("-O 2"),
              "option -O, opus: must be 8 to 512 or -1, not 2; MIDI outputs (-O of the driver netone) are -o here");
}

TEST(DriverOptions, An_empty_name_is_the_host_name) {
    for (const char *name : {"", "  ", "'hostname'"}) {
        EXPECT_TRUE(IsAccepted("-n", name));
        EXPECT_STREQ(options.slave.name, "");
    }
    EXPECT_TRUE(IsAccepted("-n", " my slave "));
    EXPECT_STREQ(options.slave.name, "my slave");
    EXPECT_TRUE(IsAccepted("-n", std::string(63, 'x').c_str()));
    EXPECT_FALSE(IsAccepted("-n", std::string(64, 'x').c_str()));
}

TEST(DriverOptions, Modes_are_old_names_of_latencies) {
    const std::pair<const char *, int> expected[] = {{"slow", 2}, {"normal", 1}, {"fast", 0}};
    for (const auto &[name, latency] : expected) {
        EXPECT_TRUE(IsAccepted("-m", name));
        EXPECT_EQ(options.slave.latency, latency) << name;
    }
    EXPECT_EQ(ProblemOf("-m medium"), "option -m, mode: must be fast, normal or slow, not 'medium'");
}

TEST(DriverOptions, An_automatic_latency_is_a_mode_beside_the_latency_for_masters_without_it) {
    const std::pair<const char *, int> expected[] = {
        {"auto", NJ_LATENCY_AUTO}, {"auto:stable", NJ_LATENCY_STABLE}, {" auto ", NJ_LATENCY_AUTO}};
    for (const auto &[word, mode] : expected) {
        EXPECT_TRUE(IsAccepted("-l", word)) << word;
        EXPECT_EQ(options.slave.latency_mode, mode) << word;
        EXPECT_EQ(options.slave.latency, 5) << word;
    }
    ASSERT_EQ(ProblemOf("-l auto -l 3"), "none");
    EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_CONSTANT);
    EXPECT_EQ(options.slave.latency, 3);
    ASSERT_EQ(ProblemOf("-m fast -l auto"), "none");
    EXPECT_EQ(options.slave.latency, 5);
    for (const char *word : {"auto:x", "auto:", "auto:best", "AUTO", "", "2.5", "-1", "31", "99999999999999999999"})
        EXPECT_FALSE(IsAccepted("-l", word)) << word;
    EXPECT_EQ(ProblemOf("-l auto:x"), "option -l, latency: must be 0 to 30, auto or auto:stable, not 'auto:x'");
}

TEST(DriverOptions, Redundancy_needs_a_latency_that_stays) {
    for (const char *line : {"-l auto -R 2", "-R 1 -l auto:stable"})
        EXPECT_EQ(ProblemOf(line), "-R needs a latency that stays: give -l a number, or leave out -R") << line;
    EXPECT_EQ(ProblemOf("-l auto -R 0"), "none");
}

TEST(DriverOptions, The_profile_for_WLAN_sets_what_the_user_has_not) {
    ASSERT_EQ(ProblemOf("-W"), "none");
    EXPECT_EQ(options.slave.wlan, 1);
    EXPECT_EQ(options.slave.encoder, NJ_ENCODER_INT16);
    EXPECT_EQ(options.slave.kilobits, 0);
    EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_STABLE);
    EXPECT_EQ(options.slave.latency, 5);
    for (const char *line : {"-W -l 3", "-l 3 --wlan", "--wlan -m slow -l 3"}) {
        ASSERT_EQ(ProblemOf(line), "none") << line;
        EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_CONSTANT) << line;
        EXPECT_EQ(options.slave.latency, 3) << line;
        EXPECT_EQ(options.slave.encoder, NJ_ENCODER_INT16) << line;
        EXPECT_EQ(options.slave.wlan, 1) << line;
    }
    ASSERT_EQ(ProblemOf("-W -m slow"), "none");
    EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_CONSTANT);
    EXPECT_EQ(options.slave.latency, 2);
    ASSERT_EQ(ProblemOf("-l auto -W"), "none");
    EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_AUTO);
    for (const char *line : {"-W -O 96", "-O 96 -W"}) {
        ASSERT_EQ(ProblemOf(line), "none") << line;
        EXPECT_EQ(options.slave.encoder, NJ_ENCODER_OPUS) << line;
        EXPECT_EQ(options.slave.kilobits, 96) << line;
        EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_STABLE) << line;
    }
    ASSERT_EQ(ProblemOf("-e float -W"), "none");
    EXPECT_EQ(options.slave.encoder, NJ_ENCODER_FLOAT);
    for (const char *line : {"-W off", "-W --wlan=no", ""}) {
        ASSERT_EQ(ProblemOf(line), "none") << line;
        EXPECT_EQ(options.slave.wlan, 0) << line;
        EXPECT_EQ(options.slave.encoder, NJ_ENCODER_FLOAT) << line;
        EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_CONSTANT) << line;
    }
    EXPECT_EQ(ProblemOf("-W -R 1"), "-R needs a latency that stays: give -l a number, or leave out -R");
    EXPECT_EQ(ProblemOf("-W -R 1 -l 3"), "none");
    EXPECT_EQ(ProblemOf("-W wifi"), "option -W, wlan: must be on or off, not 'wifi'");
}

/** jackd hands the options over in the order of the table. */
TEST(DriverOptions, The_latency_comes_after_the_mode_that_it_overrides) {
    const auto &table = DriverOptions().table;
    EXPECT_LT(Find(table, 'm'), Find(table, 'l'));
}
