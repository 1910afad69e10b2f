// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/ManagerOptions.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "Parsed.h"
#include "options/Help.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<nj_manager_options, ManagerOptions, SetDefaults>;

std::string ProblemOf(const char *line) {
    return Parsed::ProblemOf(line);
}

/** An environment variable for as long as a test lasts. */
class Variable {
public:
    Variable(const char *name, const char *value) : name_(name) { setenv(name, value, 1); }
    ~Variable() { unsetenv(name_); }

private:
    const char *name_;
};

} // namespace

TEST(ManagerOptions, NothingSaidLeavesTheDefaults) {
    for (const char *line : {static_cast<const char *>(nullptr), "", " ", "\t \t", "\"\""}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem);
        EXPECT_STREQ(parsed.options.address, "225.3.19.154");
        EXPECT_EQ(parsed.options.port, 19000);
        EXPECT_EQ(parsed.options.auto_connect, 0);
        EXPECT_EQ(parsed.options.auto_save, 0);
        EXPECT_EQ(parsed.options.transport, 1);
        EXPECT_EQ(parsed.options.hold_time, 30);
        EXPECT_EQ(parsed.options.max_slaves, 64);
    }
}

TEST(ManagerOptions, EveryFormOfAnOptionIsUnderstood) {
    for (const char *line :
         {"-a 239.1.1.1 -p 20000", "-a239.1.1.1 -p20000", "-a\"239.1.1.1\" -p \"20000\"", "  -p  20000\t-a 239.1.1.1  ",
          "--multicast-ip 239.1.1.1 --udp-net-port=20000", "--multicast-ip=\"239.1.1.1\" -p 1 -p 20000"}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem) << *parsed.problem;
        EXPECT_STREQ(parsed.options.address, "239.1.1.1") << line;
        EXPECT_EQ(parsed.options.port, 20000) << line;
    }
}

TEST(ManagerOptions, ASwitchMayHaveAValue) {
    EXPECT_EQ(Parsed("-c").options.auto_connect, 1);
    EXPECT_EQ(Parsed("-c -s").options.auto_save, 1);
    EXPECT_EQ(Parsed("-c -c off").options.auto_connect, 0);
    EXPECT_EQ(Parsed("-c0").options.auto_connect, 0);
    EXPECT_EQ(Parsed("--auto-save=yes").options.auto_save, 1);
    EXPECT_EQ(Parsed("--auto-save no -c TRUE").options.auto_connect, 1);
}

TEST(ManagerOptions, TheTransportIsSharedUnlessSwitchedOff) {
    EXPECT_EQ(Parsed("-t 0").options.transport, 0);
    EXPECT_EQ(Parsed("--transport-sync=1").options.transport, 1);
    EXPECT_EQ(ProblemOf("-t 2"), "2 is not within 0 to 1 (option -t, transport-sync)");
}

TEST(ManagerOptions, HowManySlavesAreServedAndHowLongOneIsWaitedForHaveBounds) {
    EXPECT_EQ(Parsed("-w 5").options.hold_time, 5);
    EXPECT_EQ(Parsed("--hold-time=86400").options.hold_time, 86400);
    EXPECT_EQ(ProblemOf("-w 0"), "0 is not within 1 to 86400 (option -w, hold-time)");
    EXPECT_EQ(Parsed("-N1").options.max_slaves, 1);
    EXPECT_EQ(ProblemOf("--max-slaves 65"), "65 is not within 1 to 64 (option -N, max-slaves)");
}

TEST(ManagerOptions, WhatIsNotUnderstoodIsNamed) {
    EXPECT_EQ(ProblemOf("-x"), "unknown option '-x'; allowed are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("--port 20000"), "unknown option '--port'; allowed are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("foo"), "'foo' belongs to no option; allowed are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("-c -"), "'-' belongs to no option; allowed are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("-p"), "option -p, udp-net-port: no value");
    EXPECT_EQ(ProblemOf("-a -p 20000"), "option -a, multicast-ip: no value before '-p'");
    EXPECT_EQ(ProblemOf("-p 19k"), "'19k' is not a number (option -p, udp-net-port)");
    EXPECT_EQ(ProblemOf("-p -1"), "-1 is not within 1 to 65535 (option -p, udp-net-port)");
    EXPECT_EQ(ProblemOf("-p 65536"), "65536 is not within 1 to 65535 (option -p, udp-net-port)");
    EXPECT_EQ(ProblemOf("-a host"),
              "'host' is no address like 225.3.19.154, ff12::1 or fe80::1%eth0 (option -a, multicast-ip)");
    EXPECT_EQ(ProblemOf("-a \"\""),
              "'' is no address like 225.3.19.154, ff12::1 or fe80::1%eth0 (option -a, multicast-ip)");
    EXPECT_EQ(ProblemOf("-cs"), "'s' is neither on nor off (option -c, auto-connect)");
    EXPECT_EQ(ProblemOf("-c \"-s"), "the quote before '-s' has no end");
}

TEST(ManagerOptions, TheEnvironmentReplacesTheDefaultsButNotTheOptions) {
    const Variable address("JACK_NETJACK_MULTICAST", "239.9.9.9");
    const Variable port("JACK_NETJACK_PORT", "20001");
    EXPECT_STREQ(Parsed("").options.address, "239.9.9.9");
    EXPECT_EQ(Parsed("").options.port, 20001);
    EXPECT_EQ(Parsed("-p 20002").options.port, 20002);
}

TEST(ManagerOptions, AWrongVariableIsNamed) {
    const Variable port("JACK_NETJACK_PORT", "0");
    EXPECT_EQ(ProblemOf(""), "environment variable JACK_NETJACK_PORT: 0 is not within 1 to 65535");
}

TEST(ManagerOptions, HelpListsEachOptionWithItsDefault) {
    EXPECT_TRUE(Parsed("-p 20000 -h foo").help);
    EXPECT_TRUE(Parsed("--help").help);
    const auto lines = HelpLines(ManagerOptions());
    ASSERT_EQ(lines.size(), 8u);
    EXPECT_EQ(lines[1], "\t-p, --udp-net-port \tUDP port (default: 19000)");
    EXPECT_EQ(lines[2], "\t-I, --interface \tNetwork interface, by name or by an address of it (default: all)");
}
