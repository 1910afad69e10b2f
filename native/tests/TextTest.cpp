// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/Text.h"

#include <limits>

#include <gtest/gtest.h>

using namespace netjack2;

TEST(Text, A_number_is_all_of_the_text) {
    EXPECT_EQ(ToNumber("-1"), -1);
    EXPECT_EQ(ToNumber("19000"), 19000);
    for (const char *text : {"", "-", "12x", " 12", "0x10", "1.5", "+1"})
        EXPECT_FALSE(ToNumber(text)) << text;
    EXPECT_EQ(ToNumber("99999999999999999999"), std::numeric_limits<int64_t>::max());
    EXPECT_EQ(ToNumber("-99999999999999999999"), std::numeric_limits<int64_t>::min());
}

TEST(Text, On_and_off_have_four_words_each) {
    for (const char *text : {"on", "ON", "true", "Yes", "1"})
        EXPECT_EQ(ToSwitch(text), true) << text;
    for (const char *text : {"off", "False", "no", "0"})
        EXPECT_EQ(ToSwitch(text), false) << text;
    for (const char *text : {"", "o", "onn", "2"})
        EXPECT_FALSE(ToSwitch(text)) << text;
}

TEST(Text, A_quoted_text_fits_a_log_line) {
    EXPECT_EQ(Quoted("a\nb\x7f"), "'a?b?'");
    EXPECT_EQ(Quoted(std::string(100, 'x')), "'" + std::string(64, 'x') + "...'");
}

TEST(Text, Blanks_around_a_text_are_stripped) {
    EXPECT_EQ(Stripped(" \ta b\n"), "a b");
    EXPECT_EQ(Stripped("  "), "");
}

TEST(Text, What_an_option_accepts_is_one_list) {
    EXPECT_EQ(Accepted({.type = OptionType::Switch}), "on or off");
    EXPECT_EQ(Accepted({.range = Range{0, 255}, .special = -1}), "0 to 255 or -1");
    EXPECT_EQ(Accepted({.range = Range{0, 1}}), "0 or 1");
    EXPECT_EQ(Accepted({.takes = "a name", .range = Range{2, 4}, .words = {"all", "none"}}),
              "a name, 2 to 4, all or none");
    EXPECT_EQ(Explained({.description = "Port", .range = Range{1, 9}}), "Port (1 to 9)");
    EXPECT_EQ(Explained({.description = "Name", .takes = "a name", .words = {"all"}}), "Name");
}
