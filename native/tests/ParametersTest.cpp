// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/Parameters.h"

#include <gtest/gtest.h>

#include "options/DriverOptions.h"

using namespace netjack2;

namespace {

/** The list that jackd makes of what the user set. */
class List {
public:
    void Add(char letter, int32_t number) { AddParameter(letter).value.i = number; }
    void Add(char letter, std::string_view text) {
        auto &field = AddParameter(letter).value.str;
        text.copy(field, sizeof(field));
    }
    ~List() {
        for (const JSList *node = first_; node; node = node->next)
            delete static_cast<jack_driver_param_t *>(node->data);
        jack_slist_free(first_);
    }

    Problem Parse(nj_driver_options &options, Numbers numbers = Numbers::AsNumbers) const {
        return ParseParameters(first_, DriverOptions(), options, numbers);
    }

private:
    jack_driver_param_t &AddParameter(char letter) {
        auto *parameter = new jack_driver_param_t{letter, {}};
        first_ = jack_slist_append(first_, parameter);
        return *parameter;
    }

    JSList *first_ = nullptr;
};

nj_driver_options options;

} // namespace

TEST(Parameters, The_list_sets_the_options) {
    List list;
    list.Add('a', "10.0.0.1");
    list.Add('C', 2);
    list.Add('P', -1);
    list.Add('l', "30");
    list.Add('s', 1);
    list.Add('n', "desk");
    ASSERT_FALSE(list.Parse(options));
    EXPECT_STREQ(options.slave.network.address, "10.0.0.1");
    EXPECT_EQ(options.slave.capture_audio, 2);
    EXPECT_EQ(options.slave.playback_audio, -1);
    EXPECT_EQ(options.slave.latency, 30);
    EXPECT_EQ(options.auto_save, 1);
    EXPECT_STREQ(options.slave.name, "desk");
}

TEST(Parameters, The_profile_for_WLAN_leaves_what_the_list_sets) {
    List list;
    list.Add('l', "3");
    list.Add('W', 1);
    ASSERT_FALSE(list.Parse(options));
    EXPECT_EQ(options.slave.encoder, NJ_ENCODER_INT16);
    EXPECT_EQ(options.slave.latency, 3);
    EXPECT_EQ(options.slave.latency_mode, NJ_LATENCY_CONSTANT);
}

TEST(Parameters, Numbers_may_come_as_they_were_typed) {
    List list;
    list.Add('C', "2");
    list.Add('P', "-1");
    list.Add('l', " 30 ");
    list.Add('s', 1);
    ASSERT_FALSE(list.Parse(options, Numbers::AsTexts));
    EXPECT_EQ(options.slave.capture_audio, 2);
    EXPECT_EQ(options.slave.playback_audio, -1);
    EXPECT_EQ(options.slave.latency, 30);
    EXPECT_EQ(options.auto_save, 1);
}

// Fault-23
TEST(Parameters, A_typed_number_that_is_none_or_out_of_range_is_named_as_typed) {
    const auto problemOf = [](char letter, const char *text) {
        List list;
        list.Add(letter, text);
        return list.Parse(options, Numbers::AsTexts).value_or("none");
    };
    EXPECT_EQ(problemOf('C', "two"), "option -C, input-ports: must be 0 to 255 or -1, not 'two'");
    EXPECT_EQ(problemOf('C', "2x"), "option -C, input-ports: must be 0 to 255 or -1, not '2x'");
    EXPECT_EQ(problemOf('R', ""), "option -R, redundancy: must be 0 to 4, not ''");
    EXPECT_EQ(problemOf('p', "99999999999999"), "option -p, udp-net-port: must be 1 to 65535, not 99999999999999");
    EXPECT_EQ(problemOf('p', "4294967297"), "option -p, udp-net-port: must be 1 to 65535, not 4294967297");
    EXPECT_EQ(problemOf('c', "two"), "option -c, celt: CELT is not supported; use -O, opus");
    EXPECT_EQ(problemOf('r', "48000"),
              "option -r, rate: belongs to the driver netone; the master sets the sample rate");
}

TEST(Parameters, An_empty_list_sets_nothing) {
    ASSERT_FALSE(List().Parse(options));
    EXPECT_EQ(options.slave.network.port, 19000);
}

TEST(Parameters, A_negative_unsigned_number_is_no_redundancy) {
    List list;
    list.Add('R', -1);
    EXPECT_TRUE(list.Parse(options));
}

TEST(Parameters, A_text_without_a_NUL_is_cut_at_its_field) {
    List list;
    list.Add('n', std::string(200, 'x'));
    EXPECT_TRUE(list.Parse(options));
}

TEST(Parameters, An_unknown_letter_is_rejected) {
    List list;
    list.Add('z', 1);
    EXPECT_EQ(list.Parse(options), "unknown option '-z'");
}

TEST(Parameters, Options_that_depend_on_each_other_are_settled) {
    List list;
    for (const char letter : {'C', 'P', 'i', 'o'})
        list.Add(letter, 0);
    EXPECT_TRUE(list.Parse(options));
}
