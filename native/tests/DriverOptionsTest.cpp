// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/DriverOptions.h"

#include <cstring>

#include <gtest/gtest.h>

#include "jack/Descriptor.h"

using namespace netjack2;

namespace {

nj_driver_options options;

Problem Set(char letter, const Value &value) {
    EXPECT_FALSE(SetDefaults(options));
    return Store(*Find(DriverOptions(), letter), value, options);
}

std::string ProblemOf(char letter, const Value &value) {
    return Set(letter, value).value_or("none");
}

} // namespace

TEST(DriverOptions, TheDefaultsAreThoseOfTheOriginal) {
    ASSERT_FALSE(SetDefaults(options));
    EXPECT_STREQ(options.address, "225.3.19.154");
    EXPECT_STREQ(options.name, "");
    EXPECT_EQ(options.port, 19000);
    EXPECT_EQ(options.mtu, 0);
    EXPECT_STREQ(options.interface_name, "");
    EXPECT_EQ(options.capture_audio, -1);
    EXPECT_EQ(options.playback_midi, -1);
    EXPECT_EQ(options.latency, 5);
    EXPECT_EQ(options.auto_save, 0);
    EXPECT_EQ(options.transport, 1);
    EXPECT_EQ(options.copies, 0);
}

TEST(DriverOptions, TheShownDefaultsAreThoseThatHold) {
    ASSERT_FALSE(SetDefaults(options));
    for (const auto &option : DriverOptions()) {
        auto copy = options;
        if (option.letter == 'm') // shows another name of a latency, which is not the default one
            continue;
        ASSERT_FALSE(option.store(copy, option.fallback)) << option.letter;
        EXPECT_EQ(std::memcmp(&copy, &options, sizeof(copy)), 0) << option.letter;
    }
}

TEST(DriverOptions, AnAddressIsOneOfEitherFamily) {
    for (const char *address :
         {"10.0.0.1", "::1", "2001:db8::1", "fe80::1%eth0", "ff12::4e4a:e103:139a", "::ffff:10.0.0.1"}) {
        EXPECT_FALSE(Set('a', {0, address})) << address;
        EXPECT_STREQ(options.address, address);
    }
    for (const char *address : {"", "studio", "1.2.3", "10.0.0.1%eth0", "[::1]", "fe80::1::2", "fe80::1%eth0%eth1"})
        EXPECT_TRUE(Set('a', {0, address})) << address;
    EXPECT_EQ(ProblemOf('a', {0, "fe80::1%"}),
              "behind the % of 'fe80::1%' there is no name of an interface (option -a, multicast-ip)");
}

TEST(DriverOptions, AnInterfaceIsANameOrAnAddress) {
    for (const char *name : {"eth0", "enp3s0.7", "br-lan", "192.168.7.1", "fe80::1", ""}) {
        EXPECT_FALSE(Set('I', {0, name})) << name;
        EXPECT_STREQ(options.interface_name, name);
    }
    EXPECT_FALSE(Set('I', {0, "all"}));
    EXPECT_STREQ(options.interface_name, "");
}

TEST(DriverOptions, TheMtuIsAutomaticOrANumber) {
    EXPECT_FALSE(Set('M', {0, "1400"}));
    EXPECT_EQ(options.mtu, 1400);
    EXPECT_FALSE(Set('M', {0, "auto"}));
    EXPECT_EQ(options.mtu, 0);
}

TEST(DriverOptions, TheRangesThatFrontEndsShowAreThoseThatAreChecked) {
    int count = 0;
    for (const auto &option : DriverOptions()) {
        if (!option.range)
            continue;
        count++;
        EXPECT_FALSE(Set(option.letter, {option.range->least, {}})) << option.letter;
        EXPECT_FALSE(Set(option.letter, {option.range->most, {}})) << option.letter;
        EXPECT_TRUE(Set(option.letter, {option.range->least - 1, {}})) << option.letter;
        EXPECT_TRUE(Set(option.letter, {option.range->most + 1, {}})) << option.letter;
    }
    EXPECT_GE(count, 6);
}

TEST(DriverOptions, EachOptionSetsItsField) {
    EXPECT_FALSE(Set('C', {3, {}}));
    EXPECT_EQ(options.capture_audio, 3);
    EXPECT_FALSE(Set('P', {4, {}}));
    EXPECT_EQ(options.playback_audio, 4);
    EXPECT_FALSE(Set('i', {5, {}}));
    EXPECT_EQ(options.capture_midi, 5);
    EXPECT_FALSE(Set('o', {255, {}}));
    EXPECT_EQ(options.playback_midi, 255);
    EXPECT_FALSE(Set('M', {0, "9000"}));
    EXPECT_EQ(options.mtu, 9000);
    EXPECT_FALSE(Set('s', {1, {}}));
    EXPECT_EQ(options.auto_save, 1);
    EXPECT_FALSE(Set('t', {0, {}}));
    EXPECT_EQ(options.transport, 0);
}

