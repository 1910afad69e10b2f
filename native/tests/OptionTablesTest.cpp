// SPDX-License-Identifier: GPL-2.0-or-later
// What holds for the options of all modules.
#include <cstring>
#include <set>

#include <gtest/gtest.h>

#include "jack/Descriptor.h"
#include "options/AudioAdapterOptions.h"
#include "options/DriverOptions.h"
#include "options/InitString.h"
#include "options/ManagerOptions.h"
#include "options/MeshOptions.h"
#include "options/NetAdapterOptions.h"
#include "options/ProgramOptions.h"

using namespace netjack2;

namespace {

/** Calls @p check with each option and the module that it belongs to. */
template <typename Check> void ForEachOption(const Check &check) {
    const auto walk = [&](const auto &module) {
        for (const auto &option : module.table) {
            SCOPED_TRACE(Title(option));
            check(module, option);
        }
    };
    walk(DriverOptions());
    walk(ManagerOptions());
    walk(MeshOptions());
    walk(NetAdapterOptions());
    walk(AudioAdapterOptions());
    walk(ProgramOptions());
}

/** What becomes of a text that is typed for one option. */
template <typename Options>
Problem Typed(const ModuleOptions<Options> &module, const Option<Options> &option, const std::string &text) {
    Options options;
    if (auto problem = SetDefaults(module.table, options))
        return problem;
    Value value;
    if (auto problem = Convert(option, text, value))
        return problem;
    std::string given;
    return Store(option, value, options, given);
}

} // namespace

/** jackd asserts on longer ones. */
TEST(OptionTables, Names_and_descriptions_fit_the_descriptor) {
    ForEachOption([](const auto &, const OptionFacts &facts) {
        EXPECT_LT(std::strlen(facts.name), static_cast<size_t>(kDescriptorNameSize));
        EXPECT_LT(std::strlen(facts.description), sizeof(jack_driver_param_desc_t::short_desc));
        EXPECT_NE(facts.description[std::strlen(facts.description) - 1], '.');
    });
}

TEST(OptionTables, Letters_and_names_are_unique_within_a_module) {
    std::set<std::pair<const void *, std::string>> seen;
    ForEachOption([&](const auto &module, const OptionFacts &facts) {
        EXPECT_TRUE(seen.emplace(&module, std::string(1, facts.letter)).second);
        EXPECT_TRUE(seen.emplace(&module, facts.name).second);
        EXPECT_NE(facts.letter, 'h');
    });
}

TEST(OptionTables, The_default_is_accepted) {
    ForEachOption([](const auto &module, const auto &option) {
        Problem problem = Typed(module, option, option.fallback);
        EXPECT_EQ(problem.has_value(), !*option.fallback) << problem.value_or("accepted");
    });
}

TEST(OptionTables, The_range_and_the_special_number_are_accepted_and_nothing_beside_them) {
    int count = 0;
    ForEachOption([&](const auto &module, const auto &option) {
        if (!option.range)
            return;
        count++;
        const auto accepts = [&](int64_t number) { return !Typed(module, option, std::to_string(number)); };
        EXPECT_TRUE(accepts(option.range->least));
        EXPECT_TRUE(accepts(option.range->most));
        EXPECT_EQ(accepts(option.range->least - 1), option.special == option.range->least - 1);
        EXPECT_FALSE(accepts(option.range->most + 1));
        EXPECT_TRUE(!option.special || accepts(*option.special));
    });
    EXPECT_EQ(count, 44);
}

TEST(OptionTables, The_words_are_accepted_and_other_words_are_rejected_with_them) {
    int count = 0;
    ForEachOption([&](const auto &module, const auto &option) {
        for (const char *word : option.words) {
            count++;
            EXPECT_FALSE(Typed(module, option, word));
        }
        if (!option.words.empty() && !*option.takes) {
            EXPECT_NE(Typed(module, option, "nonsense").value_or("").find(option.words[0]), std::string::npos);
        }
    });
    EXPECT_EQ(count, 24);
}

// Fault-23
TEST(OptionTables, Numbers_and_switches_reject_words_and_give_what_they_accept) {
    ForEachOption([](const auto &module, const auto &option) {
        if (option.type == OptionType::Text || option.refusal)
            return;
        for (const char *text : {"two", "2x", "1.5", "", "-", "99999999999999999999"})
            EXPECT_NE(Typed(module, option, text).value_or("").find("must be " + Accepted(option) + ", not "),
                      std::string::npos)
                << text;
    });
}

TEST(OptionTables, What_is_there_to_be_rejected_is_rejected_unless_it_is_the_default) {
    int count = 0;
    ForEachOption([&](const auto &module, const auto &option) {
        if (!option.refusal)
            return;
        count++;
        for (const char *text : {"64", "0", "", "yes"})
            EXPECT_NE(Typed(module, option, text).value_or("").find(option.refusal), std::string::npos) << text;
    });
    EXPECT_EQ(count, 8);
}

TEST(OptionTables, Every_option_has_an_example_that_is_accepted) {
    ForEachOption([](const auto &module, const auto &option) {
        if (option.refusal)
            return;
        EXPECT_EQ(std::string(option.example).substr(0, 2), std::string("-") + option.letter);
        std::remove_cvref_t<decltype(option)> const *found = Find(module.table, std::string(option.name));
        EXPECT_EQ(found, &option);
        const auto parse = [&]<typename Options>(const ModuleOptions<Options> &of) {
            Options options;
            bool help = false;
            return ParseInitString(option.example, of, options, help);
        };
        EXPECT_FALSE(parse(module));
    });
}
