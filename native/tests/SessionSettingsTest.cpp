// SPDX-License-Identifier: GPL-2.0-or-later
// What netmesh sets of the net driver in the same server, by its exported function.
#include "driver/SessionSettings.h"

#include <string>

#include <gtest/gtest.h>

#include "Parsed.h"
#include "options/DriverOptions.h"

using namespace netjack2;

namespace {

using Words = std::vector<std::string>;

/** A driver that was started with a line of options. */
class SessionSettingsTest : public testing::Test {
protected:
    SessionSettingsTest() { Begin(""); }
    ~SessionSettingsTest() override { settings_.End(); }

    void Begin(const char *line) { settings_.Begin(ParsedLine<nj_driver_options, DriverOptions>(line).options); }

    /** Why it is refused; empty if it is done. */
    static std::string Set(const Words &words) {
        std::string bytes;
        for (const std::string &word : words)
            bytes += word + '\0';
        char problem[256] = "not written";
        const int done =
            nj_net_set_session(bytes.data(), static_cast<uint32_t>(bytes.size()), problem, sizeof(problem));
        EXPECT_EQ(done == 1, problem[0] == '\0');
        return problem;
    }

    SessionSettings &settings_ = SessionSettings::OfProcess();
};

} // namespace

TEST_F(SessionSettingsTest, What_is_set_is_taken_once) {
    EXPECT_FALSE(settings_.Take());
    EXPECT_EQ(Set({"l", "3"}), "");
    const auto taken = settings_.Take();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->latency, 3);
    EXPECT_EQ(taken->latency_mode, NJ_LATENCY_CONSTANT);
    EXPECT_FALSE(settings_.Take());
}

TEST_F(SessionSettingsTest, Other_options_stay_as_they_are) {
    Begin("-C 8 -n keys -R 2 -l 9 -O 96");
    EXPECT_EQ(Set({"l", "7"}), "");
    const auto taken = settings_.Take();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->capture_audio, 8);
    EXPECT_STREQ(taken->name, "keys");
    EXPECT_EQ(taken->copies, 2);
    EXPECT_EQ(taken->encoder, NJ_ENCODER_OPUS);
    EXPECT_EQ(taken->kilobits, 96);
}

TEST_F(SessionSettingsTest, An_encoding_replaces_the_one_before) {
    Begin("-O 96");
    EXPECT_EQ(Set({"e", "int16"}), "");
    EXPECT_EQ(settings_.Take()->encoder, NJ_ENCODER_INT16);
    EXPECT_EQ(Set({"e", "opus"}), "");
    EXPECT_EQ(settings_.Take()->kilobits, 128);
    EXPECT_EQ(Set({"O", "64", "e", "float"}), "");
    EXPECT_EQ(settings_.Take()->kilobits, 64);
    EXPECT_EQ(Set({"e", "float"}), "");
    const auto taken = settings_.Take();
    EXPECT_EQ(taken->encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(taken->kilobits, 0);
}

TEST_F(SessionSettingsTest, What_Wi_Fi_brings_can_be_set_and_stays_otherwise) {
    Begin("-W");
    EXPECT_EQ(Set({"e", "float"}), "");
    auto taken = settings_.Take();
    EXPECT_EQ(taken->encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(taken->latency_mode, NJ_LATENCY_STABLE);
    EXPECT_EQ(Set({"l", "4"}), "");
    taken = settings_.Take();
    EXPECT_EQ(taken->encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(taken->latency_mode, NJ_LATENCY_CONSTANT);
    EXPECT_EQ(taken->wlan, 1);
}

TEST_F(SessionSettingsTest, What_a_driver_rejects_is_refused_as_it_does_and_nothing_is_set) {
    for (const char *value : {"-1", "31", "99999999999", "auto:x", "auto:best", "", "3.5", "ü", "\033[31m"}) {
        const std::string problem = Set({"R", "1", "l", value});
        EXPECT_TRUE(problem.starts_with("option -l, latency: must be 0 to 30, auto or auto:stable")) << problem;
        EXPECT_EQ(problem.find('\033'), std::string::npos);
    }
    EXPECT_EQ(Set({"R", "5"}), "option -R, redundancy: must be 0 to 4, not 5");
    EXPECT_EQ(Set({"C", "4"}), "option -C, input-ports: is set where the server is started");
    EXPECT_EQ(Set({"z", "4"}), "unknown option '-z'");
    EXPECT_EQ(Set({"", "4"}), "unknown option '-'");
    EXPECT_EQ(Set({"ll", "4"}), "unknown option '-ll'");
    EXPECT_EQ(Set({"l"}), "an option has no value");
    EXPECT_FALSE(settings_.Take());
}

TEST_F(SessionSettingsTest, Redundancy_needs_a_latency_that_stays) {
    Begin("-R 2 -l 5");
    EXPECT_NE(Set({"l", "auto"}), "");
    EXPECT_EQ(Set({"l", "auto", "R", "0"}), "");
    EXPECT_EQ(settings_.Take()->latency_mode, NJ_LATENCY_AUTO);
}

TEST_F(SessionSettingsTest, Long_words_are_refused) {
    EXPECT_LT(Set({"l", std::string(2000, '9')}).size(), 256u);
    EXPECT_LT(Set({std::string(2000, 'x'), "1"}).size(), 256u);
    EXPECT_FALSE(settings_.Take());
}

TEST_F(SessionSettingsTest, What_is_undone_is_what_the_next_change_begins_with) {
    EXPECT_EQ(Set({"e", "opus", "l", "9"}), "");
    ASSERT_TRUE(settings_.Take());
    nj_slave_options before = {};
    before.latency = 5;
    settings_.Put(before);
    EXPECT_FALSE(settings_.Take());
    EXPECT_EQ(Set({"R", "1"}), "");
    const auto taken = settings_.Take();
    EXPECT_EQ(taken->encoder, NJ_ENCODER_FLOAT);
    EXPECT_EQ(taken->latency, 5);
    EXPECT_EQ(taken->capture_audio, -1);
}

TEST_F(SessionSettingsTest, The_next_driver_has_nothing_of_the_previous_one) {
    EXPECT_EQ(Set({"l", "9"}), "");
    settings_.End();
    EXPECT_FALSE(settings_.Take());
    EXPECT_EQ(Set({"l", "3"}), "its server does not run the net driver of netjack2-cs");
    Begin("");
    EXPECT_FALSE(settings_.Take());
}