TEST(DriverOptions, WhatIsOutOfBoundsIsRefused) {
    EXPECT_EQ(ProblemOf('C', {256, {}}), "256 is not within -1 to 255 (option -C, input-ports)");
    EXPECT_EQ(ProblemOf('o', {-2, {}}), "-2 is not within -1 to 255 (option -o, midi-out-ports)");
    EXPECT_EQ(ProblemOf('M', {0, "575"}), "575 is not within 576 to 9000 (option -M, mtu)");
    EXPECT_EQ(ProblemOf('M', {0, "much"}), "'much' is neither auto nor a number (option -M, mtu)");
    EXPECT_EQ(ProblemOf('I', {0, "eth0/1"}),
              "'eth0/1' is neither the name of an interface, like eth0, nor an address (option -I, interface)");
    EXPECT_EQ(
        ProblemOf('I', {0, "a-name-of-16-char"}),
        "'a-name-of-16-char' is neither the name of an interface, like eth0, nor an address (option -I, interface)");
    EXPECT_EQ(ProblemOf('l', {31, {}}), "Error : network latency is limited to 30 (option -l, latency)");
    EXPECT_EQ(ProblemOf('l', {4294967295, {}}), "Error : network latency is limited to 30 (option -l, latency)");
    EXPECT_EQ(ProblemOf('R', {5, {}}), "5 is not within 0 to 4 (option -R, redundancy)");
    EXPECT_EQ(ProblemOf('R', {-1, {}}), "-1 is not within 0 to 4 (option -R, redundancy)");
    EXPECT_FALSE(Set('R', {4, {}}));
    EXPECT_EQ(options.copies, 4);
    EXPECT_EQ(ProblemOf('a', {0, std::string(64, '1')}),
              "'" + std::string(64, '1') +
                  "' is no address like 225.3.19.154, ff12::1 or fe80::1%eth0 (option -a, multicast-ip)");
}

TEST(DriverOptions, EncodingsAreNumberedAsOnTheWire) {
    EXPECT_FALSE(Set('e', {0, "float"}));
    EXPECT_EQ(options.encoder, 0);
    EXPECT_FALSE(Set('e', {0, "int16"}));
    EXPECT_EQ(options.encoder, 1);
    EXPECT_EQ(options.kilobits, 0);
    EXPECT_FALSE(Set('e', {0, "opus"}));
    EXPECT_EQ(options.encoder, 3);
    EXPECT_EQ(options.kilobits, 128);
    EXPECT_EQ(ProblemOf('e', {0, "mp3"}), "'mp3' is none of float, int16 and opus (option -e, encoding)");
}

TEST(DriverOptions, KilobitsImplyOpus) {
    EXPECT_FALSE(Set('O', {64, {}}));
    EXPECT_EQ(options.encoder, 3);
    EXPECT_EQ(options.kilobits, 64);
    EXPECT_FALSE(Store(*Find(DriverOptions(), 'e'), {0, "opus"}, options));
    EXPECT_EQ(options.kilobits, 64);
    EXPECT_FALSE(Store(*Find(DriverOptions(), 'e'), {0, "float"}, options));
    EXPECT_EQ(options.encoder, 0);
    EXPECT_EQ(options.kilobits, 0);
    EXPECT_FALSE(Set('O', {-1, {}}));
    EXPECT_EQ(options.encoder, 0);
    EXPECT_EQ(ProblemOf('O', {7, {}}), "7 is not within 8 to 512 (option -O, opus)");
    EXPECT_EQ(ProblemOf('O', {513, {}}), "513 is not within 8 to 512 (option -O, opus)");
}

TEST(DriverOptions, CeltIsRefusedWithWhatReplacesIt) {
    EXPECT_EQ(ProblemOf('c', {64, {}}), "CELT has become Opus: use -O 64 instead (option -c, celt)");
    EXPECT_EQ(ProblemOf('c', {-1, {}}), "none");
}

TEST(DriverOptions, ANameThatSaysNothingIsTheHostsName) {
    for (const char *name : {"", "  ", "'hostname'"}) {
        EXPECT_FALSE(Set('n', {0, name}));
        EXPECT_STREQ(options.name, "");
    }
    EXPECT_FALSE(Set('n', {0, " my slave "}));
    EXPECT_STREQ(options.name, "my slave");
    EXPECT_FALSE(Set('n', {0, std::string(63, 'x')}));
    EXPECT_TRUE(Set('n', {0, std::string(64, 'x')}));
}

TEST(DriverOptions, ModesAreOlderNamesOfLatencies) {
    EXPECT_FALSE(Set('m', {0, "slow"}));
    EXPECT_EQ(options.latency, 2);
    EXPECT_FALSE(Set('m', {0, "normal"}));
    EXPECT_EQ(options.latency, 1);
    EXPECT_FALSE(Set('m', {0, "fast"}));
    EXPECT_EQ(options.latency, 0);
    EXPECT_EQ(ProblemOf('m', {0, "medium"}), "'medium' is none of slow, normal and fast (option -m, mode)");
}

/** jackd asserts on longer ones. */
TEST(DriverOptions, NamesFitTheDescriptor) {
    for (const auto &option : DriverOptions()) {
        EXPECT_LT(std::strlen(option.name), static_cast<size_t>(kDescriptorNameSize)) << option.name;
        EXPECT_LT(std::strlen(option.description), sizeof(jack_driver_param_desc_t::short_desc)) << option.name;
    }
}
