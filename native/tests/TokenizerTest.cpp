// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/Tokenizer.h"

#include <random>

#include <gtest/gtest.h>

#include "options/InitString.h"
#include "options/ManagerOptions.h"

using namespace netjack2;

namespace {

std::vector<std::string> Words(std::string_view line) {
    std::vector<Word> words;
    EXPECT_FALSE(Tokenize(line, words));
    std::vector<std::string> texts;
    for (const Word &word : words)
        texts.push_back(word.text);
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

TEST(Tokenizer, Any_run_of_blanks_separates_words) {
    EXPECT_EQ(Words(""), Texts{});
    EXPECT_EQ(Words(" \t \r\n"), Texts{});
    EXPECT_EQ(Words("  -a  1.2.3.4\t-p 7 "), (Texts{"-a", "1.2.3.4", "-p", "7"}));
}

TEST(Tokenizer, Quotes_protect_blanks_wherever_they_are) {
    EXPECT_EQ(Words(R"(-n "my name")"), (Texts{"-n", "my name"}));
    EXPECT_EQ(Words(R"(-n"my name"x)"), (Texts{"-nmy namex"}));
    EXPECT_EQ(Words(R"("" "a""b")"), (Texts{"", "ab"}));
}

TEST(Tokenizer, A_quote_without_an_end_is_rejected) {
    std::vector<Word> words;
    EXPECT_EQ(Tokenize(R"(-a "1.2.3.4)", words), "the quote before '1.2.3.4' has no end");
    words.clear();
    EXPECT_TRUE(Tokenize("\"", words));
}

TEST(Tokenizer, A_word_that_begins_with_a_quote_is_no_option) {
    std::vector<Word> words;
    ASSERT_FALSE(Tokenize(R"("-a" -a -a"x" -)", words));
    EXPECT_FALSE(words[0].IsOption());
    EXPECT_TRUE(words[1].IsOption());
    EXPECT_TRUE(words[2].IsOption());
    EXPECT_FALSE(words[3].IsOption());
}

/** Whatever the bytes, parsing ends, stays within its memory (this runs under the sanitizers) and leaves options that
    are allowed. */
TEST(Tokenizer, Malformed_init_strings_are_parsed_within_bounds) {
    static constexpr char kLikely[] = "-\"=\t  acpsh019.nofe";
    std::mt19937 random(20240607);
    std::string line;
    for (int round = 0; round < 100000; round++) {
        line.resize(random() % 48);
        for (char &c : line)
            c = random() % 4 ? kLikely[random() % (sizeof(kLikely) - 1)] : static_cast<char>(1 + random() % 255);
        nj_manager_options options;
        bool help = false;
        ParseInitString(line.c_str(), ManagerOptions(), options, help);
        ASSERT_TRUE(options.network.port >= 1 && options.network.port <= 65535 && options.auto_connect >> 1 == 0)
            << line;
    }
}
