// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/NetAdapterOptions.h"

#include <cstring>

#include <gtest/gtest.h>

#include "Parsed.h"
#include "jack/Descriptor.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<nj_net_adapter_options, NetAdapterOptions, SetDefaults>;

std::string ProblemOf(const char *line) {
    return Parsed::ProblemOf(line);
}

} // namespace

TEST(NetAdapterOptions, NothingSaidIsTwoPortsEachWayAndTheLatencyThatJack2HasInFact) {
    const Parsed parsed("");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.slave.address, "225.3.19.154");
    EXPECT_EQ(parsed.options.slave.port, 19000);
    EXPECT_EQ(parsed.options.slave.capture_audio, 2);
    EXPECT_EQ(parsed.options.slave.playback_audio, 2);
    EXPECT_EQ(parsed.options.slave.capture_midi, 0);
    EXPECT_EQ(parsed.options.slave.playback_midi, 0);
    EXPECT_EQ(parsed.options.slave.latency, 2);
    EXPECT_EQ(parsed.options.slave.sync, 1);
}

TEST(NetAdapterOptions, TheShownDefaultsAreThoseThatHold) {
    const Parsed parsed("");
    for (const auto &option : NetAdapterOptions()) {
        auto copy = parsed.options;
        ASSERT_FALSE(option.store(copy, option.fallback)) << option.letter;
        EXPECT_EQ(std::memcmp(&copy, &parsed.options, sizeof(copy)), 0) << option.letter;
    }
}

TEST(NetAdapterOptions, TheLettersOfTheNetDriverMeanTheSame) {
    const Parsed parsed("-a 10.0.0.1 -p 1999 -I eth1 -M 9000 -C 3 -P 4 -i 1 -o 2 -e int16 -n keys -l 7 -R 3");
    ASSERT_FALSE(parsed.problem);
    EXPECT_STREQ(parsed.options.slave.address, "10.0.0.1");
    EXPECT_EQ(parsed.options.slave.port, 1999);
    EXPECT_STREQ(parsed.options.slave.interface_name, "eth1");
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

TEST(NetAdapterOptions, MinusOneIsTheUsualNumberOfPorts) {
    const Parsed parsed("-C-1 -P-1");
    ASSERT_FALSE(parsed.problem);
    EXPECT_EQ(parsed.options.slave.capture_audio, 2);
    EXPECT_EQ(parsed.options.slave.playback_audio, 2);
}

TEST(NetAdapterOptions, TheLetterCIsAutoConnectAndNotCelt) {
    const Parsed parsed("-c");
    ASSERT_FALSE(parsed.problem);
    EXPECT_EQ(parsed.options.auto_connect, 1);
    EXPECT_EQ(ProblemOf("--celt 64"), "CELT has become Opus: use -O 64 instead (option -k, celt)");
}

TEST(NetAdapterOptions, BothDirectionsMayBeLeftOut) {
    const Parsed parsed("-C 0 -P 0 -i 1 -o 1");
    ASSERT_FALSE(parsed.problem);
    EXPECT_EQ(parsed.options.slave.capture_audio, 0);
    EXPECT_EQ(parsed.options.slave.playback_audio, 0);
}

TEST(NetAdapterOptions, WhatIsOutOfRangeIsRefusedByName) {
    EXPECT_EQ(ProblemOf("-C 256"), "256 is not within 0 to 255 (option -C, input-ports)");
    EXPECT_EQ(ProblemOf("-i-1"), "-1 is not within 0 to 255 (option -i, midi-in-ports)");
    EXPECT_EQ(ProblemOf("-q 5"), "5 is not within 0 to 4 (option -q, quality)");
    EXPECT_EQ(ProblemOf("-g 63"), "63 is not within 64 to 65536 (option -g, ring-buffer)");
    EXPECT_EQ(ProblemOf("-l 31"), "Error : network latency is limited to 30 (option -l, latency)");
    EXPECT_EQ(ProblemOf("-t 2"), "2 is not within 0 to 1 (option -t, transport-sync)");
}

TEST(NetAdapterOptions, TheRingBufferIsAsJack2HasItOrNone) {
    EXPECT_EQ(Parsed("-g 32768").options.ring_buffer, 32768);
    EXPECT_EQ(Parsed("-g 0").options.ring_buffer, 0);
}

/** jackd asserts on longer ones. */
TEST(NetAdapterOptions, NamesFitTheDescriptor) {
    for (const auto &option : NetAdapterOptions()) {
        EXPECT_LT(std::strlen(option.name), static_cast<size_t>(kDescriptorNameSize)) << option.name;
        EXPECT_LT(std::strlen(option.description), sizeof(jack_driver_param_desc_t::short_desc)) << option.name;
    }
}
