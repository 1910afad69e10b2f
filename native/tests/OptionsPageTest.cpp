// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/OptionsPage.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

using namespace netjack2;

TEST(OptionsPage, The_page_in_the_repository_is_current) {
    std::ifstream file(SOURCE_FOLDER "/docs/options.md");
    const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    EXPECT_EQ(page, OptionsPage()) << "run: build/native/option_tables page >docs/options.md";
}

TEST(OptionsPage, No_line_is_longer_than_140_columns) {
    std::istringstream page(OptionsPage());
    int count = 0;
    for (std::string line; std::getline(page, line); count++)
        EXPECT_LE(line.size(), 140u) << line;
    EXPECT_GT(count, 80);
}
