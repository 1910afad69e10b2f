// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/Text.h"

#include <gtest/gtest.h>

using namespace netjack2;

TEST(Text, ANumberIsAllOfTheText) {
    EXPECT_EQ(ToNumber("-1"), -1);
    EXPECT_EQ(ToNumber("19000"), 19000);
    for (const char *text : {"", "-", "12x", " 12", "0x10", "1.5", "99999999999999999999"})
        EXPECT_FALSE(ToNumber(text)) << text;
}

TEST(Text, ASwitchIsSaidInFourWaysEach) {
    for (const char *text : {"on", "ON", "true", "Yes", "1"})
        EXPECT_EQ(ToSwitch(text), true) << text;
    for (const char *text : {"off", "False", "no", "0"})
        EXPECT_EQ(ToSwitch(text), false) << text;
    for (const char *text : {"", "o", "onn", "2"})
        EXPECT_FALSE(ToSwitch(text)) << text;
}

TEST(Text, AQuotedTextFitsALogLine) {
    EXPECT_EQ(Quoted("a\nb\x7f"), "'a?b?'");
    EXPECT_EQ(Quoted(std::string(100, 'x')), "'" + std::string(64, 'x') + "...'");
}

TEST(Text, BlanksAroundATextAreStripped) {
    EXPECT_EQ(Stripped(" \ta b\n"), "a b");
    EXPECT_EQ(Stripped("  "), "");
}
