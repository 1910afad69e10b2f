// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/ManagerOptions.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "Parsed.h"
#include "options/Help.h"

using namespace netjack2;

namespace {

using Parsed = ParsedLine<nj_manager_options, ManagerOptions>;

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

TEST(ManagerOptions, Without_options_the_defaults_apply) {
    for (const char *line : {"", " ", "\t \t", "\"\""}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem);
        EXPECT_STREQ(parsed.options.network.address, "225.3.19.154");
        EXPECT_EQ(parsed.options.network.port, 19000);
        EXPECT_EQ(parsed.options.auto_connect, 0);
        EXPECT_EQ(parsed.options.auto_save, 0);
        EXPECT_EQ(parsed.options.transport, 1);
        EXPECT_EQ(parsed.options.hold_time, 30);
        EXPECT_EQ(parsed.options.max_slaves, 64);
    }
}

TEST(ManagerOptions, A_value_is_attached_or_follows_after_a_short_or_a_long_name) {
    for (const char *line :
         {"-a 239.1.1.1 -p 20000", "-a239.1.1.1 -p20000", "-a\"239.1.1.1\" -p \"20000\"", "  -p  20000\t-a 239.1.1.1  ",
          "--multicast-ip 239.1.1.1 --udp-net-port=20000", "--multicast-ip=\"239.1.1.1\" -p 1 -p 20000"}) {
        const Parsed parsed(line);
        ASSERT_FALSE(parsed.problem) << *parsed.problem;
        EXPECT_STREQ(parsed.options.network.address, "239.1.1.1") << line;
        EXPECT_EQ(parsed.options.network.port, 20000) << line;
    }
}

TEST(ManagerOptions, A_switch_may_have_a_value) {
    EXPECT_EQ(Parsed("-c").options.auto_connect, 1);
    EXPECT_EQ(Parsed("-c -s").options.auto_save, 1);
    EXPECT_EQ(Parsed("-c -c off").options.auto_connect, 0);
    EXPECT_EQ(Parsed("-c0").options.auto_connect, 0);
    EXPECT_EQ(Parsed("--auto-save=yes").options.auto_save, 1);
    EXPECT_EQ(Parsed("--auto-save no -c TRUE").options.auto_connect, 1);
}

TEST(ManagerOptions, The_transport_is_shared_unless_it_is_switched_off) {
    EXPECT_EQ(Parsed("-t 0").options.transport, 0);
    EXPECT_EQ(Parsed("--transport-sync=1").options.transport, 1);
    EXPECT_EQ(ProblemOf("-t 2"), "option -t, transport-sync: must be 0 or 1, not 2");
}

TEST(ManagerOptions, The_hold_time_and_the_number_of_slaves_have_ranges) {
    EXPECT_EQ(Parsed("-w 5").options.hold_time, 5);
    EXPECT_EQ(Parsed("--hold-time=86400").options.hold_time, 86400);
    EXPECT_EQ(ProblemOf("-w 0"), "option -w, hold-time: must be 1 to 86400, not 0");
    EXPECT_EQ(Parsed("-N1").options.max_slaves, 1);
    EXPECT_EQ(ProblemOf("--max-slaves 65"), "option -N, max-slaves: must be 1 to 64, not 65");
}

TEST(ManagerOptions, A_rejected_word_is_named_with_what_is_accepted) {
    EXPECT_EQ(ProblemOf("-x"), "unknown option '-x'; there are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("--port 20000"), "unknown option '--port'; there are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("foo"), "'foo' is not part of an option; there are -a, -p, -I, -c, -s, -t, -w, -N and -h");
    EXPECT_EQ(ProblemOf("-c -"), "option -c, auto-connect: must be on or off, not '-'");
    EXPECT_EQ(ProblemOf("-c maybe"), "option -c, auto-connect: must be on or off, not 'maybe'");
    EXPECT_EQ(ProblemOf("-p"), "option -p, udp-net-port: no value");
    EXPECT_EQ(ProblemOf("-a -p 20000"), "option -a, multicast-ip: no value before '-p'");
    EXPECT_EQ(ProblemOf("-p 19k"), "option -p, udp-net-port: must be 1 to 65535, not '19k'");
    EXPECT_EQ(ProblemOf("-p -1"), "option -p, udp-net-port: must be 1 to 65535, not -1");
    EXPECT_EQ(ProblemOf("-p 99999999999999"), "option -p, udp-net-port: must be 1 to 65535, not 99999999999999");
    EXPECT_EQ(ProblemOf("-p 99999999999999999999"),
              "option -p, udp-net-port: must be 1 to 65535, not 99999999999999999999");
    EXPECT_EQ(ProblemOf("-p 65536"), "option -p, udp-net-port: must be 1 to 65535, not 65536");
    EXPECT_EQ(ProblemOf("-a host"), "option -a, multicast-ip: must be an IP address, not 'host'");
    EXPECT_EQ(ProblemOf("-a \"\""), "option -a, multicast-ip: must be an IP address, not ''");
    EXPECT_EQ(ProblemOf("-cs"), "option -c, auto-connect: must be on or off, not 's'");
    EXPECT_EQ(ProblemOf("-c \"-s"), "the quote before '-s' has no end");
}

TEST(ManagerOptions, The_environment_replaces_the_defaults_and_options_override_it) {
    const Variable address("JACK_NETJACK_MULTICAST", "239.9.9.9");
    const Variable port("JACK_NETJACK_PORT", "20001");
    EXPECT_STREQ(Parsed("").options.network.address, "239.9.9.9");
    EXPECT_EQ(Parsed("").options.network.port, 20001);
    EXPECT_EQ(Parsed("-p 20002").options.network.port, 20002);
}

TEST(ManagerOptions, A_rejected_environment_variable_is_named) {
    const Variable port("JACK_NETJACK_PORT", "0");
    EXPECT_EQ(ProblemOf(""), "environment variable JACK_NETJACK_PORT: must be 1 to 65535, not 0");
}

TEST(ManagerOptions, Help_lists_each_option_with_its_default) {
    EXPECT_TRUE(Parsed("-p 20000 -h foo").help);
    EXPECT_TRUE(Parsed("--help").help);
    const auto lines = HelpLines(ManagerOptions().table);
    ASSERT_EQ(lines.size(), 8u);
    EXPECT_EQ(lines[1], "\t-p, --udp-net-port \tUDP port (1 to 65535) (default: 19000)");
    EXPECT_EQ(lines[2], "\t-I, --interface \tNetwork interface, by name or address (default: all)");
}
