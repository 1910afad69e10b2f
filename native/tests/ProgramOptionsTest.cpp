// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/ProgramOptions.h"

#include <set>

#include <gtest/gtest.h>

#include "options/CommandLine.h"
#include "options/ManagerOptions.h"
#include "options/NetAdapterOptions.h"

using namespace netjack2;

namespace {

/** What words, each followed by a NUL, amount to. */
template <typename Module> struct Typed {
    ProgramSettings<Module> settings;
    bool help = false;
    Problem problem;
    std::string given;

    Typed(const ModuleOptions<Module> &module, const std::string &words, uint32_t count) {
        problem = ParseWords(WordsOf(words.data(), count), WithProgramOptions(module), settings, given, help);
    }
};

std::string ProblemOf(const std::string &words, uint32_t count) {
    return Typed(ManagerOptions(), words, count).problem.value_or("none");
}

} // namespace

TEST(ProgramOptions, A_program_has_the_options_of_its_module_and_its_own) {
    const Typed master(ManagerOptions(), std::string("-c\0-N\0004\0-J\0second one\0-Q256\0", 29), 6);
    ASSERT_FALSE(master.problem);
    EXPECT_EQ(master.settings.module.auto_connect, 1);
    EXPECT_EQ(master.settings.module.max_slaves, 4);
    EXPECT_STREQ(master.settings.program.jack_name, "second one");
    EXPECT_EQ(master.settings.program.quantum, 256);
    const Typed join(NetAdapterOptions(), std::string("--client-name=keys\0--quantum\000064\0", 34), 3);
    ASSERT_FALSE(join.problem);
    EXPECT_STREQ(join.settings.module.slave.name, "keys");
    EXPECT_EQ(join.settings.program.quantum, 64);
}

TEST(ProgramOptions, The_options_of_the_module_that_were_typed_are_known_to_it) {
    Typed join(NetAdapterOptions(), std::string("-W\0--latency=3\0-Q\00064\0", 21), 4);
    ASSERT_FALSE(join.problem);
    ASSERT_FALSE(Complete(NetAdapterOptions(), join.settings.module, join.given));
    EXPECT_EQ(join.settings.module.slave.encoder, NJ_ENCODER_INT16);
    EXPECT_EQ(join.settings.module.slave.latency_mode, NJ_LATENCY_CONSTANT);
    EXPECT_EQ(join.settings.module.slave.latency, 3);
}

TEST(ProgramOptions, Without_words_the_defaults_apply) {
    const Typed master(ManagerOptions(), "", 0);
    ASSERT_FALSE(master.problem);
    EXPECT_EQ(master.settings.module.network.port, 19000);
    EXPECT_STREQ(master.settings.program.jack_name, "");
    EXPECT_EQ(master.settings.program.quantum, 0);
}

TEST(ProgramOptions, Words_with_blanks_and_quotes_are_taken_as_they_are) {
    const Typed master(ManagerOptions(), std::string("-J\0a \"b\" c\0", 11), 2);
    ASSERT_FALSE(master.problem);
    EXPECT_STREQ(master.settings.program.jack_name, "a \"b\" c");
}

TEST(ProgramOptions, What_is_not_accepted_is_rejected_with_the_reason) {
    EXPECT_EQ(ProblemOf(std::string("-Q\0007\0", 5), 2), "option -Q, quantum: must be 16 to 8192 or 0, not 7");
    EXPECT_NE(ProblemOf(std::string("-J\0a:b\0", 7), 2).find("without a colon"), std::string::npos);
    EXPECT_NE(ProblemOf("-J" + std::string(64, 'x') + '\0', 1).find("up to 63 bytes"), std::string::npos);
    EXPECT_NE(ProblemOf(std::string("-Z\0", 3), 1).find("unknown option '-Z'"), std::string::npos);
    EXPECT_NE(ProblemOf(std::string("-J\0", 3), 1).find("no value"), std::string::npos);
    EXPECT_TRUE(Typed(ManagerOptions(), std::string("-h\0", 3), 1).help);
}

/** Two rows of one letter would hide each other. */
TEST(ProgramOptions, No_letter_and_no_name_is_that_of_an_option_of_a_module) {
    std::multiset<std::string> names;
    const auto add = [&](const auto &table) {
        for (const OptionFacts &facts : table)
            names.insert({std::string(facts.name), std::string(1, facts.letter)});
    };
    add(WithProgramOptions(ManagerOptions()).table);
    add(WithProgramOptions(NetAdapterOptions()).table);
    for (const OptionFacts &facts : ProgramOptions().table) {
        EXPECT_EQ(names.count(facts.name), 2u);
        EXPECT_EQ(names.count(std::string(1, facts.letter)), 2u);
    }
}
