// SPDX-License-Identifier: GPL-2.0-or-later
// One option of a plug-in, as a row of a table. The descriptor for jackd, both parsers, the help, the manual pages and
// docs/options.md are made from these rows.
#ifndef NETJACK2_OPTIONS_OPTION_H
#define NETJACK2_OPTIONS_OPTION_H

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace netjack2 {

/** Why something is rejected, as one line for the user; none if it is accepted. */
using Problem = std::optional<std::string>;

/** Integer and Unsigned differ for jackd's front ends only. */
enum class OptionType { Integer, Unsigned, Text, Switch };

inline bool IsNumber(OptionType type) {
    return type == OptionType::Integer || type == OptionType::Unsigned;
}

/** What an option was set to. */
struct Value {
    int64_t number = 0; ///< of an Integer or Unsigned; 0 or 1 of a Switch
    std::string text;   ///< as typed; empty if a front end passed a number
};

/** The numbers that an option accepts, both ends included. */
struct Range {
    int64_t least;
    int64_t most;
};

/** All information about an option for users. */
struct OptionFacts {
    char letter = '\0';
    const char *name = "";
    OptionType type = OptionType::Text;
    const char *description = "";              ///< one short sentence, at most 63 bytes: jackd asserts on longer ones
    const char *fallback = "";                 ///< the default as a user would type it; empty if there is none
    const char *example = "";                  ///< words that a user might type, the option first
    const char *takes = "";                    ///< what a Text accepts besides words and numbers: "an IP address"
    std::optional<Range> range = std::nullopt; ///< the numbers that it accepts, also of a Text
    std::optional<int64_t> special = std::nullopt; ///< a further number, which has a meaning of its own
    std::vector<const char *> words = {};          ///< the words that it accepts
    const char *variable = nullptr;                ///< environment variable that replaces the default
    const char *refusal = nullptr;                 ///< every value but the default is rejected with this reason
    const char *hint = nullptr;                    ///< what to add when a number is rejected
    bool typedOnly = false;                        ///< known to the command line of jackd, but not to other front ends
};

/** An option and where its value is stored. */
template <typename Options> struct Option : OptionFacts {
    /** Puts the value into the options, or returns what the value must be. */
    std::function<Problem(const OptionFacts &facts, const Value &value, Options &options)> store;
};

template <typename Options> using OptionTable = std::vector<Option<Options>>;

/** The options of one module. */
template <typename Options> struct ModuleOptions {
    OptionTable<Options> table;

    /** Settles what depends on several options, whatever their order. May be null. @p given has the letters of those
        that the user has set. */
    Problem (*complete)(Options &options, const std::string &given) = nullptr;
};

/** The row of the letter, or null. */
template <typename Options> const Option<Options> *Find(const OptionTable<Options> &table, char letter) {
    for (const auto &option : table)
        if (option.letter == letter)
            return &option;
    return nullptr;
}

/** The row of the long name, or null. */
template <typename Options> const Option<Options> *Find(const OptionTable<Options> &table, const std::string &name) {
    for (const auto &option : table)
        if (option.name == name)
            return &option;
    return nullptr;
}

/** "option -p, udp-net-port" */
inline std::string Title(const OptionFacts &facts) {
    return std::string("option -") + facts.letter + ", " + facts.name;
}

/** Puts a value that the user has set into the options, and the letter into @p given. A problem names the option. */
template <typename Options>
Problem Store(const Option<Options> &option, const Value &value, Options &options, std::string &given) {
    if (const auto problem = option.store(option, value, options))
        return Title(option) + ": " + *problem;
    given += option.letter;
    return std::nullopt;
}

} // namespace netjack2

#endif
